import { expect, test } from 'vitest';
import { account, asOfMs, balance, position, tiers } from '../fixtures/build-book.ts';
import { compileAccount } from '../margin/compile-pools.ts';
import type { MarginLeg, MarginTable } from '../margin/margin-table.ts';
import { deleverage, type Deleveraging } from './deleverage.ts';

/** 10 BTC at 100 (1 %, above 600 5 %) and a short of 50 ETH at 10 (2 %) sold at 11: 36 are asked for. */
function pool(equity: number, turned: boolean): MarginTable {
  const btc = position({
    symbol: 'BTC/USDT:USDT',
    quantity: 10,
    entry: 100,
    mark: 100,
    tiers: tiers([0, 0.01, 0], [600, 0.05, 24]),
  });
  const eth = position({ symbol: 'ETH/USDT:USDT', quantity: -50, entry: 11, mark: 10, tiers: tiers([0, 0.02, 0]) });
  const held = turned ? [eth, btc] : [btc, eth];
  return compileAccount(account(held, [balance('USDT', equity - 50)]), asOfMs)[0] as MarginTable;
}

function plan(
  equity: number,
  ratio: number,
  costs: Readonly<Record<string, number>> = {},
): readonly (readonly Deleveraging[] | null)[] {
  return [false, true].map((turned) => {
    const found = deleverage(pool(equity, turned), ratio, (leg: MarginLeg) => costs[leg.asset] ?? 0);
    if (found.status !== 'value') throw new Error(found.reason);
    return found.value;
  });
}

const told = (found: ReturnType<typeof plan>) =>
  found.map(
    (trades) => trades?.map(({ instrument, share }) => [instrument.slice(0, 3), Number(share.toFixed(9))]) ?? null,
  );
const both = <T>(one: T) => [one, one];

test('what stands at the ratio needs no trade, whichever position comes first in the book', () => {
  expect(told(plan(72, 0.5))).toEqual(both([]));
  expect(told(plan(72.5, 0.5))).toEqual(both([]));
});

test('at no cost the smaller trade, else the cheaper one', () => {
  // To 50 % of 60 six must go: 120 of BTC at 5 %, or 300 of ETH at 2 %.
  expect(told(plan(60, 0.5))).toEqual(both([['BTC', 0.12]]));
  // Each 100 of BTC free 10 and cost 5: 240 would cost 12; ETH costs nothing.
  expect(told(plan(60, 0.5, { BTC: 0.05 }))).toEqual(both([['ETH', 0.6]]));
  expect(told(plan(60, 0.5, { BTC: 0.0001, ETH: 0.001 }))[0]?.[0]?.[0]).toBe('BTC');
});

test('where one is not enough, what frees most for its cost, tier by tier', () => {
  // Ten times 36 against 60: 30 must go. 400 of BTC free 20 at 5 %, then ETH 10 at 2 %; the rest of BTC asks for 6 at 1 %.
  expect(told(plan(60, 0.1))).toEqual(
    both([
      ['BTC', 0.4],
      ['ETH', 1],
    ]),
  );
  // Ten times 36 against 200. BTC frees 260 and costs 170 of it, ETH 100: then 200 - 170 c = 10 (50 (1 - c) - 24) at c = 60 / 330.
  expect(told(plan(200, 0.1, { BTC: 0.17 }))).toEqual(
    both([
      ['ETH', 1],
      ['BTC', Number((60 / 330).toFixed(9))],
    ]),
  );
});

test('where closing everything is not enough there is no plan', () => {
  expect(told(plan(200, 0.1, { BTC: 0.5, ETH: 0.5 }))).toEqual(both(null));
  expect(told(plan(-1, 0.5))).toEqual(both(null));
});
