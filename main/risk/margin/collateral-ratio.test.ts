import { expect, test } from 'vitest';
import type { CollateralTable } from '../../../shared/book/venue-rules.ts';
import { collateralRatio } from './collateral-ratio.ts';

const table: CollateralTable = {
  venue: 'bybit',
  asset: 'BTC',
  validFrom: '2026-08-01',
  source: 'ratios invented for the test',
  origin: 'imported',
  tiers: [
    { floor: 0, ratio: 0.95 },
    { floor: 10, ratio: 0.9 },
    { floor: 50, ratio: 0 },
  ],
};

test.each([
  ['within the first tier', 4, 0.95],
  ['at the end of the first tier', 10, 0.95],
  // 9.5 + 0.9 x 10
  ['half in the second', 20, 18.5 / 20],
  // 9.5 + 0.9 x 40, and nothing of the last 50
  ['beyond what is taken', 100, 45.5 / 100],
  ['what is owed counts in full', -20, 1],
  ['nothing has nothing to lose', 0, 1],
])('%s: %d BTC', (_, amount, ratio) => {
  expect(collateralRatio(table, amount)).toBeCloseTo(ratio, 14);
});

test('a coin of which no tier is said to count counts for nothing', () => {
  expect(collateralRatio({ ...table, tiers: [{ floor: 0, ratio: 0 }] }, 3)).toBe(0);
});
