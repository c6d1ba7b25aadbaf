import fc from 'fast-check';
import { expect, test } from 'vitest';
import { account, asOfMs, balance, position, tiers } from '../fixtures/build-book.ts';
import { compileAccount } from '../margin/compile-pools.ts';
import type { MarginLeg, MarginTable } from '../margin/margin-table.ts';
import { deleverage } from './deleverage.ts';
import { surplusNow, withClosed } from './working-pool.ts';

/** 10 BTC at 100 and 50 short ETH at 10; each with two tiers that meet at their edge. */
const pools = fc
  .record({
    equity: fc.integer({ min: 1, max: 200 }),
    low: fc.tuple(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 1, max: 40 })),
    more: fc.tuple(fc.integer({ min: 1, max: 60 }), fc.integer({ min: 1, max: 60 })),
    edges: fc.tuple(fc.integer({ min: 100, max: 900 }), fc.integer({ min: 50, max: 450 })),
  })
  .map(({ equity, low, more, edges }): MarginTable => {
    const rows = (at: 0 | 1) => {
      const [first, second] = [low[at] / 1_000, (low[at] + more[at]) / 1_000];
      return tiers([0, first, 0], [edges[at], second, edges[at] * (second - first)]);
    };
    const btc = position({ symbol: 'BTC/USDT:USDT', quantity: 10, entry: 100, mark: 100, tiers: rows(0) });
    const eth = position({ symbol: 'ETH/USDT:USDT', quantity: -50, entry: 10, mark: 10, tiers: rows(1) });
    return compileAccount(account([btc, eth], [balance('USDT', equity)]), asOfMs)[0] as MarginTable;
  });

/** The pool with shares of its two positions closed, in hundredths. */
function closedTo(table: MarginTable, shares: readonly [number, number], costRate: number): MarginTable {
  return table.legs.reduce(
    (rest, leg: MarginLeg, at) =>
      withClosed(rest, leg, (shares[at] as number) / 100, (costRate * (shares[at] as number) * leg.notional) / 100),
    table,
  );
}

test('a plan of several trades restores the ratio, to a hair, and no other shares of the two positions cost less', () => {
  let several = 0;
  fc.assert(
    fc.property(pools, fc.constantFrom(0.02, 0.1, 0.3, 1), fc.constantFrom(0, 0.001, 0.02), (table, ratio, cost) => {
      const plan = deleverage(table, ratio, () => cost);
      const trades = plan.status === 'value' ? plan.value : null;
      const hundredths = Array.from({ length: 101 }, (_, share) => share);
      const least = Math.min(
        ...hundredths.flatMap((one) =>
          hundredths
            .filter((other) => surplusNow(closedTo(table, [one, other], cost), 1 / ratio) >= 0)
            .map((other) => one * 10 + other * 5),
        ),
      );
      if (trades === null) {
        expect(least).toBe(Infinity);
        return;
      }
      if (trades.length < 2) return;
      several += 1;
      const last = trades.at(-1);
      if (last === undefined) throw new Error('no trade');
      const after = withClosed(last.before, last.leg, last.share, last.cost);
      expect(surplusNow(after, 1 / ratio)).toBeGreaterThanOrEqual(-1e-9);
      expect(trades.reduce((total, { notional }) => total + notional, 0)).toBeLessThanOrEqual(least * (1 + 1e-9));
    }),
    { numRuns: 40 },
  );
  expect(several).toBeGreaterThan(2);
});
