import { expect, test } from 'vitest';
import { moneySum } from './money-sum.ts';

test('a sum of money is its sum', () => {
  expect(moneySum([])).toBe(0);
  expect(moneySum([100, -40, 2.5])).toBe(62.5);
  expect(moneySum([-100, 40])).toBe(-60);
});

test('what float64 leaves of amounts that cancel is 0', () => {
  // 1.3 coins lose 11.1 each, 14.43 was posted: 7e-15 is left of them.
  expect(1.3 * 55.5 - 1.3 * 66.6 + 14.43).not.toBe(0);
  expect(moneySum([1.3 * 55.5, -(1.3 * 66.6), 14.43])).toBe(0);
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
  expect(moneySum([2 ** -60, -(2 ** -61)])).toBe(2 ** -61);
});
