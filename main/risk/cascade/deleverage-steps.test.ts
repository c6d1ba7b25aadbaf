import { expect, test } from 'vitest';
import { account, asOfMs, balance, position, tiers } from '../fixtures/build-book.ts';
import { compileAccount } from '../margin/compile-pools.ts';
import type { MarginLeg, MarginTable } from '../margin/margin-table.ts';
import { deleverage, type Deleveraging } from './deleverage.ts';
import { surplusNow, withClosed } from './working-pool.ts';

type Rows = readonly (readonly [floor: number, rate: number, deduction: number])[];

/** Longs at their entries, each asset by its notional and the rows of its tiers. */
function pool(equity: number, held: Readonly<Record<string, readonly [notional: number, rows: Rows]>>): MarginTable {
  const positions = Object.entries(held).map(([asset, [notional, rows]]) =>
    position({
      symbol: `${asset}/USDT:USDT`,
      quantity: notional / 10,
      entry: 10,
      mark: 10,
      tiers: tiers(...rows),
    }),
  );
  return compileAccount(account(positions, [balance('USDT', equity)]), asOfMs)[0] as MarginTable;
}

function withLeg(table: MarginTable, asset: string, change: (leg: MarginLeg) => MarginLeg): MarginTable {
  return { ...table, legs: table.legs.map((leg) => (leg.asset === asset ? change(leg) : leg)) };
}

/** Its rate grows with the size: `increase` more maintenance for the whole position. */
function growing(table: MarginTable, asset: string, increase: number): MarginTable {
  return withLeg(table, asset, (leg) => ({
    ...leg,
    segments: leg.segments.map((segment) => ({ ...segment, increase })),
  }));
}

function tradesOf(table: MarginTable, ratio: number, costRate = 0): readonly Deleveraging[] {
  const plan = deleverage(table, ratio, () => costRate);
  if (plan.status !== 'value' || plan.value === null) throw new Error('no plan');
  return plan.value;
}

const sharesOf = (trades: readonly Deleveraging[]) =>
  trades.map(({ leg, share }) => [leg.asset, Number(share.toFixed(9))]);

test('where rates grow, what is left of each position frees the same by its next unit, to a two-hundredth', () => {
  // BTC asks for 40 h h, ETH for 5 h + 10 h h: together 55, and half of 19.9 may be asked for.
  const flat = pool(19.9, { BTC: [1_000, [[0, 0, 0]]], ETH: [500, [[0, 0.01, 0]]] });
  const table = growing(growing(flat, 'BTC', 40), 'ETH', 10);
  const trades = tradesOf(table, 0.5, 0.004);
  // 0.08 b = 0.01 + 0.04 e, and 2 (40 b b + 5 e + 10 e e) = 19.9 - 0.004 (1,000 (1 - b) + 500 (1 - e)).
  const eth = (-16 + Math.sqrt(256 + 160 * 13.15)) / 80;
  const left = new Map(trades.map(({ leg, share }) => [leg.asset, 1 - share]));
  expect(Math.abs((left.get('ETH') as number) - eth)).toBeLessThan(1 / 200);
  expect(Math.abs((left.get('BTC') as number) - (0.125 + eth / 2))).toBeLessThan(1 / 200);
  const [first, last] = trades as [Deleveraging, Deleveraging];
  // The first one ends on a step, the last one where it is enough.
  const steps = first.share * 200;
  expect(steps).toBeCloseTo(Math.round(steps), 9);
  // An odd number of them: no larger step leads there.
  expect(Math.round(steps) % 2).toBe(1);
  expect(surplusNow(withClosed(last.before, last.leg, last.share, last.cost), 2)).toBeCloseTo(0, 9);
});

test('the step stays a two-hundredth where the growth is exactly 1', () => {
  // BTC asks for h h, ETH for 0.5 h: 1.5 together, and 0.4 may be asked for. BTC goes first, down to h = 0.5.
  const table = growing(pool(0.4, { BTC: [1_000, [[0, 0, 0]]], ETH: [500, [[0, 0.001, 0]]] }), 'BTC', 1);
  const [btc, eth] = tradesOf(table, 1) as [Deleveraging, Deleveraging];
  expect([btc.leg.asset, eth.leg.asset]).toEqual(['BTC', 'ETH']);
  const steps = btc.share * 200;
  expect(steps).toBeCloseTo(Math.round(steps), 9);
  // Of BTC the next unit frees 0.002 h: as much as one of ETH where half of it is left.
  expect(Math.abs(btc.share - 0.5)).toBeLessThanOrEqual(1 / 200 + 1e-9);
});

test('what asks for margin on its entry frees that by its value, and goes after what frees more', () => {
  // BTC asks for 5 whatever its price, 1 % of its value; ETH for 3 % of 400: 17 together, and 3 may be asked for.
  const table = withLeg(pool(3, { BTC: [500, [[0, 0.01, 0]]], ETH: [400, [[0, 0.03, 0]]] }), 'BTC', (leg) => ({
    ...leg,
    segments: [],
    fixedMaintenance: 5,
  }));
  expect(sharesOf(tradesOf(table, 1))).toEqual([
    ['ETH', 1],
    ['BTC', 0.4],
  ]);
});

test('a tier above the size that is held plays no part', () => {
  // 10 of BTC, 20 of ETH, 15 of SOL, and 15 may be asked for. Of BTC the tier above would free most.
  const btc: Rows = [
    [0, 0.01, 0],
    [1_500, 0.1, 135],
  ];
  const table = pool(15, { BTC: [1_000, btc], ETH: [500, [[0, 0.04, 0]]], SOL: [500, [[0, 0.03, 0]]] });
  expect(sharesOf(tradesOf(table, 1))).toEqual([
    ['ETH', 1],
    ['SOL', Number((2 / 3).toFixed(9))],
  ]);
});

test('a tier that frees nothing is passed through where the table jumps below it, and the trade ends past the edge', () => {
  // From 500 on BTC asks for 60, below it for 1 %: selling half costs 5 of 30, and 5 and ETH's 3 are asked for then.
  const btc: Rows = [
    [0, 0.01, 0],
    [500, 0, -60],
  ];
  const table = pool(30, { BTC: [1_000, btc], ETH: [300, [[0, 0.01, 0]]] });
  const trades = tradesOf(table, 1, 0.01);
  expect(sharesOf(trades)).toEqual([['BTC', 0.5]]);
  const [last] = trades as [Deleveraging];
  expect(surplusNow(withClosed(last.before, last.leg, last.share, last.cost), 1)).toBeCloseTo(17, 9);
});
