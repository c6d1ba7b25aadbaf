import { expect, test } from 'vitest';
import { annualDeviation, excessReturns, ratePerPeriod } from './annualise.ts';

test('1 % a month is 3.46 % a year; 21 % a year are 10 % in each half', () => {
  expect(annualDeviation(0.01, 12)).toBeCloseTo(0.0346410162, 10);
  expect(ratePerPeriod(0.21, 2)).toBeCloseTo(0.1, 15);
  expect(ratePerPeriod(-1, 12)).toBe(-1);
  expect(() => ratePerPeriod(-1.01, 12)).toThrow(RangeError);
});

test('excess over a constant, and over a benchmark period by period', () => {
  expect(excessReturns([0.5, 0.25], 0.25)).toEqual([0.25, 0]);
  expect(excessReturns([0.5, 0.25], [0.125, 0.5])).toEqual([0.375, -0.25]);
  expect(() => excessReturns([0.5, 0.25], [0.125])).toThrow(RangeError);
});
