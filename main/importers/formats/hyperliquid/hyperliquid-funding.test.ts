import { expect, test } from 'vitest';
import type { CashEvent } from '../../../../shared/book/event.ts';
import { utcZone } from '../../local-time.ts';
import { openFile } from '../../open-file.ts';
import { readRecords } from '../../read-records.ts';
import { hyperliquidFunding } from './hyperliquid-funding.ts';

/** A payment on BTC. */
function paid(size: string, side: string, payment: string, rate: string): CashEvent {
  const row = `6/13/2025 - 01:00:00,BTC,${size},${side},${payment},${rate}`;
  const bytes = new TextEncoder().encode(`time,coin,sz,side,payment,rate\n${row}`);
  const file = openFile('funding.csv', bytes);
  const reader = file.ok
    ? hyperliquidFunding.recognise(file.value.head)?.reader({ zone: utcZone, dateOrder: null, instrument: null })
    : undefined;
  const read: CashEvent[] = [];
  readRecords(bytes, ',', (record) => {
    const outcome = reader?.row(record);
    if (outcome?.kind === 'event') read.push(outcome.event as CashEvent);
  });
  const [event] = read;
  if (event === undefined) throw new Error('not read');
  return event;
}

test.each([
  ['0.05', 'Long', '0.05'],
  ['0.05', 'Short', '-0.05'],
  // The venue's interface signs the size.
  ['-0.05', 'Short', '-0.05'],
  ['-0.05', 'Long', '0.05'],
  ['0', 'Long', null],
  ['', 'Long', null],
  ['n/a', 'Short', null],
  ['0.05', '', null],
  ['0.05', 'Both', null],
])('a payment on %s %s says that %s was held', (size, side, held) => {
  expect(paid(size, side, '0', '0').positionHeld).toBe(held);
});

test.each([
  // A long pays while the rate is above 0 and is paid while it is below; a short the other way round.
  ['Long', '0.0001', '-1', []],
  ['Long', '-0.0001', '1', []],
  ['Short', '0.0001', '1', []],
  ['Short', '-0.0001', '-1', []],
  ['Long', '0.0001', '1', ['amount-differs']],
  ['Long', '-0.0001', '-1', ['amount-differs']],
  ['Short', '0.0001', '-1', ['amount-differs']],
  ['Short', '-0.0001', '1', ['amount-differs']],
  // Nothing is contradicted by a rate of 0, a payment rounded to 0, or what is not printed.
  ['Long', '0', '1', []],
  ['Long', '0.0001', '0', []],
  ['Short', '-0.0001', '0', []],
  ['Long', '', '1', []],
  ['', '0.0001', '1', []],
])('a %s at a rate of %s that moves %s is marked %j', (side, rate, payment, flags) => {
  expect(paid('0.05', side, payment, rate)).toMatchObject({ asset: 'USDC', amount: payment, flags });
});
