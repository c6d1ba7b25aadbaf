import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isCash } from '../../../shared/book/asset.ts';
import type { ValuedAccount, ValuedBook, ValuedPosition } from '../../../shared/book/valued-book.ts';
import type { PriceOutcome } from '../../../shared/measures/outcome.ts';
import { account, asOfMs, balance, position, tiers } from '../fixtures/build-book.ts';
import { directPool, type DirectFigures, type DirectPool } from '../fixtures/direct-pool.ts';
import { mixedBooks } from '../fixtures/mixed-book.ts';
import { compileAccount, compileBook } from '../margin/compile-pools.ts';
import { canBeLiquidated, firstGap, legMaintenance, type MarginTable } from '../margin/margin-table.ts';
import { shockLadder } from './ladder.ts';
import { liquidationPrices } from './liquidation-price.ts';

/** What counts of the equity minus maintenance, valued from positions and balances alone: no lines, no intervals, no table. */
function surplusOf({ counted, maintenance }: DirectFigures): number {
  return counted - maintenance;
}

/** The surplus when one instrument stands at `factor` of its mark and its own coin with it. */
function aloneOf(direct: DirectPool, { instrument }: ValuedPosition): (factor: number) => number {
  return (factor) =>
    surplusOf(
      direct({
        price: (one) => (one.instrument.symbol === instrument.symbol ? factor : 1),
        coin: (asset) => (asset === instrument.baseAsset ? factor : 1),
      }),
    );
}

/** The account of a pool, valued by hand. */
function directOf(some: ValuedBook, { account: name, pool }: MarginTable): DirectPool {
  return directPool(some.accounts.find((one) => one.name === name) as ValuedAccount, pool);
}

function scaleOf(table: MarginTable): number {
  return (
    table.collateral.reduce((sum, one) => sum + Math.abs(one.value), 0) +
    table.legs.reduce((sum, one) => sum + one.notional, 1)
  );
}

/** Factors from the mark outwards on a fine grid. */
function grid(side: 'below' | 'above'): readonly number[] {
  return Array.from({ length: 400 }, (_, step) =>
    side === 'below' ? 1 - (step + 1) / 401 : 1 + ((step + 1) / 80) ** 2,
  );
}

test('up to a liquidation price the pool stands, at it equity meets maintenance or falls below it at a tier edge', () => {
  fc.assert(
    fc.property(mixedBooks(), (some) => {
      for (const table of compileBook(some)) {
        if (firstGap(table) !== null) continue;
        for (const moved of table.positions) {
          const prices = liquidationPrices(table, moved);
          const alone = aloneOf(directOf(some, table), moved);
          const mark = moved.mark.status === 'value' ? moved.mark.value.price : Number.NaN;
          for (const [side, outcome] of [
            ['below', prices.lower],
            ['above', prices.upper],
          ] as const)
            checkSide({ table, moved, alone, mark }, side, outcome);
        }
      }
    }),
    { numRuns: 120 },
  );
});

interface Moved {
  readonly table: MarginTable;
  readonly moved: ValuedPosition;
  readonly alone: (factor: number) => number;
  readonly mark: number;
}

function checkSide({ table, moved, alone, mark }: Moved, side: 'below' | 'above', outcome: PriceOutcome): void {
  const noise = 1e-9 * scaleOf(table);
  if (outcome.status === 'already-liquidatable') {
    expect(alone(1)).toBeLessThanOrEqual(noise);
    return;
  }
  const reached = outcome.status === 'value' ? outcome.value / mark : side === 'below' ? 0 : Infinity;
  for (const factor of grid(side)) {
    const before = side === 'below' ? factor > reached * (1 + 1e-9) : factor < reached * (1 - 1e-9);
    if (before && alone(factor) <= -noise * Math.max(1, factor))
      expect.fail(`${moved.instrument.symbol} falls at ${factor} before ${reached}`);
  }
  if (outcome.status !== 'value') return;
  // At the price itself, seen from both sides: the surplus reaches 0, by a root or by a jump.
  const near = [1 - 1e-9, 1, 1 + 1e-9].map((nudge) => alone(reached * nudge));
  expect(Math.min(...near)).toBeLessThanOrEqual(noise * Math.max(1, reached) * 10);
  const bisected = bisect(alone, side, reached);
  expect(Math.abs(bisected - reached)).toBeLessThanOrEqual(1e-6 * Math.max(1, reached));
}

/** Solves again without knowing lines: halves the way between a standing and a fallen factor around the price. */
function bisect(at: (factor: number) => number, side: 'below' | 'above', reached: number): number {
  const outwards = side === 'below' ? -1 : 1;
  let standing = 1;
  let fallen = reached * (1 + outwards * 1e-7);
  if (at(fallen) > 0) return reached;
  for (let step = 0; step < 200; step += 1) {
    const middle = (standing + fallen) / 2;
    if (at(middle) <= 0) fallen = middle;
    else standing = middle;
  }
  return fallen;
}

test('the order of the ladder agrees with each rung, pool by pool, and comes nearest first', () => {
  fc.assert(
    fc.property(
      mixedBooks(),
      fc.constantFrom('BTC', 'ETH', 'SOL'),
      fc.constantFrom(0 as const, 1 as const),
      (some, asset, beta) => {
        const tables = compileBook(some);
        const ladder = shockLadder(tables, { asset, from: -0.9, to: 2, step: 0.01, beta }, () => true);
        for (const [index, lane] of ladder.lanes.entries()) {
          const table = tables[index] as MarginTable;
          if (firstGap(table) !== null) {
            expect(lane.states.every((state) => state === (canBeLiquidated(table) ? 'missing-data' : 'safe'))).toBe(
              true,
            );
            continue;
          }
          if (!canBeLiquidated(table)) continue;
          const direct = directOf(some, table);
          ladder.shocks.forEach((shock, rung) => {
            const factor = 1 + shock;
            const move = (one: string): number => (one === asset ? factor : isCash(one) ? 1 : factor ** beta);
            const figures = direct({ price: (held) => move(held.instrument.asset), coin: move });
            const surplus = surplusOf(figures);
            const noise = 1e-9 * scaleOf(table) * Math.max(1, factor, 1 / factor);
            const laned = {
              equity: lane.equity?.[rung] as number,
              counted: (lane.equity?.[rung] as number) - (lane.haircut?.[rung] as number),
              maintenance: lane.maintenance?.[rung] as number,
            };
            for (const figure of ['equity', 'counted', 'maintenance'] as const)
              if (Math.abs(laned[figure] - figures[figure]) > noise)
                expect.fail(`${lane.pool} at ${shock}: ${figure} ${laned[figure]}, directly ${figures[figure]}`);
            if (Math.abs(surplus) <= noise) return;
            const between = (lane.down === null || shock > lane.down) && (lane.up === null || shock < lane.up);
            const safe = lane.states[rung] === 'safe';
            if (safe !== surplus > 0 && figures.equity >= noise)
              expect.fail(`${lane.pool} at ${shock} is ${lane.states[rung]}, surplus ${surplus}`);
            if (between && !safe) expect.fail(`${lane.pool} falls at ${shock}, before its place in the order`);
          });
        }
        for (const list of [ladder.order.down, ladder.order.up]) {
          const sizes = list.map((one) => Math.abs(one.shockFraction));
          expect(sizes).toEqual(sizes.toSorted((a, b) => a - b));
        }
        expect(ladder.order.down.every((one) => one.shockFraction <= 0 && one.shockFraction > -1)).toBe(true);
      },
    ),
    { numRuns: 120 },
  );
});

test('within one tier, twice the positions on twice the wallet go at the same price', () => {
  fc.assert(
    fc.property(fc.integer({ min: 2, max: 50 }), fc.integer({ min: 1, max: 40 }), fc.boolean(), (k, rate, short) => {
      const at = (size: number): PriceOutcome => {
        const one = position({
          symbol: 'ETH/USDT:USDT',
          quantity: (short ? -1 : 1) * size,
          entry: 2_000,
          mark: 2_100,
          tiers: tiers([0, rate / 400, 0]),
        });
        const [table] = compileAccount(account([one], [balance('USDT', 900 * size)]), asOfMs);
        const prices = liquidationPrices(table as MarginTable, one);
        return short ? prices.upper : prices.lower;
      };
      const [single, many] = [at(1), at(k)];
      expect(single.status).toBe(many.status);
      if (single.status === 'value' && many.status === 'value') expect(many.value).toBeCloseTo(single.value, 8);
    }),
  );
});

test('long and short do not mirror: d_long (1 - m) = d_short (1 + m) in one linear tier', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 2, max: 20 }), (rate, leverage) => {
      const m = rate / 1_000;
      fc.pre(1 / leverage > m);
      const distance = (quantity: number): number => {
        const one = position({
          symbol: 'ETH/USDT:USDT',
          quantity,
          entry: 100,
          mark: 100,
          tiers: tiers([0, m, 0]),
          more: { marginMode: 'isolated', leverage },
        });
        const [table] = compileAccount(account([one], []), asOfMs).filter((found) => found.kind === 'isolated');
        const prices = liquidationPrices(table as MarginTable, one);
        const outcome = quantity > 0 ? prices.lower : prices.upper;
        return outcome.status === 'value' ? Math.abs(outcome.value / 100 - 1) : Number.NaN;
      };
      expect(distance(3) * (1 - m)).toBeCloseTo(distance(-3) * (1 + m), 12);
    }),
  );
});

test('maintenance is continuous at a tier edge only with its deduction', () => {
  const below = 200_000 - 1e-6;
  const at = (deduction: number, notional: number): number => {
    const one = position({
      symbol: 'ETH/USDT:USDT',
      quantity: notional / 2_000,
      entry: 2_000,
      mark: 2_000,
      tiers: tiers([0, 0.01, 0], [200_000, 0.1, deduction]),
    });
    const [table] = compileAccount(account([one], [balance('USDT', 1e6)]), asOfMs);
    return legMaintenance((table as MarginTable).legs[0] as MarginTable['legs'][number], 1, 1);
  };
  expect(at(200_000 * 0.09, 200_000) - at(200_000 * 0.09, below)).toBeCloseTo(0, 5);
  expect(at(0, 200_000) - at(0, below)).toBeCloseTo(18_000, 3);
});
