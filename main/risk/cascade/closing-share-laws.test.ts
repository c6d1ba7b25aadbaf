import fc from 'fast-check';
import { expect, test } from 'vitest';
import { account, asOfMs, balance, position, tiers } from '../fixtures/build-book.ts';
import { compileAccount } from '../margin/compile-pools.ts';
import type { MarginLeg, MarginTable } from '../margin/margin-table.ts';
import { closingShare } from './closing-share.ts';
import { surplusNow, withClosed } from './working-pool.ts';

/** 10 BTC at 100 with a profit of 50 and a short of 50 ETH at 10, on a wallet. */
function pool(wallet: number, rows: ReturnType<typeof tiers>): MarginTable {
  const btc = position({ symbol: 'BTC/USDT:USDT', quantity: 10, entry: 95, mark: 100, tiers: rows });
  const eth = position({ symbol: 'ETH/USDT:USDT', quantity: -50, entry: 10, mark: 10, tiers: tiers([0, 0.02, 0]) });
  const [table] = compileAccount(account([btc, eth], [balance('USDT', wallet - 50)]), asOfMs);
  return table as MarginTable;
}

/** What is left over maintenance once a share of the leg was closed, asked of the pool itself. */
function surplusAfter(table: MarginTable, leg: MarginLeg, share: number, factor: number, costRate: number): number {
  const costs = share * leg.notional * costRate;
  return surplusNow(withClosed(table, leg, share, costs), factor);
}

const rates = fc.double({ min: 0.005, max: 0.4, noNaN: true });

/** A leg of two tiers that meet at an edge, of a rate that grows with the size, or with maintenance on its entry. */
const legs = fc.record({
  low: rates,
  high: rates,
  edge: fc.double({ min: 0.2, max: 1.5, noNaN: true }),
  growth: fc.constantFrom(0, 20, 150),
  fixed: fc.constantFrom(null, null, 30, 200),
});

function withLeg(
  table: MarginTable,
  { low, high, edge, growth, fixed }: Omit<typeof legs extends fc.Arbitrary<infer T> ? T : never, never>,
): MarginTable {
  const [first, ...others] = table.legs as [MarginLeg, ...MarginLeg[]];
  const tier = first.tierTable.tiers[0] as (typeof first.segments)[number]['tier'];
  const leg: MarginLeg = {
    ...first,
    segments: [
      { from: 0, rate: low, deduction: 0, increase: growth, tier },
      { from: edge, rate: high, deduction: (high - low) * edge * first.notional, increase: growth, tier },
    ],
    fixedMaintenance: fixed,
  };
  return { ...table, legs: [leg, ...others] };
}

test('the share found restores the pool, and no smaller one does', () => {
  let [found, never] = [0, 0];
  fc.assert(
    fc.property(
      legs,
      fc.double({ min: 0, max: 500, noNaN: true }),
      fc.constantFrom(1, 1.02, 2),
      fc.constantFrom(0, 0.01, 0.1, 0.3),
      (sketch, wallet, factor, costRate) => {
        const table = withLeg(pool(wallet, tiers([0, 0.01, 0])), sketch);
        const leg = table.legs[0] as MarginLeg;
        const share = closingShare(table, leg, factor, costRate);
        if (share === null) never += 1;
        else found += 1;
        if (share !== null) expect(surplusAfter(table, leg, share, factor, costRate)).toBeGreaterThan(-1e-8);
        for (let step = 0; step <= 40; step += 1) {
          const less = (step / 40) * (share ?? 1);
          if (share !== null && less > share - 1e-6) continue;
          expect(surplusAfter(table, leg, less, factor, costRate)).toBeLessThan(1e-8);
        }
      },
    ),
    { numRuns: 400 },
  );
  expect(Math.min(found, never)).toBeGreaterThan(20);
});

const shareOf = (wallet: number, rows: ReturnType<typeof tiers>) => {
  const table = pool(wallet, rows);
  return closingShare(table, table.legs[0] as MarginLeg, 1, 0);
};

test('at the very edge: what just stands stays whole, what only nothing saves goes whole, a cent short is lost', () => {
  // 1 % of 1,000 and 10 of the short ETH: 20 stand exactly, 10 when all of BTC is gone.
  const one = tiers([0, 0.01, 0]);
  expect(shareOf(20, one)).toBe(0);
  expect(shareOf(20.5, one)).toBe(0);
  expect(shareOf(10, one)).toBe(1);
  expect(shareOf(10.5, one)).toBeCloseTo(0.95, 12);
  expect(shareOf(9.99, one)).toBeNull();
  // 7.5 are left of 17.5 for BTC: three quarters of it, to the last bit.
  expect(shareOf(17.5, one)).toBe(0.25);
  // The tier that begins at just this size asks for less than the one below it: as it stands nothing has to go.
  expect(shareOf(16, tiers([0, 0.01, 0], [1_000, 0.005, 0]))).toBe(0);
});

test('a rate that grows with the size, and a cost above it: too much closed would cost more than it frees', () => {
  const table = pool(196, tiers([0, 0.05, 0]));
  const [first, ...others] = table.legs as [MarginLeg, ...MarginLeg[]];
  const leg = { ...first, segments: first.segments.map((one) => ({ ...one, increase: 50 })) };
  // 196 - 20 - 200 (1 - k) - 2 (50 k + 50 k^2) = 100 k - 100 k^2 - 24: 0 at 0.6 and 0.4, and best between them.
  expect(closingShare({ ...table, legs: [leg, ...others] }, leg, 2, 0.2)).toBeCloseTo(0.4, 12);
});

test('maintenance on the entry value goes with what is left', () => {
  const table = pool(100, tiers([0, 0.01, 0]));
  const [first, ...others] = table.legs as [MarginLeg, ...MarginLeg[]];
  const leg = { ...first, fixedMaintenance: 200 };
  // 90 are left for it: 45 % of 200.
  expect(closingShare({ ...table, legs: [leg, ...others] }, leg, 1, 0)).toBeCloseTo(0.55, 12);
  const rich = pool(300, tiers([0, 0.01, 0]));
  const same = { ...(rich.legs[0] as MarginLeg), fixedMaintenance: 200 };
  expect(closingShare({ ...rich, legs: [same, ...rich.legs.slice(1)] }, same, 1, 0)).toBe(0);
});
