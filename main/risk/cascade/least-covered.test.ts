import { expect, test } from 'vitest';
import { account, asOfMs, balance, position, tiers } from '../fixtures/build-book.ts';
import { compileAccount } from '../margin/compile-pools.ts';
import type { MarginTable } from '../margin/margin-table.ts';
import { poolAlong } from './pool-along.ts';

/** A pool with 2,000 of cash at a price of 60,000 that moves by the square of x. */
function squared(quantity: number, rows: ReturnType<typeof tiers>) {
  const held = position({ symbol: 'BTC/USDT:USDT', quantity, entry: 60_000, mark: 60_000, tiers: rows });
  const [table] = compileAccount(account([held], [balance('USDT', 2_000)]), asOfMs);
  return poolAlong(table as MarginTable, (asset) => (asset === 'USDT' ? 0 : 2));
}

test('where a tier asks for the most, the money that keeps the pool is told in that tier', () => {
  // From 130,000 on, 65,000 a coin, a quarter less 2,500: 30,000 against the 12,000 that there are. Up to it 1 %.
  const dearAbove = tiers([0, 0.01, 0], [130_000, 0.25, 2_500], [150_000, 0.01, -31_000]);
  const up = squared(2, dearAbove).leastCoveredTo('above', 1.2, 18_000);
  expect(up).toBeGreaterThan(Math.sqrt(65 / 60));
  expect(up).toBeCloseTo(Math.sqrt(65 / 60), 9);
  // Sold short: under 110,000, 55,000 a coin, a quarter: 27,500 against 12,000. Before it 1 %.
  const down = squared(-2, tiers([0, 0.25, 0], [110_000, 0.01, 0])).leastCoveredTo('below', 0.9, 15_500);
  expect(down).toBeLessThan(Math.sqrt(55 / 60));
  expect(down).toBeCloseTo(Math.sqrt(55 / 60), 9);
});
