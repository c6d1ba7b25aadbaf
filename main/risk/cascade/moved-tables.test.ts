import { expect, test } from 'vitest';
import type { CollateralTable } from '../../../shared/book/venue-rules.ts';
import { known } from '../../../shared/measures/outcome.ts';
import { account, asOfMs, balance, position, tiers } from '../fixtures/build-book.ts';
import { compileAccount } from '../margin/compile-pools.ts';
import { legMaintenance, type MarginLeg, type MarginTable } from '../margin/margin-table.ts';
import { keptLeg, legFactors, rebased } from './rebase.ts';
import { judgeRules, underRules } from './rule-change.ts';
import { saleLoss } from './sale-terms.ts';
import { equityNow, surplusNow, withClosed, withValue } from './working-pool.ts';

const half: CollateralTable = {
  venue: 'bybit',
  asset: 'ETH',
  validFrom: '2026-01-01',
  source: 'invented',
  origin: 'stated',
  tiers: [{ floor: 0, ratio: 0.5 }],
  owedMaintenanceRate: 0.1,
};

/** 10 BTC long at 100 with 1 %, 4 ETH of 10 of which half counts, on 20 USDT. */
function pool(more: Partial<MarginTable> = {}, eth = 4): MarginTable {
  const btc = position({ symbol: 'BTC/USDT:USDT', quantity: 10, entry: 90, mark: 100, tiers: tiers([0, 0.01, 0]) });
  const [table] = compileAccount(
    account([btc], [balance('USDT', 20), balance('ETH', eth, 10)], { venue: 'bybit', collateralTables: [half] }),
    asOfMs,
  );
  return { ...(table as MarginTable), ...more };
}

const leg = (table: MarginTable) => table.legs[0] as MarginLeg;
const coin = (table: MarginTable) => table.collateral[1] as MarginTable['collateral'][number];

test('what counts of the equity is it less the haircut; maintenance counts by its factor', () => {
  // 20 + 40 + 100 of profit, 20 of it do not count, 10 are asked for.
  expect(equityNow(pool())).toBe(160);
  expect(surplusNow(pool())).toBe(130);
  expect(surplusNow(pool(), 2)).toBe(120);
});

test('a coin seen from another price: worth, haircut and what it asks for all go with it', () => {
  const asking = pool({ collateral: pool().collateral.map((term) => ({ ...term, maintenance: term.value / 10 })) });
  const twice = coin(rebased(asking, (asset) => (asset === 'ETH' ? 2 : 1)));
  expect(twice).toMatchObject({ value: 80, haircut: 40, maintenance: 8, rate: { price: 20 } });
});

test('requirements of several positions move with their asset, and only with it', () => {
  const lines = [{ constant: 7, slope: 3 }];
  const joint = [
    { label: 'a', asset: 'BTC', lines, positions: [], initial: known(1) },
    { label: 'b', asset: null, lines, positions: [], initial: known(1) },
  ];
  const moved = rebased(pool({ joint }), () => 2);
  expect(moved.joint.map((one) => one.lines)).toEqual([[{ constant: 7, slope: 6 }], lines]);
  const harder = underRules(pool({ joint }), { maintenanceFactor: 2, collateralFactor: 1, leverageCap: null });
  expect(harder.joint[0]?.lines).toEqual([{ constant: 14, slope: 6 }]);
});

test('a quote asset that moves: the price is against it, the money is of it', () => {
  const factorOf = (asset: string) => (asset === 'BTC' ? 3 : 2);
  expect(legFactors(leg(pool()), factorOf)).toEqual({ f: 1.5, g: 2 });
  const growing = { ...leg(pool()), initial: known(50) };
  const tier = growing.segments[0] as MarginLeg['segments'][number];
  const grown = { ...growing, segments: [{ ...tier, from: 3, increase: 8, deduction: 5 }], fixedMaintenance: 6 };
  const [moved] = rebased(pool({ legs: [grown] }), factorOf).legs;
  // h is 1.5 and g is 2: notional 3 times, the square of the size 4.5 times, the rest by the money.
  expect(moved).toMatchObject({ notional: 3_000, fixedMaintenance: 12, initial: known(150) });
  expect(moved?.segments[0]).toMatchObject({ from: 2, increase: 36, deduction: 10 });
  const unknown = { ...grown, initial: { status: 'missing-data', reason: 'not known', mend: '' } } as const;
  expect(rebased(pool({ legs: [unknown] }), factorOf).legs[0]?.initial).toEqual(unknown.initial);
  expect(keptLeg(unknown, 0.5).initial).toEqual(unknown.initial);
  const kept = keptLeg(grown, 0.5);
  expect(kept).toMatchObject({ notional: 500, fixedMaintenance: 3, initial: known(25) });
  expect(kept.segments[0]).toMatchObject({ from: 6, increase: 2, deduction: 5 });
});

test('what is left of a leg asks for what a leg of that size asks', () => {
  const btc = (quantity: number) =>
    position({ symbol: 'BTC/USDT:USDT', quantity, entry: 90, mark: 100, tiers: tiers([0, 0.01, 0], [600, 0.05, 24]) });
  const legOf = (quantity: number) =>
    leg(compileAccount(account([btc(quantity)], [balance('USDT', 20)]), asOfMs)[0] as MarginTable);
  for (const share of [0.3, 0.5, 0.6, 0.7, 0.9])
    expect(legMaintenance(keptLeg(legOf(10), share), 1, 1)).toBeCloseTo(legMaintenance(legOf(10 * share), 1, 1), 12);
});

test('closing books the profit as money less its cost; a strategy without one of its positions is none any more', () => {
  const table = pool();
  const [btc] = [leg(table)];
  const joint = [
    { label: 'with it', asset: null, lines: [], positions: [btc.position], initial: known(0) },
    { label: 'without', asset: null, lines: [], positions: [], initial: known(0) },
  ];
  const first = withClosed({ ...table, joint }, btc, 0.25, 5);
  expect(leg(first).notional).toBeCloseTo(0.75 * btc.notional, 12);
  expect(first.joint.map(({ label }) => label)).toEqual(['without']);
  // 20 + a quarter of 100 - 5.
  expect(first.collateral[0]).toMatchObject({ value: 40, amount: 40, posted: 0 });
  const second = withClosed(first, leg(first), 0.5, 0);
  expect(leg(second).notional).toBeCloseTo(0.375 * btc.notional, 12);
  const last = withClosed(second, leg(second), 1, 0);
  expect(last.legs).toEqual([]);
});

test('a balance at another value: the same share of it counts; paid off or turned into a debt nothing of it is cut', () => {
  const eth = { ...coin(pool()), rate: { ...coin(pool()).rate, price: 8 }, maintenance: 2, posted: 1 };
  expect(withValue(eth, 10)).toMatchObject({ value: 10, amount: 1.25, posted: 0, haircut: 5, maintenance: 0.5 });
  expect(withValue(eth, 0)).toMatchObject({ value: 0, haircut: 0, maintenance: 0 });
  expect(withValue(eth, -16)).toMatchObject({ value: -16, amount: -2, haircut: 0, maintenance: 0 });
});

const none = { maintenanceFactor: 1, collateralFactor: 1, leverageCap: null };

test('harder rules reach every kind of maintenance; money, debts and small coins by what they are', () => {
  const terms = pool().collateral.map((term) => ({ ...term, maintenance: 3 }));
  const fixed = { ...leg(pool()), fixedMaintenance: 7 };
  const tier = fixed.segments[0] as MarginLeg['segments'][number];
  const segments = [{ ...tier, rate: 0.01, increase: 2, deduction: 4 }];
  const hard = underRules(pool({ collateral: terms, legs: [{ ...fixed, segments }] }), {
    ...none,
    maintenanceFactor: 2,
  });
  expect(hard.collateral.map(({ maintenance }) => maintenance)).toEqual([6, 6]);
  expect(hard.legs[0]).toMatchObject({ fixedMaintenance: 14 });
  expect(hard.legs[0]?.segments[0]).toMatchObject({ rate: 0.02, increase: 4, deduction: 8 });
  const cut = (value: number, haircut: number, isCash = false) =>
    underRules(pool({ collateral: [{ ...coin(pool()), value, haircut, isCash }] }), { ...none, collateralFactor: 0.5 })
      .collateral[0]?.haircut;
  expect(cut(40, 20)).toBe(30);
  expect(cut(0.5, 0.25)).toBe(0.375);
  expect(cut(-10, 0)).toBe(0);
  expect(cut(40, 0, true)).toBe(0);
});

test('initial margin short: against what counts; unknown where one part is; never below 0', () => {
  // 160 less 20 of haircut against 10 times leverage of 1,000: 40 to spare.
  expect(judgeRules(pool()).initialShort).toBe(0);
  const asking = (initial: number) => pool({ legs: [{ ...leg(pool()), initial: known(initial) }] });
  expect(judgeRules(asking(150)).initialShort).toBe(10);
  expect(judgeRules(underRules(asking(0), none)).initialShort).toBe(0);
  expect(underRules(asking(0), none).legs[0]?.initial).toEqual(known(0));
  expect(underRules(asking(0), { ...none, leverageCap: 5 }).legs[0]?.initial).toEqual(known(200));
  const lacking = { status: 'missing-data', reason: 'not known', mend: '' } as const;
  const joint = [
    { label: 'a', asset: null, lines: [], positions: [], initial: lacking },
    { label: 'b', asset: null, lines: [], positions: [], initial: known(1) },
  ];
  expect(judgeRules(pool({ joint })).initialShort).toBeNull();
});

test('the largest size: none where there is nothing, any where nothing is asked, else where maintenance meets what counts', () => {
  expect(judgeRules(pool()).largestSize).toBeCloseTo(14, 9);
  expect(judgeRules(pool({ collateral: [] })).largestSize).toBeCloseTo(10, 9);
  const [, second] = pool().collateral;
  const poor = { ...(second as MarginTable['collateral'][number]), value: -100 - 50, haircut: 0 };
  expect(judgeRules(pool({ collateral: [poor] })).largestSize).toBe(0);
  expect(judgeRules(pool({ legs: [] })).largestSize).toBe(Infinity);
  const joint = [{ label: 'a', asset: 'BTC', lines: [{ constant: 4, slope: 6 }], positions: [], initial: known(1) }];
  // 10 and 10 a piece against 140.
  expect(judgeRules(pool({ joint })).largestSize).toBeCloseTo(7, 9);
  expect(judgeRules(pool({ joint, legs: [] })).largestSize).toBeCloseTo(4, 9);
});

test('square-root impact never loses more than everything', () => {
  const terms = { kind: 'square-root', coefficient: 1, dailyVolume: { BTC: 100 } } as const;
  expect(saleLoss(terms, 'BTC', 400, () => known(0.2))).toEqual(known(0.4));
  expect(saleLoss(terms, 'BTC', 400, () => known(0.9))).toEqual(known(1));
});
