import fc from 'fast-check';
import { expect, test } from 'vitest';
import { known, missing } from '../../../shared/measures/outcome.ts';
import { account, balance, book, position, tiers } from '../fixtures/build-book.ts';
import { books } from '../fixtures/random-book.ts';
import { compileBook } from '../margin/compile-pools.ts';
import { firstPowerCrossing } from './first-power-crossing.ts';
import { shockLadder } from './ladder.ts';
import { powerMaintenanceAt, powerPath, powersOf, powerSumAt, type PowerPath } from './power-path.ts';

const flat = tiers([0, 0.1, 0]);
const perp = (symbol: string, quantity: number, mark: number, table = flat) =>
  position({ symbol: `${symbol}/USDT:USDT`, quantity, entry: mark, mark, tiers: table });
const tablesOf =
  (...held: readonly Parameters<typeof account>[0][number][]) =>
  (wallet: number) =>
    compileBook(book([account(held, [balance('USDT', wallet)])]));
const betas = (of: Readonly<Record<string, number>>) => (asset: string) =>
  of[asset] === undefined ? missing(`no beta of ${asset}`, 'import') : known(of[asset]);
const axis = { asset: 'BTC', from: -0.5, to: 0.5, step: 0.25, beta: 'estimated' } as const;

test('an asset that moves by the square: the pool goes at the root of 0.8', () => {
  // Equity 28 + 100 x^2 - 100, maintenance 10 x^2: equal at x^2 = 72 / 90.
  const ladder = shockLadder(tablesOf(perp('ETH', 1, 100))(28), axis, () => true, betas({ ETH: 2 }));
  expect(ladder.lanes[0]?.down).toBeCloseTo(Math.sqrt(0.8) - 1, 12);
  expect(ladder.lanes[0]?.up).toBeNull();
  // At half the price of BTC, ETH is at a quarter: 28 + 25 - 100 and 2.5.
  expect([...(ladder.lanes[0]?.equity ?? [])]).toEqual([-47, 28 + 56.25 - 100, 28, 28 + 156.25 - 100, 28 + 225 - 100]);
  expect(ladder.lanes[0]?.maintenance?.[0]).toBe(2.5);
  expect(ladder.lanes[0]?.states).toEqual(['bankrupt', 'bankrupt', 'safe', 'safe', 'safe']);
});

test('a pair whose surplus turns on the way goes at its nearer root, or at none', () => {
  // 1 BTC long, 2 ETH short by the square root, marks and entries 100. With y = x^0.5 equity is W + 100 (y^2 - 1) - 200 (y - 1),
  // maintenance 10 y^2 + 20 y: the surplus is 90 y^2 - 220 y + W + 100, lowest at y = 1.22.
  const pair = tablesOf(perp('BTC', 1, 100), perp('ETH', -2, 100));
  const lane = (wallet: number) => shockLadder(pair(wallet), axis, () => true, betas({ BTC: 1, ETH: 0.5 })).lanes[0];
  // 48,400 - 4 x 90 x 145 is below 0: no root on either side.
  expect([lane(45)?.down, lane(45)?.up]).toEqual([null, null]);
  // 48,400 - 4 x 90 x 132 = 880: roots at (220 -+ 29.66) / 180, both above 1.
  expect(lane(32)?.up).toBeCloseTo(((220 - Math.sqrt(880)) / 180) ** 2 - 1, 11);
  expect(lane(32)?.down).toBeNull();
});

test('a beta of which nothing is known makes its pool missing, and no other', () => {
  const tables = compileBook(
    book([
      account([perp('ETH', 1, 100)], [balance('USDT', 50)], { name: 'one' }),
      account([perp('BTC', 1, 100)], [balance('USDT', 50)], { name: 'two' }),
    ]),
  );
  const ladder = shockLadder(tables, axis, () => true, betas({ BTC: 1 }));
  expect(ladder.lanes[0]).toMatchObject({ equity: null, missing: { reason: 'no beta of ETH' } });
  expect(ladder.lanes[0]?.states).toContain('missing-data');
  expect(ladder.lanes[1]?.states).not.toContain('missing-data');
  expect(ladder.bookEquity).toBeNull();
});

test('where BTC falls to nothing an asset that moves against it has no price', () => {
  const ladder = shockLadder(
    tablesOf(perp('ETH', 1, 100))(500),
    { ...axis, from: -1, to: 0, step: 1 },
    () => true,
    betas({ ETH: -0.5 }),
  );
  expect(ladder.lanes[0]?.states).toEqual(['missing-data', 'safe']);
});

test('law: with powers of 0 or 1 it is the ladder of straight lines', () => {
  fc.assert(
    fc.property(books(), fc.constantFrom('BTC', 'ETH', 'SOL'), fc.constantFrom(0, 1), (random, asset, beta) => {
      const tables = compileBook(random);
      const shape = { asset, from: -0.9, to: 1, step: 0.05 };
      const lines = shockLadder(tables, { ...shape, beta }, () => true);
      const powers = shockLadder(
        tables,
        { ...shape, beta: 'estimated' },
        () => true,
        (one) => known(one === asset ? 1 : beta),
      );
      for (const [index, lane] of lines.lanes.entries()) {
        const other = powers.lanes[index];
        lane.equity?.forEach((value, rung) => expect(other?.equity?.[rung]).toBeCloseTo(value, 5));
        lane.maintenance?.forEach((value, rung) => expect(other?.maintenance?.[rung]).toBeCloseTo(value, 5));
        for (const side of ['down', 'up'] as const) {
          // Beyond a million times the mark only the lines go on.
          const shock = lane[side] !== null && lane[side] > 1e6 - 2 ? null : lane[side];
          if (shock === null) expect(other?.[side]).toBeNull();
          else
            expect(Math.abs((other?.[side] ?? Number.NaN) - shock)).toBeLessThanOrEqual(1e-9 * (1 + Math.abs(shock)));
        }
      }
    }),
    { numRuns: 200 },
  );
});

test('law: nothing is passed over: a fine walk along any betas finds no earlier crossing', () => {
  const exponent = fc.integer({ min: -8, max: 25 }).map((tenths) => tenths / 10);
  fc.assert(
    fc.property(books(), exponent, exponent, fc.constantFrom('below', 'above'), (random, eth, sol, side) => {
      for (const table of compileBook(random)) {
        if (table.kind === 'spot' || table.equityMissing !== null || table.maintenanceMissing !== null) continue;
        const path = powerPath(
          table,
          powersOf((asset) => (asset === 'ETH' ? eth : asset === 'SOL' ? sol : 1)),
        );
        const found = firstPowerCrossing(path, side);
        const surplus = (factor: number) => powerSumAt(path.equity, factor) - powerMaintenanceAt(path, factor);
        if (found.kind === 'already') {
          expect(surplus(1)).toBeLessThanOrEqual(0);
          continue;
        }
        const scale = sizeOf(path);
        const end = found.kind === 'at' ? Math.log(found.factor) : side === 'below' ? -5 : 5;
        for (let step = 1; step < 400; step += 1)
          expect(surplus(Math.exp((end * step) / 400)) / scale).toBeGreaterThan(-1e-9);
        if (found.kind !== 'at') continue;
        // At the crossing it is gone, or a hair beyond it.
        const beyond = Math.exp(end * (1 + 1e-9) + (side === 'below' ? -1e-9 : 1e-9));
        expect(Math.min(surplus(found.factor), surplus(beyond)) / scale).toBeLessThanOrEqual(1e-12);
      }
    }),
    { numRuns: 200 },
  );
});

function sizeOf({ equity }: PowerPath): number {
  return equity.reduce((sum, { coefficient }) => sum + Math.abs(coefficient), 1);
}
