import { expect, test } from 'vitest';
import { findMeasure } from '../assessment/assessment.ts';
import { assess } from '../assessment/assess.ts';
import { account, balance, book, position, tiers } from '../fixtures/build-book.ts';

// 0.7 long at 91.2 with 6x: margin posted 0.7 * 91.2 / 6 = 10.64. At 76 = 91.2 * 5 / 6 the loss is 0.7 * 15.2 = 10.64 as well.
const lost = position({
  symbol: 'SOL/USDT:USDT',
  quantity: 0.7,
  entry: 91.2,
  mark: 76,
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
  const risk = assess(book([account([{ ...lost, isolatedMargin: 10.65 }], [balance('USDT', 500)])]));
  expect(risk.accounts[0]?.pools.find((one) => one.kind === 'isolated')?.equity).toBeCloseTo(0.01, 9);
});
