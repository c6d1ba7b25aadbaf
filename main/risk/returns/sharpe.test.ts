import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Outcome } from '../../../shared/measures/outcome.ts';
import { adjustedSharpeRatio, annualVolatility, sharpeRatio } from './sharpe.ts';

function valueOf(outcome: Outcome): number {
  if (outcome.status !== 'value') throw new Error(outcome.reason);
  return outcome.value;
}

test('4, 0, 2, 2 % a month: mean 2 %, deviation 1.633 %, a yearly ratio of 4.243', () => {
  const months = [0.04, 0, 0.02, 0.02];
  expect(valueOf(annualVolatility(months, 12))).toBeCloseTo(Math.sqrt((0.0008 / 3) * 12), 14);
  expect(valueOf(sharpeRatio(months, 1))).toBeCloseTo(0.02 / Math.sqrt(0.0008 / 3), 12);
  expect(valueOf(sharpeRatio(months, 12))).toBeCloseTo(Math.sqrt(18), 12);
});

test('the adjusted ratio: a half of each of 0, 0, 3 less 1, by hand', () => {
  // -1, -1, 2 have mean 0; shifted by 1: mean 1, sample deviation sqrt 3, g1 = 2 / 2^1.5, kurtosis 6 / 4.
  const ratio = 1 / Math.sqrt(3);
  const byHand = ratio * (1 + (2 / 2 ** 1.5 / 6) * ratio - ((1.5 - 3) / 24) * ratio ** 2);
  expect(valueOf(adjustedSharpeRatio([0, 0, 3], 1))).toBeCloseTo(byHand, 14);
  const yearly = ratio * 2;
  expect(valueOf(adjustedSharpeRatio([0, 0, 3], 4))).toBeCloseTo(
    yearly * (1 + (2 / 2 ** 1.5 / 6) * yearly - ((1.5 - 3) / 24) * yearly ** 2),
    14,
  );
});

test('returns that do not vary have a volatility of 0 and no ratio, also where binary cannot hold them', () => {
  for (const constant of [0, 0.01, 0.1, -1]) {
    const days = Array.from({ length: 37 }, () => constant);
    expect(valueOf(annualVolatility(days, 365))).toBeCloseTo(0, 12);
    for (const ratio of [sharpeRatio, adjustedSharpeRatio])
      expect(ratio(days, 365)).toMatchObject({ status: 'not-applicable' });
  }
});

test('under two returns nothing is told', () => {
  expect(sharpeRatio([], 365)).toMatchObject({ status: 'missing-data', reason: expect.stringContaining('are 0') });
  for (const ratio of [sharpeRatio, adjustedSharpeRatio, annualVolatility])
    expect(ratio([0.1], 365)).toMatchObject({ status: 'missing-data', reason: expect.stringContaining('is 1') });
  expect(sharpeRatio([0.1, 0.2], 365)).toMatchObject({ status: 'value' });
  expect(annualVolatility([0.1, 0.2], 365)).toMatchObject({ status: 'value' });
});

test('law: the stake does not matter to the ratio, and turning the bets round turns its sign', () => {
  const returns = fc.array(fc.double({ min: -0.5, max: 0.5, noNaN: true }), { minLength: 2, maxLength: 40 });
  fc.assert(
    fc.property(returns, fc.double({ min: 0.01, max: 100, noNaN: true }), (sample, stake) => {
      // Where the returns hardly vary, rounding decides whether there is a ratio at all.
      fc.pre(valueOf(annualVolatility(sample, 1)) > 1e-6);
      const ratio = valueOf(sharpeRatio(sample, 365));
      const scaled = valueOf(
        sharpeRatio(
          sample.map((one) => -stake * one),
          365,
        ),
      );
      expect(scaled + ratio).toBeLessThan(1e-6 * (1 + Math.abs(ratio)));
      expect(scaled + ratio).toBeGreaterThan(-1e-6 * (1 + Math.abs(ratio)));
    }),
  );
});
