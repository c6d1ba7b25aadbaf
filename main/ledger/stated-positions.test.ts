import { expect, test } from 'vitest';
import type { LedgerEvent } from '../../shared/book/event.ts';
import { decimal, fill, booked, inverse, only, opening, settings, wallet } from './fixtures/events.ts';
import { foldEvents, type LedgerReading } from './fold-events.ts';

const read = (events: readonly LedgerEvent[], mode: 'one-way' | 'hedge' = 'one-way'): LedgerReading =>
  foldEvents(booked(events), settings({}, mode));
const smallest = '0.000000000000000001';

test('a stated short holds its contracts at its price', () => {
  expect(only(read([opening('2026-01-01T00:00:00Z', '-3', '100')]))).toMatchObject({
    leg: 'net',
    quantity: '-3',
    averagePrice: '100',
    openedMs: Date.parse('2026-01-01T00:00:00Z'),
    flags: ['realised-since-opening'],
  });
});

test('a position stated as flat is closed, without an opening instant or an average', () => {
  const reading = read([fill('2026-01-01T00:00:00Z', 'buy', '2', '100'), opening('2026-01-02T00:00:00Z', '0', null)]);
  expect(only(reading)).toMatchObject({ quantity: '0', averagePrice: null, openedMs: null, status: 'closed' });
  // From flat the next fill opens at its own price.
  const again = read([
    fill('2026-01-01T00:00:00Z', 'buy', '2', '100'),
    opening('2026-01-02T00:00:00Z', '0', null),
    fill('2026-01-03T00:00:00Z', 'buy', '4', '50'),
  ]);
  expect(only(again)).toMatchObject({ quantity: '4', averagePrice: '50' });
});

test('a stated position of the last digit is one', () => {
  expect(only(read([opening('2026-01-01T00:00:00Z', smallest, '1')]))).toMatchObject({
    quantity: smallest,
    averagePrice: '1',
    status: 'open',
  });
  expect(only(read([opening('2026-01-01T00:00:00Z', `-${smallest}`, '1')]))).toMatchObject({ averagePrice: '1' });
});

test('without an average price no average is shown', () => {
  expect(only(read([opening('2026-01-01T00:00:00Z', '5', null)]))).toMatchObject({
    quantity: '5',
    averagePrice: null,
    status: 'history-incomplete',
  });
});

test('an inverse position got for nothing has no average: no division by its cost', () => {
  expect(only(read([opening('2026-01-01T00:00:00Z', '5', null, { instrument: inverse })]))).toMatchObject({
    averagePrice: null,
  });
});

test('where the file names a leg, a statement without a side goes to the leg of its sign', () => {
  const long = fill('2026-01-01T00:00:00Z', 'buy', '2', '100', { positionSide: 'long' });
  const toShort = read([long, opening('2026-01-02T00:00:00Z', '-3', '90')]);
  expect(toShort.positions).toMatchObject([
    { leg: 'long', quantity: '0' },
    { leg: 'short', quantity: '-3' },
  ]);
  const short = fill('2026-01-01T00:00:00Z', 'sell', '2', '100', { positionSide: 'short' });
  expect(read([short, opening('2026-01-02T00:00:00Z', '3', '90')]).positions).toMatchObject([
    { leg: 'long', quantity: '3' },
    { leg: 'short', quantity: '0' },
  ]);
  // Flat has no sign: no short leg comes to be.
  expect(read([long, opening('2026-01-02T00:00:00Z', '0', null)]).positions).toMatchObject([
    { leg: 'long', quantity: '0' },
  ]);
});

test('a statement that clears nothing is no doubt of the past', () => {
  expect(read([opening('2026-01-01T00:00:00Z', '5', '100')]).doubts).toEqual([]);
});

test('fills without a leg go on as one position once both legs are closed', () => {
  const events = [
    fill('2026-01-01T00:00:00Z', 'buy', '2', '100', { positionSide: 'long' }),
    fill('2026-01-02T00:00:00Z', 'sell', '2', '110', { positionSide: 'long' }),
    fill('2026-01-03T00:00:00Z', 'buy', '1', '120'),
  ];
  expect(read(events).positions).toMatchObject([
    { leg: 'net', quantity: '1', status: 'open' },
    { leg: 'long', quantity: '0' },
  ]);
  // While the long leg is open, even by the last digit, they cannot.
  const open = [
    fill('2026-01-01T00:00:00Z', 'buy', smallest, '100', { positionSide: 'long' }),
    fill('2026-01-03T00:00:00Z', 'buy', '1', '120'),
  ];
  expect(read(open).positions[0]).toMatchObject({ status: 'history-incomplete' });
  // Nor while it cannot be trusted.
  const marked = [
    fill('2026-01-01T00:00:00Z', 'sell', '2', '100', { positionSide: 'long' }),
    fill('2026-01-03T00:00:00Z', 'buy', '1', '120', { effect: 'open' }),
  ];
  expect(read(marked).positions.map((one) => one.leg)).toEqual(['long']);
});

test('an inverse opening whose net figure is rounding is an opening', () => {
  // One contract of 1 USD at 50,000 is 0.00002 BTC. A net -0.0000009 is under the sixth digit: it closes nothing, and a
  // second purchase is not held to the profit of a close.
  const fee = { asset: 'BTC', amount: decimal('0') };
  const say = {
    instrument: inverse,
    fee,
    reportedPnl: { amount: decimal('-0.0000009'), basis: 'net-of-fee' },
  } as const;
  const reading = read([
    wallet('2026-01-01T00:00:00Z', '1', 'BTC'),
    fill('2026-01-02T00:00:00Z', 'buy', '1', '50000', say),
    fill('2026-01-03T00:00:00Z', 'buy', '1', '50000', say),
  ]);
  expect(only(reading)).toMatchObject({ quantity: '2', status: 'open' });
});

test('a profit that cannot be told moves nothing by guess, only its fee', () => {
  const fee = { asset: 'USDT', amount: decimal('0.25') };
  const reading = read([
    wallet('2026-01-01T00:00:00Z', '100'),
    fill('2026-01-02T00:00:00Z', 'sell', '1', '50', { effect: 'close', fee }),
  ]);
  expect(only(reading)).toMatchObject({ status: 'history-incomplete' });
  expect(reading.balances).toMatchObject([{ asset: 'USDT', amount: '99.75', status: 'unknown' }]);
});

test('legs stated at the very instant of a fill that names none put it right', () => {
  const noon = '2026-01-02T12:00:00Z';
  const reading = read(
    [
      fill(noon, 'buy', '1', '100'),
      opening(noon, '2', '100', { positionSide: 'long' }),
      opening(noon, '-1', '100', { positionSide: 'short' }),
    ],
    'hedge',
  );
  expect(reading.positions.map((one) => [one.leg, one.quantity, one.incomplete])).toEqual([
    ['net', '0', null],
    ['long', '2', null],
    ['short', '-1', null],
  ]);
});

test('an account has its first position with a statement of one, not with a statement of none', () => {
  const [first, second] = ['2026-01-01T00:00:00Z', '2026-01-02T00:00:00Z'];
  const stated = read([opening(first, '0', null), opening(second, '1', '100')]);
  expect(stated.accounts).toMatchObject([{ firstEventMs: Date.parse(first), firstPositionMs: Date.parse(second) }]);
  expect(read([opening(first, '0', null)]).accounts).toMatchObject([{ firstPositionMs: null }]);
});
