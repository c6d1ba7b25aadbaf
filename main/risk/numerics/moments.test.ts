import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { besselFactor, centralMoment, giniMeanDifference, standardDeviation, variance } from './moments.ts';

const values = fc.array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: 2, maxLength: 40 });

test('2, 4, 4, 4, 5, 5, 7, 9: the textbook example with standard deviation 2', () => {
  const eight = [2, 4, 4, 4, 5, 5, 7, 9];
  expect(variance(eight, 'population')).toBe(4);
  expect(standardDeviation(eight, 'population')).toBe(2);
  expect(variance(eight, 'sample')).toBeCloseTo(32 / 7, 14);
  expect(standardDeviation(eight, 'sample')).toBeCloseTo(Math.sqrt(32 / 7), 14);
});

test('central moments of 0, 0, 3 about 1: 0, 2, 2, 6', () => {
  expect([1, 2, 3, 4].map((order) => centralMoment([0, 0, 3], order))).toEqual([0, 2, 2, 6]);
});

test('a population may be a single value, a sample may not', () => {
  expect(variance([7], 'population')).toBe(0);
  expect(besselFactor(1, 'population')).toBe(1);
  expect(besselFactor(2, 'sample')).toBe(2);
  expect(() => variance([7], 'sample')).toThrow(RangeError);
  expect(() => variance([], 'population')).toThrow(RangeError);
});

test("Gini's mean difference of 1 to n is (n + 1) / 3, whatever the order", () => {
  // The mean distance of two different numbers of 1 to n, a classic exercise.
  expect(giniMeanDifference([3, 1, 2])).toBeCloseTo(4 / 3, 14);
  expect(giniMeanDifference(Array.from({ length: 20 }, (_, index) => 20 - index))).toBeCloseTo(7, 13);
  expect(giniMeanDifference([5, 2])).toBe(3);
  expect(() => giniMeanDifference([1])).toThrow(RangeError);
});

test('law: Gini is the mean distance of all pairs', () => {
  fc.assert(
    fc.property(values, (sample) => {
      const pairs = sample.flatMap((one, index) => sample.slice(index + 1).map((other) => Math.abs(one - other)));
      const meanDistance = pairs.reduce((total, distance) => total + distance, 0) / pairs.length;
      expect(giniMeanDifference(sample)).toBeCloseTo(meanDistance, 12);
    }),
  );
});

test('law: a shift changes no dispersion, a factor multiplies it', () => {
  const factors = fc.double({ min: 0.01, max: 100, noNaN: true });
  fc.assert(
    fc.property(values, fc.double({ min: -1, max: 1, noNaN: true }), factors, (sample, shift, factor) => {
      const moved = sample.map((one) => factor * one + shift);
      for (const measure of [giniMeanDifference, (all: readonly number[]) => standardDeviation(all, 'sample')])
        expect(Math.abs(measure(moved) - factor * measure(sample))).toBeLessThan(1e-13 * (1 + factor));
    }),
  );
});
