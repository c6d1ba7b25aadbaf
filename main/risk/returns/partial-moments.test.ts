import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { variance } from '../numerics/moments.ts';
import { mean } from '../numerics/sum.ts';
import { downsideDeviation, lowerPartialMoment, meanAbsoluteDeviation, semiVariance } from './partial-moments.ts';

// The yearly returns of the example in Rollinger and Hoffman, Sortino: A "Sharper" Ratio, Red Rock Capital (2013).
const redRock = [0.17, 0.15, 0.23, -0.05, 0.12, 0.09, 0.13, -0.04];

test('Red Rock: the target downside deviation of the example is 2.264 %', () => {
  expect(downsideDeviation(redRock, 0, 'population')).toBeCloseTo(0.02264, 5);
});

test('only what lies below the threshold counts, over all periods', () => {
  expect(lowerPartialMoment([0.5, -0.1, 0.1, 0.2], 0.1, 1)).toBeCloseTo(0.05, 15);
  expect(lowerPartialMoment([0.5, -0.1, 0.1, 0.2], 0.1, 2)).toBeCloseTo(0.01, 15);
  expect(lowerPartialMoment([0.5, 0.1], 0.1, 0.5)).toBe(0);
  expect(downsideDeviation([0.5, -0.1, 0.1, 0.2], 0.1, 'population')).toBeCloseTo(0.1, 15);
  expect(semiVariance([0.5, -0.1, 0.1, 0.2], 0.1, 'sample')).toBeCloseTo(0.04 / 3, 15);
});

test('mean absolute deviation of 1, 2, 6 from 3: 2', () => {
  expect(meanAbsoluteDeviation([1, 2, 6], 3)).toBe(2);
});

const returns = fc.array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: 2, maxLength: 40 });

test('law: what lies below the mean and what lies above it make up the variance', () => {
  fc.assert(
    fc.property(returns, (sample) => {
      const mirrored = sample.map((one) => -one);
      const both =
        semiVariance(sample, mean(sample), 'population') + semiVariance(mirrored, mean(mirrored), 'population');
      expect(both).toBeCloseTo(variance(sample, 'population'), 12);
    }),
  );
});

test('law: a higher threshold is missed by no less, and a shift of both changes nothing', () => {
  const rises = fc.double({ min: 0, max: 1, noNaN: true });
  fc.assert(
    fc.property(returns, rises, fc.constantFrom(1, 2, 4), (sample, rise, order) => {
      const missed = lowerPartialMoment(sample, 0, order);
      expect(lowerPartialMoment(sample, rise, order)).toBeGreaterThanOrEqual(missed);
      const shifted = sample.map((one) => one + rise);
      expect(lowerPartialMoment(shifted, rise, order)).toBeCloseTo(missed, 12);
    }),
  );
});

test('what has no answer throws', () => {
  expect(() => lowerPartialMoment([], 0, 1)).toThrow(RangeError);
  expect(() => lowerPartialMoment([1], 0, 0)).toThrow(RangeError);
  expect(() => downsideDeviation([1], 0, 'sample')).toThrow(RangeError);
});
