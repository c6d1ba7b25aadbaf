import { expect, test } from 'vitest';
import type { LedgerEvent } from '../../shared/book/event.ts';
import type { InstrumentSymbol } from '../../shared/book/instrument.ts';
import { dailyStates } from '../ledger/daily-states.ts';
import { booked, cash, fill, opening, settings } from '../ledger/fixtures/events.ts';
import { equityPath } from './equity-path.ts';
import { at, close, instrumentOf, mark } from './fixtures/book.ts';
import type { Mark } from './mark-book.ts';

const acme = { instrument: 'ACME' as InstrumentSymbol };
// On 100 shares, over on Friday 16 January 2026.
const call = { instrument: 'ACME260116C00050000' as InstrumentSymbol };
const asOfMs = at('2026-01-21T00:00:00Z');

function pathOf(events: readonly LedgerEvent[], marks: readonly Mark[]) {
  const states = dailyStates(booked(events), settings(), asOfMs);
  return equityPath({ states, account: null, marks, instrumentOf, asOfMs, base: 'USD' });
}

const money = cash('2026-01-11T10:00:00Z', 'deposit', '10000', 'USD');

test('shares count with their value: buying them at the close moves no equity, their price does', () => {
  const path = pathOf(
    [
      money,
      fill('2026-01-12T15:00:00Z', 'buy', '100', '50', acme),
      fill('2026-01-14T15:00:00Z', 'sell', '100', '53', acme),
    ],
    [close('ACME', '50', '2026-01-12'), close('ACME', '52', '2026-01-13')],
  );
  // 10,000; + 100 x 2; sold at 53: 10,000 + 300.
  expect(path).toMatchObject({
    status: 'value',
    value: {
      initialWealth: 10000,
      days: [
        { equity: 10000, deposits: 0 },
        { equity: 10200, deposits: 0 },
        { equity: 10300, deposits: 0 },
      ],
    },
  });
});

test('shares stated to be held are money that came in, not a gain', () => {
  const path = pathOf(
    [money, fill('2026-01-12T15:00:00Z', 'buy', '100', '50', acme), opening('2026-01-13T15:00:00Z', '150', '50', acme)],
    [close('ACME', '50', '2026-01-12'), close('ACME', '52', '2026-01-13')],
  );
  // 50 shares more at 52 came in: 2,600; the gain of the day is 200.
  expect(path).toMatchObject({ value: { days: [{ equity: 10000 }, { equity: 12800, deposits: 2600 }] } });
});

test('an option that is over carries its last price until the broker’s row removes it', () => {
  const held = [money, fill('2026-01-13T15:00:00Z', 'buy', '2', '3', call)];
  const marks = [
    mark(call.instrument, '3', '2026-01-13T20:00:00Z'),
    mark(call.instrument, '0.1', '2026-01-16T20:00:00Z'),
  ];
  const removed = fill('2026-01-19T06:00:00Z', 'sell', '2', '0', { ...call, kind: 'expiry' });
  const path = pathOf([...held, removed], marks);
  // 10,000 - 600 = 9,400 cash; 200 x 3 = 600; on Friday and over the weekend 200 x 0.1 = 20; then nothing.
  expect(path).toMatchObject({ status: 'value', value: { initialWealth: 10000 } });
  expect(path.status === 'value' ? path.value.days.map(({ equity }) => equity) : path).toEqual([
    10000, 10000, 10000, 9420, 9420, 9420, 9400,
  ]);
  // While no row has removed it, nobody knows.
  const open = pathOf([...held, cash('2026-01-19T06:00:00Z', 'fee', '-1', 'USD')], marks);
  expect(open).toMatchObject({ status: 'missing-data', reason: 'ACME260116C00050000 in main has expired.' });
});
