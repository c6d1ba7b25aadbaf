import { expect, test } from 'vitest';
import { tiers } from '../fixtures/build-book.ts';
import { maintenanceOf, maintenanceSegments, tierAt } from './maintenance-segments.ts';
import { segmentAt } from './margin-table.ts';

const table = tiers([0, 0.004, 0], [50_000, 0.005, 50], [250_000, 0.01, 1_300]);

test('a tier holds from its floor on: floor <= notional < cap', () => {
  expect(tierAt(table, 0).maintenanceRate).toBe(0.004);
  expect(tierAt(table, 49_999.99).maintenanceRate).toBe(0.004);
  expect(tierAt(table, 50_000).maintenanceRate).toBe(0.005);
  expect(tierAt(table, 250_000).maintenanceRate).toBe(0.01);
  expect(tierAt(table, 1e12).maintenanceRate).toBe(0.01);
});

test('maintenance is rate x notional less the deduction of the tier', () => {
  // Binance's first BTCUSDT brackets of 2021: 0.4 %, 0.5 % less 50, 1 % less 1,300.
  expect(maintenanceOf(table, 40_000)).toBe(160);
  expect(maintenanceOf(table, 100_000)).toBe(450);
  expect(maintenanceOf(table, 1_000_000)).toBe(8_700);
});

test('segments count in multiples of the notional at the mark, money in the base currency', () => {
  // 10 coins of notional at 2 base currency each: edges by the coins, deductions by the rate.
  const segments = maintenanceSegments({ tiers: tiers([0, 0.01, 0], [5, 0.02, 0.05], [20, 0.03, 0.25]) }, 10, 2, 0.001);
  expect(segments.map(({ from, deduction }) => [from, deduction])).toEqual([
    [0, 0],
    [0.5, 0.1],
    [2, 0.5],
  ]);
  expect(segments.map(({ rate }) => rate)).toEqual([0.011, 0.021, 0.031]);
  expect(segmentAt(segments, 0.5).from).toBe(0.5);
  expect(segmentAt(segments, 0.4999).from).toBe(0);
  expect(segmentAt(segments, 2).from).toBe(2);
});
