import { expect, test } from 'vitest';
import { findMeasure } from '../assessment/assessment.ts';
import { assess } from '../assessment/assess.ts';
import { account, balance, book, position, tiers } from '../fixtures/build-book.ts';

// 1.3 long at 66.6 with 6x: margin posted 1.3 * 66.6 / 6 = 14.43. At 55.5 = 66.6 * 5 / 6 the loss is 1.3 * 11.1 = 14.43 as well.
const lost = position({
  symbol: 'SOL/USDT:USDT',
  quantity: 1.3,
  entry: 66.6,
  mark: 55.5,
  tiers: tiers([0, 0.01, 0]),
  more: { marginMode: 'isolated', leverage: 6 },
});

test('a margin lost to the last cent is an equity of 0, not the rounding that float64 leaves of it', () => {
  const risk = assess(book([account([lost], [balance('USDT', 500)])]));
  const pool = risk.accounts[0]?.pools.find((one) => one.kind === 'isolated');
  expect(pool?.equity).toBe(0);
  expect(pool?.state).toBe('danger');
  expect(findMeasure(risk, 'marginRatio', `pool:one/${pool?.pool}`)?.status).toBe('not-applicable');
});

test('a real cent is kept', () => {
  const risk = assess(book([account([{ ...lost, isolatedMargin: 14.44 }], [balance('USDT', 500)])]));
  expect(risk.accounts[0]?.pools.find((one) => one.kind === 'isolated')?.equity).toBeCloseTo(0.01, 9);
});
