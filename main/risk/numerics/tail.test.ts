import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { sum } from './sum.ts';
import { interpolatedQuantile, upperTailMean, upperTailQuantile } from './tail.ts';

const losses = fc.array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: 1, maxLength: 60 });
const levels = fc.double({ min: 0, max: 0.99, noNaN: true });

test('by hand: five losses at 70 %: the worst one and a half, 0.5 and half of 0.3, over 1.5', () => {
  expect(upperTailMean([0.1, 0.5, 0.3, 0, 0.2], 0.7)).toBeCloseTo((0.5 + 0.5 * 0.3) / 1.5, 14);
});

test('fewer than one observation in the tail: the worst loss', () => {
  expect(upperTailMean([0.1, 0.5, 0.3], 0.95)).toBeCloseTo(0.5, 14);
});

test('level 0 is the mean of all', () => {
  expect(upperTailMean([1, 2, 6], 0)).toBe(3);
});

test('law: it is the smallest value of z + sum (x - z)+ / ((1 - level) n), found at the quantile', () => {
  fc.assert(
    fc.property(losses, levels, (sample, level) => {
      const objective = (z: number): number =>
        z + sum(sample.map((loss) => Math.max(loss - z, 0))) / ((1 - level) * sample.length);
      const tail = upperTailMean(sample, level);
      expect(Math.min(...sample.map(objective))).toBeCloseTo(tail, 10);
      expect(objective(upperTailQuantile(sample, level))).toBeCloseTo(tail, 8);
    }),
  );
});

test('law: never below the quantile, never above the worst, and no smaller at a higher level', () => {
  fc.assert(
    fc.property(losses, levels, levels, (sample, one, other) => {
      const [low, high] = one <= other ? [one, other] : [other, one];
      expect(upperTailMean(sample, high)).toBeGreaterThanOrEqual(upperTailQuantile(sample, high) - 1e-12);
      expect(upperTailMean(sample, high)).toBeLessThanOrEqual(Math.max(...sample) + 1e-12);
      expect(upperTailMean(sample, high)).toBeGreaterThanOrEqual(upperTailMean(sample, low) - 1e-12);
    }),
  );
});

test('the 95 % quantile of 20 losses lets exactly one exceed it, though (1 - 0.95) x 20 is not 1 in binary', () => {
  const twenty = Array.from({ length: 20 }, (_, index) => index + 1);
  expect((1 - 0.95) * 20).not.toBe(1);
  expect(upperTailQuantile(twenty, 0.95)).toBe(19);
  expect(upperTailQuantile(twenty.slice(0, 19), 0.95)).toBe(19);
});

test('the 90 % quantile of 10 losses lets exactly one exceed it, though (1 - 0.9) x 10 is less than 1 in binary', () => {
  expect((1 - 0.9) * 10).toBeLessThan(1);
  expect(upperTailQuantile([1, 2, 3, 4, 5, 6, 7, 8, 9, 10], 0.9)).toBe(9);
});

test('type 7 quantile: the example 15, 20, 35, 40, 50 at 40 % is 29', () => {
  // The percentile article of many encyclopedias ("linear interpolation, C = 1"): rank 0.4 x 4 + 1 = 2.6, value 20 + 0.6 x 15.
  expect(interpolatedQuantile([15, 20, 35, 40, 50], 0.4)).toBeCloseTo(29, 12);
  expect(interpolatedQuantile([15, 20, 35, 40, 50], 0)).toBe(15);
  expect(interpolatedQuantile([50, 15, 40, 20, 35], 1)).toBe(50);
});

test('a rank that is whole but for rounding is that of an observation; one in a billion is no rounding', () => {
  const ranks = Array.from({ length: 26 }, (_, index) => index);
  expect(25 * 0.28).toBeGreaterThan(7);
  expect(interpolatedQuantile(ranks, 0.28)).toBe(7);
  expect(interpolatedQuantile([0, 1], 1e-9)).toBe(1e-9);
});

test('what has no answer throws', () => {
  expect(() => upperTailMean([], 0.95)).toThrow(RangeError);
  expect(() => upperTailMean([1], 1)).toThrow(RangeError);
  expect(() => upperTailQuantile([1], -0.1)).toThrow(RangeError);
  expect(() => interpolatedQuantile([], 0.5)).toThrow(RangeError);
  expect(() => interpolatedQuantile([1], 1.1)).toThrow(RangeError);
});
