import { expect, test } from 'vitest';
import { asOfMs, position, tiers } from '../fixtures/build-book.ts';
import { compileLeg } from './compile-leg.ts';
import { legMaintenance, type MarginLeg } from './margin-table.ts';

// 2 from 100 to 110, paid in a coin worth 3; 1 % up to 300, then 2 % less 3.
const long = position({
  symbol: 'BTC/USDT:USDT',
  quantity: 2,
  entry: 100,
  mark: 110,
  settleRate: 3,
  tiers: tiers([0, 0.01, 0], [300, 0.02, 3]),
});

function compiled(base: 'mark' | 'entry', closingFeeRate: number): MarginLeg {
  const leg = compileLeg(long, { base, closingFeeRate });
  if (leg.status !== 'value') throw new Error(leg.reason);
  return leg.value;
}

test('a closing fee inside the maintenance counts on the notional, at the mark', () => {
  // (1 % + 0.1 %) of 220 in coins of 3; at twice the price (2 % + 0.1 %) of 440 less 3.
  expect(legMaintenance(compiled('mark', 0.001), 1, 1)).toBeCloseTo(0.011 * 220 * 3, 10);
  expect(legMaintenance(compiled('mark', 0.001), 2, 1)).toBeCloseTo((0.021 * 440 - 3) * 3, 10);
  expect(compiled('mark', 0).fixedMaintenance).toBe(null);
});

test('maintenance on the entry value stands, with its closing fee, whatever the price', () => {
  // 1 % + 0.1 % of 200 in coins of 3, which the rate of the coin alone moves.
  expect(legMaintenance(compiled('entry', 0.001), 1, 1)).toBeCloseTo(0.011 * 200 * 3, 10);
  expect(legMaintenance(compiled('entry', 0.001), 5, 2)).toBeCloseTo(0.011 * 200 * 3 * 2, 10);
  expect(legMaintenance(compiled('entry', 0), 5, 1)).toBeCloseTo(0.01 * 200 * 3, 10);
});

test('a leg that cannot be valued is missing', () => {
  const gap = { status: 'missing-data', reason: 'no rate', mend: 'Give a price.' } as const;
  expect(compileLeg({ ...long, settleRate: gap }, { base: 'mark', closingFeeRate: 0 })).toEqual(gap);
  expect(long.mark).toMatchObject({ value: { asOfMs } });
});

test('only a stock opens at no less than it is kept for: a contract opens by its leverage', () => {
  const perp = position({ symbol: 'BTC/USDT:USDT', quantity: 1, entry: 100, mark: 100, tiers: tiers([0, 0.05, 0]) });
  const leg = compileLeg({ ...perp, leverage: 50 }, { base: 'mark', closingFeeRate: 0 });
  expect(leg).toMatchObject({ status: 'value', value: { initial: { value: 2 } } });
});
