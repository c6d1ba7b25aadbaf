import { expect, test } from 'vitest';
import { discreteConditionalDrawdown } from './drawdown-measures.ts';
import { byDepth, drawdownEpisodes } from './episodes.ts';
import { equityDrawdown } from './equity-drawdown.ts';
import { flowAdjustedReturns, type EquityDay } from './flow-adjusted-returns.ts';
import { shortfallOfWealth, underwaterOfWealth, underwaterSeries } from './underwater.ts';

const day = (number: number, equity: number): EquityDay => ({
  day: number,
  equity,
  depositsAtStart: 0,
  withdrawalsAtEnd: 0,
});

test('the discrete measure counts stays below a peak and stays at one, each once', () => {
  // Runs: 0 | 0.1, 0.3 | 0, 0 | 0.2, so depths 0, 0.3, 0, 0.2: mean 0.125; median 0.1, above it 0.3 and 0.2.
  const underwater = [0, 0.1, 0.3, 0, 0, 0.2];
  expect(discreteConditionalDrawdown(underwater, 0)).toBeCloseTo(0.125, 15);
  expect(discreteConditionalDrawdown(underwater, 0.5)).toBeCloseTo(0.25, 15);
  // A single day at the peak is a stay at it too.
  expect(discreteConditionalDrawdown([0, 0.1, 0.3, 0, 0.2], 0)).toBeCloseTo(0.125, 15);
});

test('of two equally deep stays the earlier comes first', () => {
  const episodes = drawdownEpisodes([0, 0.2, 0, 0.3, 0, 0.3, 0], 'to-last-bar');
  expect(byDepth(episodes).map((one) => one.start)).toEqual([3, 5, 1]);
});

test('the current drawdown is that of the last day', () => {
  const found = equityDrawdown({
    initialWealth: 100,
    days: [day(1, 80), day(2, 90)],
    periodsPerYear: 365,
    closedDays: new Set(),
  });
  expect(found.measures.currentDrawdown).toMatchObject({ value: expect.closeTo(0.1, 12) });
});

test('a loss on the first day counts in the Calmar ratio: the funding is the first peak', () => {
  const days = Array.from({ length: 40 }, (_, index) => day(index, 90 + index));
  const { measures } = equityDrawdown({ initialWealth: 100, days, periodsPerYear: 365, closedDays: new Set() });
  // 100 to 129 in 40 days, over the 10 % lost at once.
  expect(measures.calmar).toMatchObject({ value: expect.closeTo((1.29 ** (365 / 40) - 1) / 0.1, 6) });
});

test('returns stop where equity is gone, not where it is small', () => {
  expect(flowAdjustedReturns(0.5, [day(1, 0.25)])).toMatchObject({ stopped: null, days: [{ return: -0.5 }] });
  expect(flowAdjustedReturns(0, [day(1, 5)]).stopped).toEqual({ cause: 'no-initial-wealth', day: 1 });
  expect(flowAdjustedReturns(100, [day(1, 50), day(2, 0)]).stopped).toEqual({ cause: 'equity-not-positive', day: 2 });
  const taken = { ...day(2, 0), withdrawalsAtEnd: 60 };
  expect(flowAdjustedReturns(100, [day(1, 50), taken]).stopped).toEqual({ cause: 'equity-not-positive', day: 2 });
});

test('summed returns start from a stake of one where that is the first peak', () => {
  const convention = { compounding: 'cumulative-sum', initialWealthIsPeak: true } as const;
  const found = underwaterSeries([-0.1, 0.3, -0.2], convention);
  [0.1, 0, 0.2].forEach((drawdown, bar) => expect(found[bar]).toBeCloseTo(drawdown, 12));
});

test('wealth that was never above 0 has no drawdown to tell', () => {
  expect(underwaterOfWealth([0, 0], null)).toEqual([0, 0]);
});

test('what rounding takes from a large sum of money is no drawdown, in proportion to it', () => {
  // 2^-40 of 1,000 is 9.1e-10: half of that is rounding, twice that is not; the edge itself is rounding still.
  expect(shortfallOfWealth([1, 1 - 2 ** -40], null)).toEqual([0, 0]);
  expect(shortfallOfWealth([1_000, 1_000 - 5e-10], null)).toEqual([0, 0]);
  expect(shortfallOfWealth([1_000, 1_000 - 2e-9], null)[1]).toBeGreaterThan(1e-9);
});
