import fc from 'fast-check';
import { expect, test } from 'vitest';
import { account, asOfMs, balance, position, tiers } from '../fixtures/build-book.ts';
import { compileAccount } from '../margin/compile-pools.ts';
import { segmentAt, type JointRequirement, type MarginTable } from '../margin/margin-table.ts';
import { envelopeOf } from './joint-envelope.ts';
import { powerMaintenanceAt, powerPath, powersOf } from './power-path.ts';
import { assetPath, poolPath, type Line } from './price-path.ts';

const lines = fc.array(
  fc.record({ constant: fc.integer({ min: -50, max: 50 }), slope: fc.integer({ min: -20, max: 20 }) }),
  { maxLength: 8 },
);

function greatestAt(all: readonly Line[], x: number): number {
  return Math.max(0, ...all.map(({ constant, slope }) => constant + slope * x));
}

test('the segments are the greatest of the lines, and never less than nothing, at every factor', () => {
  fc.assert(
    fc.property(lines, fc.double({ min: 0, max: 60, noNaN: true }), (all, x) => {
      const { line } = segmentAt(envelopeOf(all), x);
      expect(line.constant + line.slope * x).toBeCloseTo(greatestAt(all, x), 9);
    }),
    { numRuns: 2_000 },
  );
});

test('segments begin at 0, ascend, and each rises more steeply than the one before', () => {
  fc.assert(
    fc.property(lines, (all) => {
      const segments = envelopeOf(all);
      expect(segments[0]?.from).toBe(0);
      for (const [index, { from, line, tier }] of segments.entries()) {
        expect(tier).toBeNull();
        const before = segments[index - 1];
        if (before === undefined) continue;
        expect(from).toBeGreaterThan(before.from);
        expect(line.slope).toBeGreaterThan(before.line.slope);
      }
    }),
    { numRuns: 2_000 },
  );
});

test('a straddle asks for the side that loses: the put below, the call above', () => {
  // Short put: 100 - 80 x, short call: 70 x - 60; they meet at 160 / 150.
  const put = { constant: 100, slope: -80 };
  const call = { constant: -60, slope: 70 };
  const meet = 160 / 150;
  expect(envelopeOf([put, call])).toEqual([
    { from: 0, line: put, tier: null },
    { from: meet, line: call, tier: null },
  ]);
  // In between nothing is asked where both gain: 100 - 200 x ends at 0.5, 70 x - 60 begins at 6/7.
  const steep = { constant: 100, slope: -200 };
  expect(envelopeOf([call, steep]).map(({ from }) => from)).toEqual([0, 0.5, 6 / 7]);
});

test('where several begin at one place the steepest holds; without lines nothing is asked', () => {
  const lines3 = [
    { constant: 0, slope: 1 },
    { constant: 0, slope: 3 },
    { constant: 0, slope: 2 },
  ];
  expect(envelopeOf(lines3)).toEqual([{ from: 0, line: { constant: 0, slope: 3 }, tier: null }]);
  // Three lines through 10 at x = 2.
  const through = [
    { constant: 10, slope: 0 },
    { constant: 6, slope: 2 },
    { constant: 0, slope: 5 },
  ];
  expect(envelopeOf(through).map(({ from, line }) => [from, line.slope])).toEqual([
    [0, 0],
    [2, 5],
  ]);
  expect(envelopeOf([])).toEqual([{ from: 0, line: { constant: 0, slope: 0 }, tier: null }]);
  expect(envelopeOf([{ constant: -5, slope: -1 }])).toHaveLength(1);
});

test('along a path a joint requirement moves with its own asset alone', () => {
  const held = position({ symbol: 'BTC/USDT:USDT', quantity: 1, entry: 100, mark: 100, tiers: tiers([0, 0, 0]) });
  const [plain] = compileAccount(account([held], [balance('USDT', 50)]), asOfMs);
  const joint = (asset: string | null): MarginTable => {
    const one: JointRequirement = {
      label: 'array',
      asset,
      lines: [
        { constant: -1, slope: 3 },
        { constant: 2, slope: -1 },
      ],
      positions: [held],
      initial: { status: 'value', value: 0 },
    };
    return { ...(plain as MarginTable), joint: [one] };
  };
  const byPowers = (asset: string | null, x: number): number =>
    powerMaintenanceAt(
      powerPath(
        joint(asset),
        powersOf((one) => (one === 'BTC' ? 0.5 : one === 'ETH' ? 2 : 0)),
      ),
      x,
    );
  // At the marks 2; with BTC, which moves by the square root of 4, 5; with ETH, which moves by 16, 47.
  expect([byPowers('BTC', 4), byPowers('ETH', 4), byPowers('SOL', 4), byPowers(null, 4)]).toEqual([5, 47, 2, 2]);
  const steady = (asset: string | null): number => {
    const { steadyMaintenance } = poolPath(joint(asset), assetPath('BTC', 0));
    return steadyMaintenance.constant + 4 * steadyMaintenance.slope;
  };
  expect([steady('BTC'), steady('ETH'), steady(null)]).toEqual([0, 2, 2]);
});
