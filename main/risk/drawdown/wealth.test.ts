import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { annualReturn, timeWeightedReturn, wealthIndex } from './wealth.ts';

const returns = fc.array(fc.double({ min: -0.9, max: 2, noNaN: true }), { minLength: 1, maxLength: 40 });

test('won 10 %, lost 10 %: a hundredth is gone if reinvested, nothing if the stake is constant', () => {
  expect(wealthIndex([0.1, -0.1], 'compounded').at(-1)).toBeCloseTo(0.99, 14);
  expect(wealthIndex([0.1, -0.1], 'cumulative-sum').at(-1)).toBeCloseTo(1, 14);
});

test('who has lost everything stays at nothing', () => {
  expect(wealthIndex([0.5, -1, 3], 'compounded')).toEqual([1.5, 0, 0]);
  expect(timeWeightedReturn([0.5, -1, 3])).toBe(-1);
});

test('a compounded return below -100 % is no return', () => {
  expect(() => wealthIndex([-1.2], 'compounded')).toThrow(RangeError);
  expect(wealthIndex([-1.5], 'cumulative-sum')).toEqual([-0.5]);
  expect(() => wealthIndex([Number.NaN], 'cumulative-sum')).toThrow(RangeError);
});

test('21 % over two years of monthly data is 10 % a year', () => {
  const months = Array.from({ length: 24 }, () => 1.21 ** (1 / 24) - 1);
  expect(annualReturn(months, 12)).toBeCloseTo(0.1, 12);
  expect(timeWeightedReturn(months)).toBeCloseTo(0.21, 12);
});

test('an empty series has no return', () => {
  expect(() => timeWeightedReturn([])).toThrow(RangeError);
  expect(() => annualReturn([], 365)).toThrow(RangeError);
});

test('law: returns over two stretches compound to that over both', () => {
  fc.assert(
    fc.property(returns, returns, (first, second) => {
      const final = (path: readonly number[]): number => wealthIndex(path, 'compounded').at(-1) as number;
      const whole = final(first) * final(second);
      expect(Math.abs(final([...first, ...second]) - whole)).toBeLessThanOrEqual(1e-12 * whole);
    }),
  );
});
