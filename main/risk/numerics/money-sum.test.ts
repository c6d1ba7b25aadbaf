import { expect, test } from 'vitest';
import { moneySum } from './money-sum.ts';

test('a sum of money is its sum', () => {
  expect(moneySum([])).toBe(0);
  expect(moneySum([100, -40, 2.5])).toBe(62.5);
  expect(moneySum([-100, 40])).toBe(-60);
});

test('what float64 leaves of amounts that cancel is 0', () => {
  // 63.84 posted, 0.7 * (76 - 91.2) lost in two products: 1e-15 is left of them.
  expect(0.7 * 76 - 0.7 * 91.2 + 10.64).not.toBe(0);
  expect(moneySum([0.7 * 76, -(0.7 * 91.2), 10.64])).toBe(0);
  expect(moneySum([1e6, -1e6 + 1e-8])).toBe(0);
  expect(moneySum([-1e6, 1e6 - 1e-8])).toBe(0);
});

test('the edge is 2^-44 of the absolute sum, itself still rounding', () => {
  const edge = 2 ** -44;
  // The difference is 2^-43 and the absolute sum 2: exactly at the edge.
  expect(moneySum([1 + edge, -(1 - edge)])).toBe(0);
  expect(moneySum([1 + 2 * edge, -(1 - edge)])).toBe(3 * edge);
});

test('small amounts that do not cancel are kept', () => {
  expect(moneySum([3e-20, -1e-20])).toBe(2e-20);
});
