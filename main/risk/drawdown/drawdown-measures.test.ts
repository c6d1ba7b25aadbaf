import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  conditionalDrawdownAtRisk,
  discreteConditionalDrawdown,
  drawdownAtRisk,
  entropicDrawdownAtRisk,
  maximumDrawdown,
  painIndex,
  ulcerIndex,
} from './drawdown-measures.ts';

const underwaters = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1, maxLength: 80 });
const levels = fc.double({ min: 0, max: 0.99, noNaN: true });

// Worked by hand.
const path = [0, 0.1, 0.3, 0.2, 0.25];

test('the maximum with the last bar at the peak and the bar at the trough', () => {
  expect(maximumDrawdown(path)).toEqual({ depth: 0.3, peak: 0, trough: 2 });
  expect(maximumDrawdown([0.2, 0.4])).toEqual({ depth: 0.4, peak: 'initial-wealth', trough: 1 });
  expect(maximumDrawdown([0, 0])).toEqual({ depth: 0, peak: null, trough: null });
});

test('Pain is the mean, Ulcer the root of the mean square: 0.85 / 5 and the root of 0.2025 / 5', () => {
  expect(painIndex(path)).toBeCloseTo(0.17, 14);
  expect(ulcerIndex(path)).toBeCloseTo(Math.sqrt(0.0405), 14);
});

test('CDaR at 70 % of five bars: the worst one and half of the next, over one and a half', () => {
  expect(conditionalDrawdownAtRisk(path, 0.7)).toBeCloseTo((0.3 + 0.5 * 0.25) / 1.5, 14);
  expect(drawdownAtRisk(path, 0.7)).toBe(0.25);
});

test('the discrete kind: twenty episodes of 1 to 20 % among 21 runs at the peak; a twentieth of 41 is the worst three', () => {
  const depths = Array.from({ length: 20 }, (_, index) => (index + 1) / 100);
  const underwater = [0, ...depths.flatMap((depth) => [depth, depth / 2, 0, 0])];
  // Type 7 quantile at 95 % of 41 depths: the 39th in ascending order, 0.18.
  expect(discreteConditionalDrawdown(underwater, 0.95)).toBeCloseTo((0.18 + 0.19 + 0.2) / 3, 14);
});

test('law: CDaR runs from the average at level 0 to the maximum at level 1', () => {
  fc.assert(
    fc.property(underwaters, levels, (underwater, level) => {
      const cdar = conditionalDrawdownAtRisk(underwater, level);
      expect(conditionalDrawdownAtRisk(underwater, 0)).toBeCloseTo(painIndex(underwater), 12);
      expect(conditionalDrawdownAtRisk(underwater, 0.9999)).toBeCloseTo(maximumDrawdown(underwater).depth, 12);
      expect(cdar).toBeGreaterThanOrEqual(painIndex(underwater) - 1e-12);
      expect(cdar).toBeLessThanOrEqual(maximumDrawdown(underwater).depth + 1e-12);
    }),
  );
});

test('law: EDaR lies between CDaR of the same level and the maximum', () => {
  fc.assert(
    fc.property(underwaters, levels, (underwater, level) => {
      const edar = entropicDrawdownAtRisk(underwater, level);
      expect(edar).toBeGreaterThanOrEqual(conditionalDrawdownAtRisk(underwater, level) - 1e-9);
      expect(edar).toBeLessThanOrEqual(maximumDrawdown(underwater).depth + 1e-12);
    }),
  );
});

test('law: Pain <= Ulcer <= maximum', () => {
  fc.assert(
    fc.property(underwaters, (underwater) => {
      expect(painIndex(underwater)).toBeLessThanOrEqual(ulcerIndex(underwater) + 1e-12);
      expect(ulcerIndex(underwater)).toBeLessThanOrEqual(maximumDrawdown(underwater).depth + 1e-12);
    }),
  );
});

test('an empty series has no measures', () => {
  for (const measure of [painIndex, ulcerIndex]) expect(() => measure([])).toThrow(RangeError);
  expect(() => conditionalDrawdownAtRisk([], 0.95)).toThrow(RangeError);
  expect(() => discreteConditionalDrawdown([], 0.95)).toThrow(RangeError);
});
