import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { DailyClose } from './close-series.ts';
import { dailySigma, exponentialVariance } from './volatility.ts';

/** Closes whose log returns are the given ones, from day 100 on. */
function closesOf(returns: readonly number[]): readonly DailyClose[] {
  let logPrice = Math.log(50);
  return [
    { day: 100, close: Math.exp(logPrice) },
    ...returns.map((one, index) => ({ day: 101 + index, close: Math.exp((logPrice += one)) })),
  ];
}

const sixty = Array.from({ length: 60 }, (_, index) => (index % 2 === 0 ? 0.02 : -0.02));

test('by hand: two returns, the newer weighs 0.06 and the older 0.0564, over 1 - 0.94^2', () => {
  expect(exponentialVariance([0.03, 0.01], 0.94)).toBeCloseTo((0.06 * 0.0001 + 0.0564 * 0.0009) / 0.1164, 15);
});

test('a price that moves 2 % every day has a sigma of 2 %, whatever its direction', () => {
  const sigma = dailySigma(closesOf(sixty));
  expect(sigma.status === 'value' && sigma.value).toBeCloseTo(0.02, 12);
});

test('59 returns are not enough, and it says what would be', () => {
  expect(dailySigma(closesOf(sixty.slice(1)))).toMatchObject({
    status: 'missing-data',
    reason: expect.stringContaining('there are 59'),
  });
});

test('days that only carry the last close give no return: they neither calm sigma nor count', () => {
  const closes = closesOf(sixty);
  const withWeekend = [...closes, { day: 161, close: null }, { day: 162, close: null }];
  expect(dailySigma(withWeekend)).toEqual(dailySigma(closes));
  expect(dailySigma([...closes.slice(0, -1), { day: 160, close: null }])).toMatchObject({ status: 'missing-data' });
});

test('after a carried day the return runs from the last real close', () => {
  const gap = [
    ...closesOf(sixty).slice(0, -1),
    { day: 160, close: null },
    { day: 161, close: closesOf(sixty).at(-1)?.close ?? null },
  ];
  expect(dailySigma(gap)).toEqual(dailySigma(closesOf(sixty)));
});

test('a price that never moves has a sigma of 0', () => {
  expect(dailySigma(closesOf(sixty.map(() => 0)))).toEqual({ status: 'value', value: 0 });
});

test('what is no price history throws', () => {
  expect(() => dailySigma([{ day: 1, close: 0 }])).toThrow(RangeError);
  expect(() =>
    dailySigma([
      { day: 2, close: 1 },
      { day: 2, close: 1 },
    ]),
  ).toThrow(RangeError);
  expect(() => exponentialVariance([], 0.94)).toThrow(RangeError);
});

function held(sample: readonly number[]): number {
  return exponentialVariance(sample, 0.94) * (1 - 0.94 ** sample.length);
}

test('law: RiskMetrics recursion. A new return r gives (0.94 x what the old weights held) + 0.06 r^2', () => {
  // RiskMetrics Technical Document (1996), eq. 5.3, with the weights' sum 1 - 0.94^n kept apart.
  fc.assert(
    fc.property(
      fc.array(fc.double({ min: -0.3, max: 0.3, noNaN: true }), { minLength: 2, maxLength: 120 }),
      (returns) => {
        const newest = returns.at(-1) as number;
        expect(held(returns)).toBeCloseTo(0.94 * held(returns.slice(0, -1)) + 0.06 * newest * newest, 14);
      },
    ),
  );
});
