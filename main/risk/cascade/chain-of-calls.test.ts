import { expect, test } from 'vitest';
import type { LiquidationRules } from '../../../shared/book/venue-rules.ts';
import type { ValuedBalance, ValuedPosition } from '../../../shared/book/valued-book.ts';
import { known, missing, type Maybe } from '../../../shared/measures/outcome.ts';
import { account, asOfMs, balance, position, tiers } from '../fixtures/build-book.ts';
import { compileAccount } from '../margin/compile-pools.ts';
import type { MarginTable } from '../margin/margin-table.ts';
import { axisGap, shockAt, waysOf, type CascadeAxis } from './cascade-axis.ts';
import { cascadeLadder } from './cascade-ladder.ts';
import { cascade, type Cascade, type CascadeOptions } from './cascade.ts';
import { cascadeColumns } from './cascade-rungs.ts';
import type { CascadePath } from './cascade-path.ts';

const rules: LiquidationRules = {
  venue: 'test',
  validFrom: '2026-01-01',
  source: 'invented for the test',
  origin: 'shipped',
  trigger: 'at-or-below',
  method: 'market',
  sizing: { kind: 'whole' },
  feeRate: 0,
  feeRates: {},
  backstopShare: null,
  bearers: ['trader'],
};
const quarter = tiers([0, 0.25, 0]);
const noSigma = (): Maybe => missing('not known', 'Say it.');
const atMark: CascadeOptions = { sale: { kind: 'at-mark' }, salesMovePrice: false, sigmaOf: noSigma };
const exponentOf = (asset: string) => (asset.startsWith('USD') ? 0 : 1);
const down = (end: number): CascadePath => ({ exponentOf, side: 'below', end });
const up = (end: number): CascadePath => ({ exponentOf, side: 'above', end });

function pool(
  name: string,
  positions: readonly ValuedPosition[],
  balances: readonly ValuedBalance[],
  say: Partial<LiquidationRules> = {},
): MarginTable {
  const more = { name, venue: 'bybit', liquidationRules: { ...rules, ...say } };
  return compileAccount(account(positions, balances, more), asOfMs)[0] as MarginTable;
}

const btc = (quantity: number) =>
  position({ symbol: 'BTC/USDT:USDT', quantity, entry: 100, mark: 100, tiers: quarter });

function walk(tables: readonly MarginTable[], path: CascadePath, how = atMark): Cascade {
  const found = cascade(tables, path, how);
  if (found.status !== 'value') throw new Error(found.reason);
  return found.value;
}

const namesOf = ({ events }: Cascade) => events.map(({ account: name }) => name);

test('a call at the very end of the way comes, and a rung at the very price of a call shows it', () => {
  // 62.5 + P - 100 = 0.25 P at 50; a short on 87.5: 87.5 - (P - 100) = 0.25 P at 150.
  const long = pool('long', [btc(1)], [balance('USDT', 62.5)]);
  const short = pool('short', [btc(-1)], [balance('USDT', 87.5)]);
  const [fall, rise] = [walk([long], down(0.5)), walk([short], up(1.5))];
  expect([namesOf(fall), namesOf(rise)]).toEqual([['long'], ['short']]);
  const states = (found: Cascade, path: CascadePath, ...factors: readonly number[]) =>
    cascadeColumns(found.lanes[0] as Cascade['lanes'][number], path, Float64Array.from(factors))?.states;
  expect(states(fall, down(0.5), 1, 0.51, 0.5)).toEqual(['safe', 'safe', 'closed']);
  expect(states(rise, up(1.5), 1, 1.49, 1.5)).toEqual(['safe', 'safe', 'closed']);
  expect(walk([long], down(0.51)).events).toEqual([]);
  expect(walk([short], up(1.49)).events).toEqual([]);
});

test('a pool that is gone at the marks is called at once, in either direction, and the rung at the marks shows it', () => {
  const gone = pool('gone', [btc(1)], [balance('USDT', 20)]);
  for (const path of [down(1), up(1), down(0.9), up(1.1)]) {
    const found = walk([gone], path);
    expect(found.events).toMatchObject([{ kind: 'closed', shockFraction: 0 }]);
    const [lane] = found.lanes as [Cascade['lanes'][number]];
    expect(cascadeColumns(lane, path, Float64Array.of(1))?.states).toEqual(['closed']);
  }
});

test('those of one instant go by name, the others by their price, in either direction', () => {
  const [a, b, c] = [62.5, 62.5, 70].map((wallet, index) =>
    pool('abc'[index] as string, [btc(1)], [balance('USDT', wallet)]),
  );
  for (const order of [
    [a, b, c],
    [c, b, a],
    [b, a, c],
  ])
    expect(namesOf(walk(order as MarginTable[], down(0.3)))).toEqual(['a', 'b', 'c']);
  const [d, e, f] = [87.5, 87.5, 60].map((wallet, index) =>
    pool('def'[index] as string, [btc(-1)], [balance('USDT', wallet)]),
  );
  for (const order of [
    [d, e, f],
    [f, e, d],
    [e, d, f],
  ])
    expect(namesOf(walk(order as MarginTable[], up(2)))).toEqual(['f', 'd', 'e']);
});

test('each sale moves the price on from where the last one left it, for whoever is not called as well', () => {
  const sale = { kind: 'haircut', fraction: 0.1 } as const;
  // Called at 50 and sold at 45; under 46.67 the second goes there and sells at 40.5; under 42.67 the third.
  const tables = [62.5, 65, 68, 80].map((wallet, index) =>
    pool('abcd'[index] as string, [btc(1)], [balance('USDT', wallet)]),
  );
  const path = down(0.49);
  const found = walk(tables.toReversed(), path, { sale, salesMovePrice: true, sigmaOf: noSigma });
  const sold = found.events.filter(({ kind }) => kind === 'closed');
  expect(sold.map(({ account: name, price }) => [name, price?.toFixed(8)])).toEqual([
    ['a', '50.00000000'],
    ['b', '45.00000000'],
    ['c', '40.50000000'],
  ]);
  for (const { notional, price } of sold) expect(notional).toBeCloseTo(price as number, 8);
  // The fourth at 49 of the axis: 80 + 49 x 0.729 - 100.
  const rest = cascadeColumns(found.lanes[0] as Cascade['lanes'][number], path, Float64Array.of(1, 0.5, 0.49));
  expect(rest?.states).toEqual(['safe', 'safe', 'safe']);
  expect(rest?.equity[0]).toBeCloseTo(80, 9);
  expect(rest?.equity[1]).toBeCloseTo(80 + 36.45 - 100, 8);
  expect(rest?.equity[2]).toBeCloseTo(80 + 35.721 - 100, 8);
  expect(rest?.notional[2]).toBeCloseTo(35.721, 8);
});

test('what a venue takes over itself moves no price', () => {
  const sale = { kind: 'haircut', fraction: 0.1 } as const;
  const how = { sale, salesMovePrice: true, sigmaOf: noSigma };
  for (const say of [{ method: 'takeover' }, { backstopShare: 1.5 }] as const) {
    const tables = [62.5, 65].map((wallet, index) =>
      pool('ab'[index] as string, [btc(1)], [balance('USDT', wallet)], say),
    );
    expect(walk(tables, down(0.49), how).events.map(({ price }) => price?.toFixed(6))).toEqual(['50.000000']);
  }
});

test('coins that are sold to pay a debt move their own price', () => {
  const sale = { kind: 'haircut', fraction: 0.1 } as const;
  const borrower = pool('a', [btc(1)], [balance('USDT', -237.5), balance('BTC', 3, 100)]);
  const other = pool('b', [btc(1)], [balance('USDT', 70)]);
  const found = walk([borrower, other], down(0.3), { sale, salesMovePrice: true, sigmaOf: noSigma });
  const [closed, sold, ...later] = found.events;
  expect([closed?.kind, sold?.kind]).toEqual(['closed', 'collateral-sold']);
  expect(later.find(({ account: name }) => name === 'b')?.kind).toBe('closed');
});

test('a debt that is left is told once, and small change is still sold for it', () => {
  const small = pool('a', [btc(1)], [balance('USDT', -20), balance('SOL', 1, 0.5)]);
  expect(walk([small], down(0.5)).events.map(({ kind }) => kind)).toEqual(['closed', 'collateral-sold', 'debt']);
});

test('of a pool that owes nothing nothing is left to close once its positions are gone', () => {
  const found = walk([pool('a', [btc(1)], [balance('USDT', 62.5), balance('SOL', 1, 0.5)])], down(0.1));
  expect(found.events.map(({ kind }) => kind)).toEqual(['closed']);
  const states = cascadeColumns(found.lanes[0] as Cascade['lanes'][number], down(0.1), Float64Array.of(1, 0.4))?.states;
  expect(states).toEqual(['safe', 'closed']);
});

test('a rung tells what is left: a part of one position, all closed with half a dollar, nothing at all, a debt', () => {
  const at = (table: MarginTable, x: number) => {
    const path = down(x);
    return cascadeColumns(walk([table], path).lanes[0] as Cascade['lanes'][number], path, Float64Array.of(x));
  };
  const part = pool('a', [btc(1)], [balance('USDT', 62.5)], {
    sizing: { kind: 'share-first', share: 0.5, aboveNotional: 10 },
  });
  expect(at(part, 0.49)?.states).toEqual(['reduced']);
  // Half of it is sold at 50, the other half falls to 49.
  expect(at(part, 0.49)?.equity[0]).toBeCloseTo(12.5 - 0.5, 8);
  expect(at(part, 0.49)?.notional[0]).toBeCloseTo(24.5, 8);
  expect(at(pool('a', [btc(1)], [balance('USDT', 0.5)]), 0.9)?.states).toEqual(['closed']);
  expect(at(pool('a', [btc(1)], [balance('USDT', 20)], { method: 'takeover' }), 0.9)?.states).toEqual(['closed']);
  expect(at(pool('a', [btc(1)], [balance('USDT', -20)]), 0.9)?.states).toEqual(['debt']);
});

const asset = { kind: 'asset', asset: 'BTC', from: -0.5, to: 0.5, step: 0.25, beta: 1 } as const;
const shocksOf = (axis: CascadeAxis) => waysOf(axis, () => 1).map((way) => way.map(({ shocks }) => [...shocks]));

test('an axis has no rung at a price of 0, none beyond the shock asked for, and no side that goes nowhere', () => {
  expect(shocksOf(asset)).toEqual([[[0, -0.25, -0.5]], [[0, 0.25, 0.5]]]);
  expect(shocksOf({ ...asset, from: -1 })).toEqual([[[0, -0.25, -0.5, -0.75]], [[0, 0.25, 0.5]]]);
  expect(shocksOf({ ...asset, from: 0 })).toEqual([[[0, 0.25, 0.5]]]);
  expect(shocksOf({ ...asset, to: 0 })).toEqual([[[0, -0.25, -0.5]]]);
  expect(shocksOf({ ...asset, from: 0, to: 0.3, step: 0.1 })).toEqual([[[0, 0.1, 0.2, 0.3]]]);
  expect(shocksOf({ ...asset, from: 0, to: 0.5, step: 0.5 })).toEqual([[[0, 0.5]]]);
  expect(waysOf({ ...asset, from: -1, to: 0 }, () => 1)[0]?.[0]?.path.end).toBe(1e-9);
  const path = waysOf({ kind: 'vector', shocks: { BTC: -0.5 }, steps: 2 }, () => 1)[0]?.[0]?.path as CascadePath;
  expect(path.end).toBe(Math.exp(-1));
  expect(shockAt({ kind: 'vector', shocks: {}, steps: 1 }, path.end)).toBe(1);
  expect(path.exponentOf('BTC')).toBeCloseTo(-Math.log(0.5), 12);
});

test('an option is followed only where its underlying stands still; cash needs no beta', () => {
  const option = position({
    symbol: 'BTC/USDT:USDT-270101-100-C',
    quantity: -1,
    entry: 5,
    mark: 5,
    tiers: quarter,
  });
  const held = pool('a', [btc(1)], [balance('USDT', 100)]);
  const table = { ...held, legs: held.legs.map((leg) => ({ ...leg, position: option })) };
  const gap = (axis: CascadeAxis, powerOf: (name: string) => Maybe) => axisGap(table, axis, powerOf)?.status ?? null;
  const plain = (axis: CascadeAxis, powerOf: (name: string) => Maybe) => axisGap(held, axis, powerOf)?.status ?? null;
  expect(plain(asset, noSigma)).toBeNull();
  expect(plain({ ...asset, asset: 'ETH', beta: 'estimated' }, noSigma)).toBe('missing-data');
  expect(plain({ ...asset, asset: 'ETH', beta: 'estimated' }, () => known(0.5))).toBeNull();
  expect(gap({ ...asset, asset: 'ETH', beta: 0 }, noSigma)).toBeNull();
  expect(gap(asset, noSigma)).toBe('missing-data');
  expect(gap({ ...asset, asset: 'ETH' }, noSigma)).toBe('missing-data');
  expect(gap({ ...asset, asset: 'ETH', beta: 'estimated' }, () => known(0))).toBeNull();
  expect(gap({ ...asset, asset: 'ETH', beta: 'estimated' }, () => known(1))).toBe('missing-data');
  expect(gap({ ...asset, asset: 'ETH', beta: 'estimated' }, () => known(0.5))).toBe('missing-data');
  expect(gap({ kind: 'vector', shocks: { BTC: -0.1 }, steps: 1 }, noSigma)).toBe('missing-data');
  expect(gap({ kind: 'vector', shocks: { ETH: -0.1 }, steps: 1 }, noSigma)).toBeNull();
  // An option on a currency stays where it is while a coin moves.
  const onEuro = { ...table, legs: table.legs.map((leg) => ({ ...leg, asset: 'EUR' })) };
  expect(axisGap(onEuro, asset, noSigma)).toBeNull();
});

test('top-ups: nothing for a pool that cannot be called, and one side alone has its own rungs', () => {
  const spot = { ...pool('s', [], [balance('USDT', 10)]), kind: 'spot' as const };
  const found = cascadeLadder([spot], { ...asset, from: 0 }, atMark, () => true, noSigma);
  if (found.status !== 'value') throw new Error(found.reason);
  expect(found.value.topUps.map(({ amount }) => amount)).toEqual([0]);
  expect(found.value.rungs.map(({ shockFraction }) => shockFraction)).toEqual([0, 0.25, 0.5]);
  // A side too short for a rung leaves the marks to the other.
  const short = cascadeLadder([spot], { ...asset, from: -0.1 }, atMark, () => true, noSigma);
  expect(short.status === 'value' ? short.value.rungs.map(({ shockFraction }) => shockFraction) : null).toEqual([
    0, 0.25, 0.5,
  ]);
});

test('at a jump between two tiers the dearer one holds for whoever is called by it: a backstop takes what it leaves too little of', () => {
  const jump = tiers([0, 0.01, 0], [1_100, 0.1, 0]);
  const short = position({ symbol: 'BTC/USDT:USDT', quantity: -10, entry: 100, mark: 100, tiers: jump });
  // 150 less 100 at 110: 11 would be asked for below it, 110 from there on.
  const rising = walk([pool('a', [short], [balance('USDT', 150)], { backstopShare: 2 / 3 })], up(1.2));
  expect(rising.events).toMatchObject([{ kind: 'backstop' }]);
  expect(rising.events[0]?.shockFraction).toBeCloseTo(0.1, 9);
  // 1,000 dollars of a coin contract are 10 coins, 11 at 90.91: one coin lost of 2 is more than 0.11, not than 1.1.
  const coins = tiers([0, 0.01, 0], [11, 0.2, 0]);
  const long = position({ symbol: 'BTC/USD:BTC', quantity: 1_000, entry: 100, mark: 100, tiers: coins });
  const falling = walk([pool('b', [long], [balance('BTC', 2, 100)], { backstopShare: 2 / 3 })], down(0.8));
  expect(falling.events[0]).toMatchObject({ kind: 'backstop' });
  expect(falling.events[0]?.shockFraction).toBeCloseTo(1 / 1.1 - 1, 9);
});
