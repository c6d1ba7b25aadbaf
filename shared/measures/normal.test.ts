import fc from 'fast-check';
import { expect, test } from 'vitest';
import { millsRatio, normalDensity, normalDistribution } from './normal.ts';

// Abramowitz and Stegun, table 26.1, prints 15 decimals up to 2; the tails by erfc with 60 digits.
const printed: readonly (readonly [number, number])[] = [
  [-37, 5.725571222524577e-300],
  [-20, 2.7536241186062337e-89],
  [-8.25, 7.919726314642477e-17],
  [-5, 2.866515718791939e-7],
  [-3, 0.0013498980316300946],
  [-2, 0.0227501319481792],
  [-1.5, 0.06680720126885807],
  [-1.01, 0.1562476450212546],
  [-1, 0.15865525393145705],
  [-0.7, 0.241963652223073],
  [0, 0.5],
  [0.3, 0.6179114221889527],
  [0.99, 0.8389129404891691],
  [1, 0.8413447460685429],
  [1.7, 0.955434537241457],
  [3, 0.9986501019683699],
  [6, 0.9999999990134123],
];

test.each(printed)('the distribution at %d is that of the tables, in the tail to the last digits', (x, expected) => {
  expect(Math.abs(normalDistribution(x) / expected - 1)).toBeLessThan(2e-15);
});

test('the density is 1 / sqrt(2 pi) at 0, table 26.1 at 1, and keeps its digits far out', () => {
  expect(normalDensity(0)).toBeCloseTo(0.398942280401433, 15);
  expect(normalDensity(1)).toBeCloseTo(0.241970724519143, 15);
  expect(normalDensity(-0.5)).toBe(normalDensity(0.5));
  expect(normalDensity(Infinity)).toBe(0);
  expect(normalDensity(-41)).toBe(0);
});

test('the ends of the line are 0 and 1', () => {
  expect(normalDistribution(-Infinity)).toBe(0);
  expect(normalDistribution(Infinity)).toBe(1);
});

test('both tails together are the whole, and what lies further left is less probable', () => {
  const anywhere = fc.double({ min: -37, max: 37, noNaN: true });
  fc.assert(
    fc.property(anywhere, anywhere, (x, y) => {
      expect(Math.abs(normalDistribution(x) + normalDistribution(-x) - 1)).toBeLessThan(4e-16);
      const [low, high] = [Math.min(x, y), Math.max(x, y)];
      expect(normalDistribution(low)).toBeLessThanOrEqual(normalDistribution(high) * (1 + 4e-15));
    }),
  );
});

test('the Mills ratio is sqrt(pi / 2) at 0, obeys R(x) n(x) = 1 - N(x), and lies between x / (x^2 + 1) and 1 / x', () => {
  expect(millsRatio(0)).toBeCloseTo(Math.sqrt(Math.PI / 2), 14);
  // Gordon (1941): the bounds meet as x grows.
  for (const x of [1, 2, 10, 36]) {
    expect(millsRatio(x)).toBeGreaterThan(x / (x * x + 1));
    expect(millsRatio(x)).toBeLessThan(1 / x);
  }
  for (const x of [-3, -1, 0.5, 1, 1.5])
    expect(millsRatio(x) * normalDensity(x)).toBeCloseTo(normalDistribution(-x), 14);
});
