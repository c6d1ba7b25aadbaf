import { expect, test } from 'vitest';
import type { SnapshotComparison } from '../../../shared/contract/snapshots.ts';
import { waterfallSteps } from './waterfall-steps.ts';

function comparison(totals: Partial<SnapshotComparison['totals']>): SnapshotComparison {
  return {
    from: '2026-01-02T12:00:00Z',
    to: '2026-01-04T12:00:00Z',
    base: 'USD',
    netWorth: { from: 0, to: 0, change: 0 },
    totals: { price: 0, trades: 0, funding: 0, fees: 0, currency: 0, other: 0, ...totals },
    positions: [],
    balances: [],
    measures: [],
    notes: [],
  };
}

test('each cause begins where the one before ended, on one scale that holds zero', () => {
  // Sums: 0, 300, -100, -100, -200, -200, 0: from -200 to 300.
  const { steps, zero } = waterfallSteps(comparison({ price: 300, trades: -400, fees: -100, other: 200 }));
  expect(zero).toBe(0.4);
  expect(steps.map(({ bar }) => bar)).toEqual([
    { start: 0.4, width: 0.6 },
    { start: 0.2, width: 0.8 },
    { start: 0.2, width: 0 },
    { start: 0, width: 0.2 },
    { start: 0, width: 0 },
    { start: 0, width: 0.4 },
  ]);
});

test('where a cause is missing no bar is drawn, and where nothing changed there is none to draw', () => {
  const gap = waterfallSteps(comparison({ price: 300, trades: null }));
  expect(gap.zero).toBeNull();
  expect(gap.steps.map(({ amount, bar }) => [amount, bar]).slice(0, 2)).toEqual([
    [300, null],
    [null, null],
  ]);
  expect(waterfallSteps(comparison({})).steps.every(({ bar }) => bar === null)).toBe(true);
});
