import { expect, test } from 'vitest';
import type { ValuedAccount, ValuedPosition } from '../../../shared/book/valued-book.ts';
import { account, asOfMs, balance, position, tiers } from '../fixtures/build-book.ts';
import { compileAccount } from '../margin/compile-pools.ts';
import type { MarginLeg, MarginTable } from '../margin/margin-table.ts';
import { firstCrossing, leastCovered } from './first-crossing.ts';
import { shockLadder, type Ladder, type LadderAxis } from './ladder.ts';
import type { PathMaintenance, PoolLines } from './price-path.ts';

const leg = {} as MarginLeg;
const nothing = { constant: 0, slope: 0 };

/** A leg by its segments [from, constant, slope] of maintenance. */
function tiered(
  edgeBelongsTo: 'upper' | 'lower',
  ...segments: readonly (readonly [number, number, number])[]
): PathMaintenance {
  return {
    leg,
    maintenance: segments.map(([from, constant, slope]) => ({ from, line: { constant, slope }, tier: null })),
    edgeBelongsTo,
  };
}

/** A pool whose equity is constant + slope x. */
function pool(constant: number, slope: number, ...legs: readonly PathMaintenance[]): PoolLines {
  return { equity: { constant, slope }, haircut: nothing, steadyMaintenance: nothing, tiered: legs, isStrict: false };
}

test('equity at maintenance is gone already, a little above it is not', () => {
  expect(firstCrossing(pool(-1, 1), 'below')).toEqual({ kind: 'already' });
  expect(firstCrossing(pool(-0.5, 1), 'below')).toEqual({ kind: 'at', factor: 0.5, cause: 'root', inside: 0.5 });
});

test('a price so near 0 that no market quotes it does not liquidate', () => {
  expect(firstCrossing(pool(-1e-12, 1), 'below')).toEqual({ kind: 'none' });
  expect(firstCrossing(pool(-2e-12, 1), 'below')).toMatchObject({ kind: 'at', factor: 2e-12 });
});

test('a root at the very edge of a continuous table is the root of the tier that was held', () => {
  // Maintenance x up to 1.5, then 3 x - 3, which is 1.5 there too. Equity 2.25 - x / 2 is 1.5 at 1.5.
  const path = pool(2.25, -0.5, tiered('upper', [0, 0, 1], [1.5, -3, 3]));
  expect(firstCrossing(path, 'above')).toEqual({ kind: 'at', factor: 1.5, cause: 'root', inside: 1.25 });
});

test('a pool that stands at the edge by little goes in the dearer tier, by its line', () => {
  // Equity 2.25 less x: at 1.5 half is left over maintenance 0.25. Beyond, maintenance is 0.25 + 2 (x - 1.5):
  // 2.25 - x = 2 x - 2.75 at 5 / 3.
  const path = pool(2.25, -1, tiered('upper', [0, 0.25, 0], [1.5, -2.75, 2]));
  const found = firstCrossing(path, 'above');
  expect(found).toMatchObject({ kind: 'at', cause: 'root', inside: Infinity });
  expect(found.kind === 'at' && found.factor).toBeCloseTo(5 / 3, 14);
});

test('a jump that lands exactly on the equity liquidates at the edge', () => {
  const path = pool(4, -1, tiered('upper', [0, 0, 1], [1.5, 2.5, 0]));
  expect(firstCrossing(path, 'above')).toEqual({ kind: 'at', factor: 1.5, cause: 'tier-edge', inside: Infinity });
});

test('a position that stands exactly at a tier edge is in the dearer tier there, and leaves it on the other side', () => {
  // Rising: at 1 the dearer maintenance 1 holds, so does it above; equity 2 x - 0.5 has no crossing there.
  const rising = pool(-0.5, 2, tiered('upper', [0, 0.2, 0], [1, 1, 0]));
  expect(firstCrossing(pool(0.9, 0, ...rising.tiered), 'above')).toEqual({ kind: 'already' });
  expect(firstCrossing(rising, 'above')).toEqual({ kind: 'none' });
  // Below, the cheaper 0.2 holds: 2 x - 0.5 = 0.2 at 0.35.
  expect(firstCrossing(rising, 'below')).toEqual({ kind: 'at', factor: 0.35, cause: 'root', inside: 0.5 });
  // Equity that shrinks upwards: 4 - 2 x = 1 at 1.5 in the dearer tier.
  const shrinking = pool(4, -2, tiered('upper', [0, 0.2, 0], [1, 1, 0]));
  expect(firstCrossing(shrinking, 'above')).toEqual({ kind: 'at', factor: 1.5, cause: 'root', inside: Infinity });
  // Falling, as a coin contract: its notional grows as x falls, the dearer tier is the lower one.
  const falling = pool(-0.5, 2, tiered('lower', [0, 1, 0], [1, 0.2, 0]));
  expect(firstCrossing(pool(0.9, 0, ...falling.tiered), 'above')).toEqual({ kind: 'already' });
  expect(firstCrossing(falling, 'below')).toEqual({ kind: 'at', factor: 0.75, cause: 'root', inside: 0.5 });
  const risky = pool(4, -2, tiered('lower', [0, 1, 0], [1, 0.2, 0]));
  expect(firstCrossing(risky, 'above')).toMatchObject({ kind: 'at', factor: 1.9 });
});

test('two legs that change tier at one price change together', () => {
  // At 2 one leg grows dearer by 3, the other cheaper by 3: their sum stays 4, and 4.5 of equity holds on both sides.
  const up = tiered('upper', [0, 0, 0], [2, 3, 0]);
  const down = tiered('lower', [0, 4, 0], [2, 1, 0]);
  expect(firstCrossing(pool(4.5, 0, up, down), 'above')).toEqual({ kind: 'none' });
  expect(firstCrossing(pool(4.5, 0, down, up), 'above')).toEqual({ kind: 'none' });
  // Below, at 1 / 2 the other way round.
  const upEarly = tiered('upper', [0, 1, 0], [0.5, 4, 0]);
  const downEarly = tiered('lower', [0, 3, 0], [0.5, 0, 0]);
  expect(firstCrossing(pool(4.5, 0, upEarly, downEarly), 'below')).toEqual({ kind: 'none' });
  expect(firstCrossing(pool(4.5, 0, downEarly, upEarly), 'below')).toEqual({ kind: 'none' });
});

test('edges are met from the mark outwards, whatever the order of the legs', () => {
  // Jumps of 2 at 3 and at 2 from 1: equity 4 stands after the first (3) and falls at the second (5).
  const far = tiered('upper', [0, 1, 0], [3, 3, 0]);
  const near = tiered('upper', [0, 0, 0], [2, 2, 0]);
  const above = { kind: 'at', factor: 3, cause: 'tier-edge', inside: Infinity };
  expect(firstCrossing(pool(4, 0, far, near), 'above')).toEqual(above);
  expect(firstCrossing(pool(4, 0, near, far), 'above')).toEqual(above);
  const low = tiered('lower', [0, 3, 0], [0.25, 1, 0]);
  const high = tiered('lower', [0, 2, 0], [0.5, 0, 0]);
  const below = { kind: 'at', factor: 0.25, cause: 'tier-edge', inside: 0.125 };
  expect(firstCrossing(pool(4, 0, low, high), 'below')).toEqual(below);
  expect(firstCrossing(pool(4, 0, high, low), 'below')).toEqual(below);
});

test('a thousand edges lose no digits on the way', () => {
  // Each edge at 2 + n / 1000 takes 0.1 more, in float64 0.1000000000000000055: a thousand of them leave 110 - x at
  // x = 9.9999999999999945. A plain running sum of tenths would end 1e-12 from it.
  const legs = Array.from({ length: 1000 }, (_, n) => tiered('upper', [0, 0, 0], [2 + n / 1000, 0.1, 0]));
  const found = firstCrossing(pool(110, -1, ...legs), 'above');
  expect(found).toMatchObject({ kind: 'at', cause: 'root' });
  expect(found.kind === 'at' && found.factor).toBe(9.999999999999995);
});

const axis: LadderAxis = { asset: 'BTC', from: -0.5, to: 0.5, step: 0.5, beta: 1 };

function ladderOf(accounts: readonly ValuedAccount[], along: LadderAxis = axis): Ladder {
  return shockLadder(
    accounts.flatMap((one) => compileAccount(one, asOfMs)),
    along,
    (table) => table.kind === 'cross',
  );
}

test('a rung at a tier edge is in the dearer tier, for contracts in cash and in coin', () => {
  // Linear: 1,000 of notional, 1,500 at +50 %: there 10 % without deduction, 150; a step below it 1 %.
  const linear = position({
    symbol: 'BTC/USDT:USDT',
    quantity: 10,
    entry: 100,
    mark: 100,
    tiers: tiers([0, 0.01, 0], [1_500, 0.1, 0]),
  });
  const [cash] = ladderOf([account([linear], [balance('USDT', 5_000)])]).lanes;
  expect([...(cash?.maintenance ?? [])]).toEqual([5, 10, 150]);
  expect([...(cash?.notional ?? [])]).toEqual([500, 1_000, 1_500]);
  expect([...(cash?.equity ?? [])]).toEqual([4_500, 5_000, 5_500]);
  // Inverse: 1,000 USD are 10 coins at 100, 20 at 50: there 10 % of 20 coins at 50 each, 100; else 1 % of 1,000.
  const inverse = position({
    symbol: 'BTC/USD:BTC',
    quantity: 1_000,
    entry: 100,
    mark: 100,
    tiers: tiers([0, 0.01, 0], [20, 0.1, 0]),
  });
  const [coin] = ladderOf([account([inverse], [balance('BTC', 50, 100)], { venue: 'bybit' })]).lanes;
  expect([...(coin?.maintenance ?? [])]).toEqual([100, 10, 10]);
  expect([...(coin?.notional ?? [])]).toEqual([1_000, 1_000, 1_000]);
});

test('a leg walks through several tiers between two rungs', () => {
  const linear = position({
    symbol: 'BTC/USDT:USDT',
    quantity: 10,
    entry: 100,
    mark: 100,
    tiers: tiers([0, 0.01, 0], [600, 0.02, 0], [1_100, 0.05, 0], [1_200, 0.1, 0], [1_501, 0.2, 0]),
  });
  const [lane] = ladderOf([account([linear], [balance('USDT', 5_000)])]).lanes;
  expect([...(lane?.maintenance ?? [])]).toEqual([5, 20, 150]);
});

test('notional that the shocked asset does not move stands, with beta 0', () => {
  const ether = position({ symbol: 'ETH/USDT:USDT', quantity: 2, entry: 50, mark: 50, tiers: tiers([0, 0.01, 0]) });
  const [lane] = ladderOf([account([ether], [balance('USDT', 500)])], { ...axis, beta: 0 }).lanes;
  expect([...(lane?.notional ?? [])]).toEqual([100, 100, 100]);
});

const long = (quantity: number, more: Partial<ValuedPosition> = {}): ValuedPosition =>
  position({ symbol: 'BTC/USDT:USDT', quantity, entry: 100, mark: 100, tiers: tiers([0, 0.01, 0]), more });

test('the equity of the book is the sum of its pools at every rung, missing where one is', () => {
  const one = account([long(10)], [balance('USDT', 600)]);
  const two = account([long(-5)], [balance('USDT', 300)], { name: 'two' });
  expect([...(ladderOf([one, two]).bookEquity ?? [])]).toEqual([100 + 550, 600 + 300, 1_100 + 50]);
  const unknown = account([long(1)], [], { name: 'three' });
  const whole = ladderOf([one, unknown, two]);
  expect(whole.bookEquity).toBe(null);
  expect(whole.lanes[1]).toMatchObject({ equity: null, states: ['missing-data', 'missing-data', 'missing-data'] });
  expect(whole.lanes[1]?.missing?.reason).toMatch(/wallet of three is not known/);
});

test('pools go nearest first; those that go together stand by account, then by pool', () => {
  // 10 at 100 with 1 % maintenance: at -40 % a wallet of 406 has 406 - 400 = 6 = 1 % of 600; at -30 % one of 307 has 7.
  const pools = [
    account([long(10)], [balance('USDT', 406)], { name: 'zoe' }),
    account([long(10)], [balance('USDT', 406)], { name: 'adam' }),
    account([long(10)], [balance('USDT', 307)], { name: 'mia' }),
    account([long(10)], [balance('USDT', 406)], { name: 'bea' }),
  ];
  const { down } = ladderOf(pools).order;
  expect(down.map((one) => one.account)).toEqual(['mia', 'adam', 'bea', 'zoe']);
  expect(down[0]?.shockFraction).toBeCloseTo(-0.3, 12);
  const both = account(
    [long(10, { marginMode: 'isolated', isolatedMargin: 406, leg: 'short' }), long(10)],
    [balance('USDT', 812)],
  );
  expect(ladderOf([both]).order.down.map((one) => one.pool)).toEqual(['cross', 'isolated BTC/USDT:USDT short']);
});

test('a departure above stands nearest first too', () => {
  const short = (wallet: number, name: string) => account([long(-10)], [balance('USDT', wallet)], { name });
  const { up } = ladderOf([short(800, 'far'), short(300, 'near')]).order;
  expect(up.map((one) => one.account)).toEqual(['near', 'far']);
});

test('a table that does not count to the book leaves its equity out', () => {
  const spot = account([], [balance('BTC', 1, 100)], { name: 'spot' });
  const tables = compileAccount(spot, asOfMs) as readonly MarginTable[];
  expect([...(shockLadder(tables, axis, () => false).bookEquity ?? [])]).toEqual([0, 0, 0]);
  expect([...(shockLadder(tables, axis, () => true).bookEquity ?? [])]).toEqual([50, 100, 150]);
});

test('the least that is left on a way: at its ends, and on the dear side of a jump between them', () => {
  // 6 + 4 x is 10 at the marks, 8 at a half, 14 at twice.
  expect(leastCovered(pool(6, 4), 'below', 0.5).surplus).toBe(8);
  expect(leastCovered(pool(6, 4), 'above', 2).surplus).toBe(10);
  expect(leastCovered(pool(14, -4), 'above', 2).surplus).toBe(6);
  expect(leastCovered(pool(14, -4), 'below', 0.5).surplus).toBe(10);
  // From 1.5 on 3 are asked for: 12 before it, 9 after it, 11 at the end.
  const jump = pool(6, 4, tiered('upper', [0, 0, 0], [1.5, 3, 0]));
  expect(leastCovered(jump, 'above', 2).surplus).toBe(9);
  expect(leastCovered(jump, 'above', 1.4).surplus).toBe(10);
  expect(leastCovered(jump, 'above', 1.5).surplus).toBe(9);
  // On the way down 5 are asked for under 0.6, where 8.4 are left: 3.4, then 3 at a half.
  const fall = pool(6, 4, tiered('lower', [0, 5, 0], [0.6, 0, 0]));
  expect(leastCovered(fall, 'below', 0.5).surplus).toBe(3);
  expect(leastCovered(fall, 'below', 0.7).surplus).toBeCloseTo(8.8, 14);
  expect(leastCovered(fall, 'below', 0.6).surplus).toBeCloseTo(3.4, 14);
  // 9 less x falls to 7.5 before an edge from which 5 less are asked for.
  expect(leastCovered(pool(9, -1, tiered('upper', [0, 0, 0], [1.5, -5, 0])), 'above', 2).surplus).toBe(7.5);
});

test('where the least is left: at the marks, at the end, or a hair inside the tier that asks for it', () => {
  expect(leastCovered(pool(6, 4), 'above', 2).factor).toBe(1);
  expect(leastCovered(pool(6, 4), 'below', 0.5).factor).toBe(0.5);
  const edges = [
    // Above the edge or under it.
    { above: true, side: 'above', end: 1.5, edge: 1.5, held: pool(6, 4, tiered('upper', [0, 0, 0], [1.5, 3, 0])) },
    { above: false, side: 'above', end: 2, edge: 1.5, held: pool(9, -1, tiered('upper', [0, 0, 0], [1.5, -5, 0])) },
    { above: false, side: 'below', end: 0.6, edge: 0.6, held: pool(6, 4, tiered('lower', [0, 5, 0], [0.6, 0, 0])) },
    { above: true, side: 'below', end: 0.5, edge: 0.6, held: pool(9, 1, tiered('lower', [0, -5, 0], [0.6, 0, 0])) },
  ] as const;
  for (const { above, side, end, edge, held } of edges) {
    const { factor } = leastCovered(held, side, end);
    expect([factor > edge, factor < edge]).toEqual([above, !above]);
    expect(factor).toBeCloseTo(edge, 9);
  }
});
