import { expect, test } from 'vitest';
import { account, asOfMs, balance, position, tiers } from '../fixtures/build-book.ts';
import { compileAccount } from './compile-pools.ts';
import {
  growsWithSize,
  haircutAtMarks,
  isWithoutOwnMargin,
  jointMaintenance,
  legEquity,
  legMaintenance,
  maintenanceAtMarks,
  type JointRequirement,
  type MarginTable,
} from './margin-table.ts';

/** 4 coin contracts of 50 dollars at 25, in two tiers, whose rate gains 1 % for each coin of size. */
function coinPool(): MarginTable {
  const held = position({
    symbol: 'BTC/USD:BTC',
    quantity: 200,
    entry: 20,
    mark: 25,
    tiers: tiers([0, 0.02, 0], [10, 0.03, 0.1]),
    table: { growth: { maintenance: 0.01, initial: 0.01 } },
  });
  const [table] = compileAccount(account([held], [balance('BTC', 3, 25)], { venue: null }), asOfMs);
  return table as MarginTable;
}

test('a leg away from its mark: its price by one factor, its coin by another', () => {
  const [leg] = coinPool().legs;
  if (leg === undefined) throw new Error('no leg');
  // 200 dollars are 10 coins at 20 and 8 at 25: 2 coins won, 50 dollars.
  expect(legEquity(leg, 1, 1)).toBeCloseTo(50, 12);
  // At 50 the contracts are 4 coins, and a coin is worth 50: 6 coins won.
  expect(legEquity(leg, 2, 2)).toBeCloseTo(300, 12);
  // 2 % and 8 x 1 % of 8 coins at 25.
  expect(legMaintenance(leg, 1, 1)).toBeCloseTo(0.1 * 8 * 25, 12);
  // 4 coins at 50: 2 % and 4 %.
  expect(legMaintenance(leg, 2, 2)).toBeCloseTo(0.06 * 4 * 50, 12);
  // At a price of 12.5 they are 16 coins, in the dearer tier: 3 % and 16 % less 0.1 coin.
  expect(legMaintenance(leg, 0.5, 0.5)).toBeCloseTo((0.19 * 16 - 0.1) * 12.5, 12);
});

test('a rate grows with the size only where the table says so', () => {
  const table = coinPool();
  expect(growsWithSize(table)).toBe(true);
  const legs = table.legs.map((leg) => ({
    ...leg,
    segments: leg.segments.map((segment) => ({ ...segment, increase: 0 })),
  }));
  expect(growsWithSize({ ...table, legs })).toBe(false);
});

test('what positions need together is the greatest of its lines, never less than nothing', () => {
  const joint: JointRequirement = {
    label: 'array',
    asset: 'BTC',
    lines: [
      { constant: -6, slope: 4 },
      { constant: 3, slope: -2 },
    ],
    positions: [],
    initial: { status: 'value', value: 0 },
  };
  expect([0.5, 1, 1.5, 3].map((f) => jointMaintenance(joint, f))).toEqual([2, 1, 0, 6]);
  const table = coinPool();
  const asked = table.collateral.map((term) => ({ ...term, haircut: 7, maintenance: 2 }));
  expect(maintenanceAtMarks({ ...table, joint: [joint], collateral: asked })).toBeCloseTo(20 + 1 + 2, 12);
  expect(haircutAtMarks({ ...table, collateral: asked })).toBe(7);
});

test('what is paid in full has no margin of its own; a tier or a fixed amount is one', () => {
  const [leg] = coinPool().legs;
  if (leg === undefined) throw new Error('the pool has a leg');
  expect(isWithoutOwnMargin(leg)).toBe(false);
  expect(isWithoutOwnMargin({ ...leg, segments: [], fixedMaintenance: 1 })).toBe(false);
  expect(isWithoutOwnMargin({ ...leg, segments: [], fixedMaintenance: 0 })).toBe(true);
});
