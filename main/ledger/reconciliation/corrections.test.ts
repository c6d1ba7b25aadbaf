import { expect, test } from 'vitest';
import type { InstrumentSymbol } from '../../../shared/book/instrument.ts';
import { scaledOf } from '../../../shared/units/decimal.ts';
import { at, decimal, fill, instrumentOf, perpetual } from '../fixtures/events.ts';
import { newInstrumentState } from '../instrument-state.ts';
import { cashOf, countedBeyond, noteRebooked, quantityOf, standingOf } from './corrections.ts';
import { acme, share } from './fixtures/reports.ts';

const fee = { asset: 'USD', amount: decimal('1') };
const sold = fill('2026-01-05T16:00:00Z', 'sell', '4', '25', { ...share, fee });
const amount = (text: string) => scaledOf(decimal(text));

function cancellation(say: { readonly account?: string; readonly instrument?: InstrumentSymbol } = {}) {
  return {
    fill: { ...sold, id: 1, account: 'main', importId: 1, ...say },
    cancelId: 2,
    cancelMs: at('2026-01-06T09:00:00Z'),
  };
}

const standing = (found: ReturnType<typeof cancellation>, time: string) =>
  standingOf(newInstrumentState('main', instrumentOf('ACME')), [found], at(time)).fills.length;

test('a fill that is taken back counts from its instant until it is taken back, in its account and instrument', () => {
  expect(standing(cancellation(), '2026-01-05T15:59:59.999Z')).toBe(0);
  expect(standing(cancellation(), '2026-01-05T16:00:00Z')).toBe(1);
  expect(standing(cancellation(), '2026-01-06T08:59:59.999Z')).toBe(1);
  expect(standing(cancellation(), '2026-01-06T09:00:00Z')).toBe(0);
  expect(standing(cancellation({ account: 'other' }), '2026-01-05T16:00:00Z')).toBe(0);
  expect(standing(cancellation({ instrument: perpetual }), '2026-01-05T16:00:00Z')).toBe(0);
});

test('4 sold at 25 for 1 bring 99; bought they cost 101; what is worthless or a contract on profit moves its fee', () => {
  const moves = (one: typeof sold, symbol: string = acme) => {
    const found = {
      fill: { ...one, id: 1, account: 'main', importId: 1 },
      cancelId: 2,
      cancelMs: at('2026-01-06T09:00:00Z'),
    };
    const all = standingOf(newInstrumentState('main', instrumentOf(symbol)), [found], one.timeMs).fills;
    return [quantityOf(all), cashOf(all, 'USD'), cashOf(all, 'USDT'), cashOf(all, 'EUR')];
  };
  expect(moves(sold)).toEqual([amount('-4'), amount('99'), 0n, 0n]);
  expect(moves({ ...sold, side: 'buy' })).toEqual([amount('4'), amount('-101'), 0n, 0n]);
  expect(moves({ ...sold, price: decimal('0') })).toEqual([amount('-4'), amount('-1'), 0n, 0n]);
  expect(moves({ ...sold, instrument: perpetual }, perpetual)).toEqual([amount('-4'), amount('-1'), 0n, 0n]);
});

test('100 EUR bought at 1.1 for 1 USD are 100 more of the one and 111 less of the other', () => {
  const euros = { ...sold, instrument: 'EUR/USD' as InstrumentSymbol, side: 'buy', quantity: decimal('100') } as const;
  const found = {
    fill: { ...euros, price: decimal('1.1'), id: 1, account: 'main', importId: 1 },
    cancelId: 2,
    cancelMs: at('2026-01-06T09:00:00Z'),
  };
  const { fills } = standingOf(newInstrumentState('main', instrumentOf('EUR/USD')), [found], sold.timeMs);
  expect([cashOf(fills, 'EUR'), cashOf(fills, 'USD')]).toEqual([amount('100'), amount('-111')]);
});

test('what stood is likeliest without what was booked in its place, then with it, then not there at all', () => {
  const moves = (quantity: string) => ({ quantity: amount(quantity), cash: [], profitIn: null });
  const both = { fills: [moves('6'), moves('-2')], rebooked: [moves('3')] };
  expect(countedBeyond(both, quantityOf)).toEqual([amount('1'), amount('4'), 0n]);
  expect(countedBeyond({ fills: [], rebooked: [] }, quantityOf)).toEqual([0n]);
});

test('only a fill at the instant and on the side of the one taken back stands in its place', () => {
  const takenBack = [{ fromMs: sold.timeMs, untilMs: at('2026-01-06T09:00:00Z'), quantity: decimal('-4') }];
  const state = newInstrumentState('main', instrumentOf('ACME'), takenBack);
  noteRebooked(state, { ...sold, side: 'buy' });
  noteRebooked(state, fill('2026-01-05T16:00:01Z', 'sell', '4', '25', share));
  expect(state.rebooked.length).toBe(0);
  noteRebooked(state, sold);
  expect(state.rebooked.length).toBe(1);
});
