import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { fitLine } from './least-squares.ts';

// F. J. Anscombe, Graphs in Statistical Analysis, The American Statistician 27 (1973), table on p. 19 and the list on p. 17:
// "equation of regression line y = 3 + 0.5 x", "estimated standard error of b1 = 0.118", for each of the data sets.
const x123 = [10, 8, 13, 9, 11, 14, 6, 4, 12, 7, 5];
const anscombe = [
  { x: x123, y: [8.04, 6.95, 7.58, 8.81, 8.33, 9.96, 7.24, 4.26, 10.84, 4.82, 5.68] },
  { x: x123, y: [9.14, 8.14, 8.74, 8.77, 9.26, 8.1, 6.13, 3.1, 9.13, 7.26, 4.74] },
  { x: x123, y: [7.46, 6.77, 12.74, 7.11, 7.81, 8.84, 6.08, 5.39, 8.15, 6.42, 5.73] },
  { x: [8, 8, 8, 8, 8, 8, 8, 19, 8, 8, 8], y: [6.58, 5.76, 7.71, 8.84, 8.47, 7.04, 5.25, 12.5, 5.56, 7.91, 6.89] },
];

test.each(anscombe)('Anscombe: y = 3 + 0.5 x with a standard error of 0.118', ({ x, y }) => {
  const fit = fitLine(x, y);
  expect(fit?.intercept).toBeCloseTo(3, 2);
  expect(fit?.slope).toBeCloseTo(0.5, 2);
  expect(fit?.slopeStandardError).toBeCloseTo(0.118, 3);
  expect(fit?.observations).toBe(11);
});

test('no slope without movement in x, nor from two points, which any line fits', () => {
  expect(fitLine([0.1, 0.1, 0.1, 0.1], [1, 2, 3, 4])).toBeNull();
  // Their means are not 0.1 and 100,000.1 in binary, and so each deviates by a trace.
  expect(fitLine([0.1, 0.1, 0.1], [1, 2, 3])).toBeNull();
  expect(fitLine([100_000.1, 100_000.1, 100_000.1], [1, 2, 3])).toBeNull();
  expect(fitLine([1, 2], [1, 2])).toBeNull();
  expect(() => fitLine([1], [1, 2])).toThrow(RangeError);
});

test('what moves in its tenth digit moves', () => {
  // 0.3 and 0.3 + 2 / 10^10: y rises by 2 over 2e-10.
  expect(fitLine([0.3, 0.3000000001, 0.3000000002], [1, 2, 3])?.slope).toBeCloseTo(1e10, -5);
});

test('law: points on a line give that line, without error', () => {
  const number = fc.double({ min: -10, max: 10, noNaN: true });
  fc.assert(
    fc.property(number, number, fc.uniqueArray(fc.integer({ min: -100, max: 100 }), { minLength: 3 }), (a, b, xs) => {
      const fit = fitLine(
        xs,
        xs.map((x) => a + b * x),
      );
      expect(fit?.slope).toBeCloseTo(b, 8);
      expect(fit?.intercept).toBeCloseTo(a, 7);
      expect(fit?.slopeStandardError).toBeCloseTo(0, 7);
    }),
  );
});
