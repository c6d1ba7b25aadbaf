import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { kurtosis, skewness } from './shape.ts';

test('0, 0, 3: skewness 2 / 2^1.5, kurtosis 1.5; a symmetric pair 0 and 1', () => {
  expect(skewness([0, 0, 3])).toBeCloseTo(Math.SQRT1_2, 15);
  expect(kurtosis([0, 0, 3])).toBeCloseTo(1.5, 15);
  expect(skewness([-1, 1])).toBe(0);
  expect(kurtosis([-1, 1])).toBe(1);
});

test('values that do not vary have no shape', () => {
  for (const measure of [skewness, kurtosis]) {
    expect(() => measure([0.5, 0.5])).toThrow(RangeError);
    expect(() => measure([])).toThrow(RangeError);
  }
});

test('law: kurtosis is at least 1 + skewness squared (Pearson 1916)', () => {
  const values = fc.array(fc.integer({ min: -1000, max: 1000 }), { minLength: 2, maxLength: 40 });
  fc.assert(
    fc.property(values, (sample) => {
      fc.pre(new Set(sample).size > 1);
      const bound = 1 + skewness(sample) ** 2;
      expect(kurtosis(sample)).toBeGreaterThanOrEqual(bound * (1 - 1e-9));
    }),
  );
});
