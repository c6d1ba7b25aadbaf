import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { LiquidationRules } from '../../../shared/book/venue-rules.ts';
import type { ValuedBook } from '../../../shared/book/valued-book.ts';
import { missing } from '../../../shared/measures/outcome.ts';
import { books } from '../fixtures/random-book.ts';
import { compileBook } from '../margin/compile-pools.ts';
import { legEquity, legMaintenance, type MarginTable } from '../margin/margin-table.ts';
import { cascade, type Cascade, type CascadeOptions } from './cascade.ts';
import { cascadeColumns } from './cascade-rungs.ts';
import type { CascadePath } from './cascade-path.ts';
import { legFactors, rebased } from './rebase.ts';
import { equityNow } from './working-pool.ts';

const sizings: readonly LiquidationRules['sizing'][] = [
  { kind: 'whole' },
  { kind: 'share-first', share: 0.2, aboveNotional: 20_000 },
  { kind: 'restore', factor: 1.1 },
];

const rules: fc.Arbitrary<LiquidationRules> = fc.record({
  venue: fc.constant('any'),
  validFrom: fc.constant('2026-01-01'),
  source: fc.constant('invented for the test'),
  origin: fc.constant('stated' as const),
  trigger: fc.constantFrom('at-or-below', 'below'),
  method: fc.constantFrom('market', 'takeover'),
  sizing: fc.constantFrom(...sizings),
  feeRate: fc.constantFrom(0, 0.001, 0.01),
  feeRates: fc.constant({}),
  backstopShare: fc.constantFrom(null, 2 / 3),
  bearers: fc.constantFrom<LiquidationRules['bearers']>(['trader'], ['insurance-fund', 'auto-deleveraging']),
});

/** Books whose accounts liquidate in all manner of ways. */
const worlds = fc.tuple(books(), fc.array(rules, { minLength: 2, maxLength: 2 })).map(([book, ways]): ValuedBook => ({
  ...book,
  accounts: book.accounts.map((account, index) => ({ ...account, liquidationRules: ways[index] ?? null })),
}));

const sides = fc.constantFrom('below', 'above');

const powers: Readonly<Record<string, number>> = { BTC: 1, ETH: 1.2, SOL: 0.7 };

function pathOf(side: 'below' | 'above', isLinear: boolean): CascadePath {
  const exponentOf = (asset: string): number =>
    Object.hasOwn(powers, asset) ? (isLinear ? 1 : (powers[asset] as number)) : 0;
  return { exponentOf, side, end: side === 'below' ? 0.4 : 1.8 };
}

const options: CascadeOptions = {
  sale: { kind: 'haircut', fraction: 0.01 },
  salesMovePrice: false,
  sigmaOf: () => missing('not known', 'Say it.'),
};

function run(tables: readonly MarginTable[], path: CascadePath, how = options): Cascade {
  const found = cascade(tables, path, how);
  if (found.status !== 'value') throw new Error(found.reason);
  return found.value;
}

test('a table seen from other prices says there what the first one says', () => {
  fc.assert(
    fc.property(
      books(),
      fc.double({ min: 0.3, max: 3, noNaN: true }),
      fc.double({ min: 0.3, max: 3, noNaN: true }),
      (book, btc, eth) => {
        const factorOf = (asset: string): number => (asset === 'BTC' ? btc : asset === 'ETH' ? eth : 1);
        for (const table of compileBook(book)) {
          const moved = rebased(table, factorOf);
          table.legs.forEach((leg, index) => {
            const { f, g } = legFactors(leg, factorOf);
            const other = moved.legs[index] as MarginTable['legs'][number];
            const size = leg.notional * 10;
            expect(Math.abs(legEquity(other, 1, 1) - legEquity(leg, f, g))).toBeLessThan(1e-12 * size);
            // At a jump between two tiers rounding may choose either.
            const near = [legMaintenance(leg, f * (1 - 1e-12), g), legMaintenance(leg, f * (1 + 1e-12), g)];
            const gaps = near.map((one) => Math.abs(one - legMaintenance(other, 1, 1)));
            expect(Math.min(...gaps)).toBeLessThan(1e-10 * size);
          });
        }
      },
    ),
  );
});

test('value before is value after and what it cost, each part named', () => {
  fc.assert(
    fc.property(worlds, sides, fc.boolean(), (world, side, isLinear) => {
      const tables = compileBook(world);
      const path = pathOf(side, isLinear);
      const found = run(tables, path);
      for (const lane of found.lanes) {
        const calls = found.calls.filter(
          ({ table: { account, pool } }) => account === lane.account && pool === lane.pool,
        );
        expect(lane.stages.length).toBeLessThanOrEqual(calls.length + 1);
        for (const [index, stage] of lane.stages.entries()) {
          const before = lane.stages[index - 1];
          if (before === undefined) continue;
          const factorOf = (asset: string): number => (stage.x / before.x) ** path.exponentOf(asset);
          const arrived = equityNow(rebased(before.table, factorOf));
          const own = calls[index - 1]?.events ?? [];
          const costs = own.reduce(
            (total, one) => total + one.fee + one.impact + (one.kind === 'debt' ? -one.forfeited : one.forfeited),
            0,
          );
          const size = before.table.legs.reduce((total, leg) => total + leg.notional, 1);
          expect(Math.abs(arrived - costs - equityNow(stage.table))).toBeLessThan(1e-8 * size);
        }
      }
    }),
  );
});

test('the order of accounts depends on shocks and rules, not on the order of the tables', () => {
  fc.assert(
    fc.property(worlds, sides, fc.boolean(), (world, side, moves) => {
      const tables = compileBook(world);
      const how = { ...options, salesMovePrice: moves };
      const [one, other] = [run(tables, pathOf(side, true), how), run(tables.toReversed(), pathOf(side, true), how)];
      expect(other.events).toEqual(one.events);
    }),
  );
});

test('events come in the order of the way, and a pool that is not called is as if nothing had happened', () => {
  fc.assert(
    fc.property(worlds, sides, (world, side) => {
      const path = pathOf(side, true);
      const found = run(compileBook(world), path);
      const way = found.events.map(({ shockFraction }) => Math.abs(shockFraction));
      expect(way).toEqual(way.toSorted((a, b) => a - b));
      for (const lane of found.lanes) {
        const isCalled = found.events.some((one) => one.account === lane.account && one.pool === lane.pool);
        const columns = cascadeColumns(lane, path, Float64Array.of(path.end));
        if (!isCalled && columns !== null) expect(columns.states).toEqual(['safe']);
      }
    }),
  );
});

test('a top-up found keeps the pool from being called, a little less does not', () => {
  fc.assert(
    fc.property(worlds, sides, fc.boolean(), (world, side, isLinear) => {
      const path = pathOf(side, isLinear);
      const tables = compileBook(world);
      for (const { stages, account, pool } of run(tables, path).lanes) {
        const [first] = stages;
        if (first === undefined) continue;
        const amount = first.along.topUpTo(side, path.end);
        const isCalled = run(tables, path).events.some((one) => one.account === account && one.pool === pool);
        if (first.table.kind === 'spot') continue;
        if (!isCalled) expect(amount === 0 || first.table.positions.length === 0).toBe(true);
        else expect(amount).toBeGreaterThan(0);
      }
    }),
    { numRuns: 50 },
  );
});
