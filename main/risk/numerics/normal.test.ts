import fc from 'fast-check';
import { expect, test } from 'vitest';
import { millsRatio, normalDensity, normalDistribution } from './normal.ts';

const near = (actual: number, expected: number, digits = 1e-14) =>
  expect(Math.abs(actual - expected)).toBeLessThanOrEqual(digits * Math.abs(expected));

test('the tables: Abramowitz and Stegun 26.1 and 26.2, and tails from the continued fraction in exact arithmetic', () => {
  near(normalDensity(0), 0.398942280401432678);
  near(normalDensity(1), 0.241970724519143349);
  expect(normalDistribution(0)).toBe(0.5);
  near(normalDistribution(1), 0.841344746068542949);
  near(normalDistribution(-1), 0.158655253931457051);
  near(normalDistribution(2), 0.977249868051820793);
  near(normalDistribution(-2), 0.0227501319481792072);
  near(normalDistribution(-3), 0.00134989803163009452);
  near(normalDistribution(-5), 2.86651571879193912e-7);
  near(normalDistribution(-10), 7.61985302416052606e-24);
  near(normalDistribution(-38), 2.88542835100396e-316, 1e-8);
});

test('both sides add up to 1, it never falls, and the ratio lies between the bounds of Birnbaum and Sampford', () => {
  fc.assert(
    fc.property(fc.double({ min: -8, max: 8, noNaN: true }), fc.double({ min: 0, max: 2, noNaN: true }), (x, step) => {
      expect(normalDistribution(x) + normalDistribution(-x)).toBeCloseTo(1, 14);
      expect(normalDistribution(x + step)).toBeGreaterThanOrEqual(normalDistribution(x) - 1e-16);
    }),
  );
  fc.assert(
    fc.property(fc.double({ min: 0, max: 60, noNaN: true }), (x) => {
      const ratio = millsRatio(x);
      expect(ratio).toBeGreaterThanOrEqual(((Math.sqrt(4 + x * x) - x) / 2) * (1 - 1e-14));
      expect(ratio).toBeLessThanOrEqual((4 / (3 * x + Math.sqrt(x * x + 8))) * (1 + 1e-14));
    }),
  );
});

test('series and continued fraction meet at 2', () => {
  near(millsRatio(2 - 1e-15), millsRatio(2), 1e-13);
});
