import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { LiquidationRules } from '../../../shared/book/venue-rules.ts';
import { known, missing } from '../../../shared/measures/outcome.ts';
import { account, asOfMs, balance, position, tiers } from '../fixtures/build-book.ts';
import { books } from '../fixtures/random-book.ts';
import { compileAccount, compileBook } from '../margin/compile-pools.ts';
import { firstGap, type MarginTable } from '../margin/margin-table.ts';
import type { CascadeAxis } from './cascade-axis.ts';
import type { CascadeEvent } from './cascade-event.ts';
import { cascadeCalls, cascadeLadder, type CascadeLadder } from './cascade-ladder.ts';
import type { CascadeOptions } from './cascade.ts';
import { equityNow, isGoneNow } from './working-pool.ts';

const rules: LiquidationRules = {
  venue: 'any',
  validFrom: '2026-01-01',
  source: 'invented for the test',
  origin: 'stated',
  trigger: 'at-or-below',
  method: 'market',
  sizing: { kind: 'whole' },
  feeRate: 0.001,
  feeRates: {},
  backstopShare: null,
  bearers: ['insurance-fund'],
};

const ways: fc.Arbitrary<LiquidationRules> = fc
  .record({
    sizing: fc.constantFrom<LiquidationRules['sizing']>(
      { kind: 'whole' },
      { kind: 'share-first', share: 0.2, aboveNotional: 20_000 },
      { kind: 'restore', factor: 1.1 },
    ),
    method: fc.constantFrom('market', 'takeover'),
  })
  .map((some) => ({ ...rules, ...some }));

/** Pools of random books that liquidate in different ways and stand at the marks. */
const standing = fc.tuple(books(), ways, ways).map(([book, one, other]) =>
  compileBook({
    ...book,
    accounts: book.accounts.map((each, index) => ({ ...each, liquidationRules: index === 0 ? one : other })),
  }).filter((table) => firstGap(table) === null && !isGoneNow(table)),
);

const sale = { kind: 'haircut', fraction: 0.01 } as const;
const options: CascadeOptions = { sale, salesMovePrice: false, sigmaOf: () => missing('not known', 'Say it.') };
const alike = () => known(1);
const pinned = (first: number, second: number, mark = 100): CascadeAxis => ({
  kind: 'pinned',
  asset: 'BTC',
  mark,
  first,
  second,
  steps: 4,
  beta: 1,
});
const oneWay = (from: number, to: number): CascadeAxis => ({
  kind: 'asset',
  asset: 'BTC',
  from,
  to,
  step: 0.5,
  beta: 1,
});

function along(tables: readonly MarginTable[], axis: CascadeAxis, how = options): CascadeLadder {
  const found = cascadeLadder(tables, axis, how, () => true, alike);
  if (found.status !== 'value') throw new Error(found.reason);
  return found.value;
}

const eventsOf = (ladder: CascadeLadder): readonly CascadeEvent[] => ladder.sides.flatMap(({ events }) => events);
/** The same happens, at the same shock and with the same left, but for what float64 makes of another way there. */
function expectSame(found: readonly CascadeEvent[], expected: readonly CascadeEvent[], scale: number): void {
  const what = (events: readonly CascadeEvent[]) =>
    events.map((one) => [one.account, one.pool, one.kind, one.instrument]);
  expect(what(found)).toEqual(what(expected));
  const apart = (one: number | null, other: number | null): number => Math.abs((one ?? 0) - (other ?? 0));
  expected.forEach((one, index) => {
    const other = found[index] as CascadeEvent;
    expect(apart(other.shockFraction, one.shockFraction)).toBeLessThan(1e-8);
    expect(apart(other.quantity, one.quantity)).toBeLessThan(1e-8 * Math.max(1, Math.abs(one.quantity ?? 0)));
    expect(apart(other.equityAfter, one.equityAfter)).toBeLessThan(1e-8 * scale);
  });
}
const size = (tables: readonly MarginTable[]) =>
  tables.reduce((total, { legs }) => total + legs.reduce((one, leg) => one + leg.notional, 1), 1);

test('a path whose two prices are the mark has no events, and ends where it began', () => {
  fc.assert(
    fc.property(standing, (tables) => {
      const ladder = along(tables, pinned(100, 100));
      expect(eventsOf(ladder)).toEqual([]);
      expect(ladder.sides.map(({ side }) => side)).toEqual(['up']);
      for (const rung of ladder.rungs) expect(rung.bookEquity).toBe(rung.markDownEquity);
    }),
  );
});

test('down and back begins as the fall alone, and whoever holds longs only is left in peace on the way back', () => {
  let fell = 0;
  fc.assert(
    fc.property(standing, fc.integer({ min: 20, max: 95 }), (tables, low) => {
      const fall = eventsOf(along(tables, oneWay(low / 100 - 1, 0)));
      expectSame(eventsOf(along(tables, pinned(low, 100))).slice(0, fall.length), fall, size(tables));
      // A coin contract's loss is owed in coin, and such a debt grows as the price recovers: only what is paid in money is here.
      const longs = tables.filter(
        ({ legs, collateral }) =>
          legs.every(({ payoff, position: { quantity } }) => payoff === 'linear' && quantity > 0) &&
          collateral.every(({ value }) => value >= 0),
      );
      const alone = eventsOf(along(longs, oneWay(low / 100 - 1, 0)));
      fell += alone.length;
      expectSame(eventsOf(along(longs, pinned(low, 100))), alone, size(tables));
    }),
  );
  expect(fell).toBeGreaterThan(20);
});

test('two legs in one direction are the whole way in one', () => {
  fc.assert(
    fc.property(standing, fc.integer({ min: 60, max: 99 }), fc.boolean(), (tables, middle, rises) => {
      const [first, second] = rises ? [200 - middle, 160] : [middle, 40];
      const whole = oneWay(rises ? 0 : -0.6, rises ? 0.6 : 0);
      expectSame(eventsOf(along(tables, pinned(first, second))), eventsOf(along(tables, whole)), size(tables));
    }),
  );
});

test('value before is value after and the costs that are named, on both legs', () => {
  let called = 0;
  fc.assert(
    fc.property(
      standing,
      fc.integer({ min: 30, max: 170 }),
      fc.integer({ min: 30, max: 170 }),
      (tables, first, second) => {
        const found = cascadeCalls(tables, pinned(first, second), options, alike);
        if (found.status !== 'value') throw new Error(found.reason);
        for (const { calls } of found.value)
          for (const { table, events } of calls) {
            called += 1;
            const costs = events.reduce(
              (total, one) => total + one.fee + one.impact + (one.kind === 'debt' ? -one.forfeited : one.forfeited),
              0,
            );
            const after = events.at(-1)?.equityAfter as number;
            expect(Math.abs(equityNow(table) - costs - after)).toBeLessThan(1e-9 * size(tables));
          }
      },
    ),
  );
  expect(called).toBeGreaterThan(50);
});

const flat = tiers([0, 0.01, 0]);
const held = (quantity: number, wallet: number, name: string) =>
  compileAccount(
    account(
      [position({ symbol: 'BTC/USDT:USDT', quantity, entry: 100, mark: 100, tiers: flat })],
      [balance('USDT', wallet)],
      { name, venue: null, liquidationRules: { ...rules, feeRate: 0 } },
    ),
    asOfMs,
  );
const atMark: CascadeOptions = { ...options, sale: { kind: 'at-mark' } };

test('a wick to 80 and back to 100 costs a long what the wick took; a squeeze to 110 before it takes the short as well', () => {
  const tables = [...held(10, 100, 'long'), ...held(-10, 50, 'short')];
  // The long is called at 900 / 9.9 = 90.909 with 9.09 left, the short at 1,050 / 10.1 = 103.96 with 10.396 left.
  const wick = along(tables, pinned(80, 100), atMark);
  expect(eventsOf(wick).map(({ account: name, pathLeg }) => [name, pathLeg])).toEqual([['long', 1]]);
  expect(wick.rungs.at(-1)?.bookEquity).toBeCloseTo(90 / 9.9 + 50, 8);
  expect(wick.rungs.at(-1)?.markDownEquity).toBeCloseTo(150, 9);
  const both = along(tables, pinned(110, 80), atMark);
  expect(both.sides.map(({ side }) => side)).toEqual(['up']);
  expect(eventsOf(both).map(({ account: name, pathLeg }) => [name, pathLeg])).toEqual([
    ['short', 1],
    ['long', 2],
  ]);
  expect(both.rungs.at(-1)?.bookEquity).toBeCloseTo(90 / 9.9 + 105 / 10.1, 8);
  // Rungs go along the path: 100 to 110, then down to 80, the turn once.
  expect(both.rungs.map(({ shockFraction, pathLeg }) => [Number(shockFraction.toFixed(9)), pathLeg])).toEqual([
    [0, 1],
    [0.025, 1],
    [0.05, 1],
    [0.075, 1],
    [0.1, 1],
    [0.025, 2],
    [-0.05, 2],
    [-0.125, 2],
    [-0.2, 2],
  ]);
  // At 80 the long has -100 and needs 8; at 110 the short has -50 and needs 11.
  expect(both.topUps.map(({ account: name, amount }) => [name, Number(amount?.toFixed(6))])).toEqual([
    ['long', 108],
    ['short', 61],
  ]);
});

test('what is left after the first leg can be called on the second', () => {
  // Long 10 BTC and short 30 ETH in one pool: a wick closes the long, the recovery beyond the mark the short.
  const btc = position({ symbol: 'BTC/USDT:USDT', quantity: 10, entry: 100, mark: 100, tiers: tiers([0, 0.02, 0]) });
  const eth = position({ symbol: 'ETH/USDT:USDT', quantity: -30, entry: 10, mark: 10, tiers: flat });
  const sizing = { kind: 'share-first', share: 0.5, aboveNotional: 1_000_000 } as const;
  const tables = compileAccount(
    account([btc, eth], [balance('USDT', 40)], { venue: null, liquidationRules: { ...rules, sizing, feeRate: 0 } }),
    asOfMs,
  );
  // 40 + 10 (P - 100) - 30 (P / 10 - 10) = 0.2 P + 0.03 P ... = 0.23 P at P = 660 / 6.77.
  const events = eventsOf(along(tables, pinned(90, 150), atMark));
  expect(events.map(({ instrument, pathLeg }) => [instrument, pathLeg])).toEqual([
    ['BTC/USDT:USDT', 1],
    ['ETH/USDT:USDT', 2],
  ]);
  const call = 660 / 6.77;
  expect(events[0]?.price).toBeCloseTo(call, 8);
  // Realised 10 (call - 100); then 40 + that + 300 - 3 P = 0.03 P.
  expect((events[1]?.shockFraction ?? 0) + 1).toBeCloseTo((340 + 10 * (call - 100)) / 3.03 / 100, 8);
});

test('a top-up looks where the path goes, by the powers of the prices, and not beyond it', () => {
  const tables = held(-10, 50, 'short');
  const amounts = (axis: CascadeAxis, power = 1) => {
    const found = cascadeLadder(
      tables,
      axis,
      atMark,
      () => true,
      () => known(power),
    );
    return found.status === 'value' ? found.value.topUps.map(({ amount }) => Number(amount?.toFixed(6))) : null;
  };
  // ETH is what moves, BTC by its square: 1.21 at 1.1, where the short has -160 and needs 12.1.
  const eth = { ...pinned(110, 100), asset: 'ETH', beta: 'estimated' } as CascadeAxis;
  expect(amounts(eth, 2)).toEqual([172.1]);
  expect(amounts({ ...eth, first: 90 } as CascadeAxis, 2)).toEqual([0]);
  // The tier that begins at the mark asks for half of what the one below does: at the mark nothing is needed.
  const [edge] = compileAccount(
    account(
      [
        position({
          symbol: 'BTC/USDT:USDT',
          quantity: 10,
          entry: 100,
          mark: 100,
          tiers: tiers([0, 0.02, 0], [500, 0.01, 0], [1_000, 0.005, 0]),
        }),
      ],
      [balance('USDT', 7)],
      { venue: null, liquidationRules: rules },
    ),
    asOfMs,
  );
  expect(along([edge as MarginTable], pinned(100, 100)).topUps.map(({ amount }) => amount)).toEqual([0]);
});
