import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { entropicRisk, entropicTail } from './entropic-tail.ts';
import { mean } from './sum.ts';
import { upperTailMean } from './tail.ts';

const losses = fc.array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: 1, maxLength: 40 });
const levels = fc.double({ min: 0.01, max: 0.99, noNaN: true });

test('by its dual: a loss of 1 in four periods, reweighted to one half at the entropy that 1 - sqrt(0.75) allows', () => {
  // 0.5 ln (0.5 / 0.25) + 0.5 ln (0.5 / 0.75) = -0.5 ln 0.75.
  expect(entropicTail([0, 1, 0, 0], 1 - Math.sqrt(0.75))).toBeCloseTo(0.5, 14);
  expect(entropicTail([-2, 3, -2, -2], 1 - Math.sqrt(0.75))).toBeCloseTo(0.5, 13);
});

test('of many normal losses: mean + sigma times the root of -2 ln (1 - level)', () => {
  // Ahmadi-Javid (2012), eq. 10. The normal law stands as 100,001 points in proportion to its density, up to 8 sigma.
  const [mu, sigma] = [0.02, 0.3];
  const sample: number[] = [];
  for (let z = -8; z <= 8; z += 0.05)
    for (let copies = 0; copies < Math.round(2_000 * Math.exp((-z * z) / 2)); copies += 1) sample.push(mu + sigma * z);
  expect(entropicTail(sample, 0.5)).toBeCloseTo(mu + sigma * Math.sqrt(-2 * Math.log(0.5)), 3);
});

test('level 0 is the mean; where the worst losses fill the tail it is the worst loss', () => {
  expect(entropicTail([1, 2, 6], 0)).toBe(3);
  expect(entropicTail([0.1, 0.5, 0.3, 0.5], 0.5)).toBe(0.5);
  expect(entropicTail([0.1, 0.5, 0.3], 0.95)).toBe(0.5);
  expect(entropicTail([0.25], 0.3)).toBe(0.25);
  // One in twenty is 1 - 0.95, though not in binary.
  expect(entropicTail([...Array.from({ length: 19 }, () => 0), 1], 0.95)).toBe(1);
  // A share that is short of the tail by rounding alone, to its very edge: (1 - level) (1 - 1e-12) is 0.25 here.
  expect(entropicTail([1, 0, 0, 0], 0.749_999_999_999_75)).toBe(1);
  expect(entropicTail([1, 0, 0, 0], 0.749_999_999_999_5)).not.toBe(1);
  // Two in five are less than 0.6: a mixture of them and the others.
  const mixed = entropicTail([0, 0, 0, 1, 1], 0.4);
  expect(mixed).toBeGreaterThan(upperTailMean([0, 0, 0, 1, 1], 0.4));
  expect(mixed).toBeLessThan(1);
});

test('law: it is the least of the entropic risks over all tolerances', () => {
  fc.assert(
    fc.property(losses, levels, fc.double({ min: -6, max: 6, noNaN: true }), (sample, level, exponent) => {
      expect(entropicTail(sample, level)).toBeLessThanOrEqual(entropicRisk(sample, 10 ** exponent, level) + 1e-9);
    }),
  );
});

test('law: and it is reached: a fine search over tolerances comes as close as it is fine', () => {
  fc.assert(
    fc.property(losses, levels, (sample, level) => {
      const range = Math.max(...sample) - Math.min(...sample);
      fc.pre(range > 1e-3);
      const searched = Array.from({ length: 900 }, (_, step) =>
        entropicRisk(sample, range * 10 ** (step / 100 - 5), level),
      );
      const found = entropicTail(sample, level);
      expect(Math.min(...searched) - found).toBeLessThan(1e-3 * range);
    }),
    { numRuns: 30 },
  );
});

test('law: between the conditional value at risk of the same level and the worst loss, and growing with the level', () => {
  fc.assert(
    fc.property(losses, levels, levels, (sample, one, other) => {
      const [low, high] = one <= other ? [one, other] : [other, one];
      const tail = entropicTail(sample, low);
      expect(tail).toBeGreaterThanOrEqual(mean(sample) - 1e-9);
      expect(tail).toBeGreaterThanOrEqual(upperTailMean(sample, low) - 1e-9);
      expect(tail).toBeLessThanOrEqual(Math.max(...sample) + 1e-12);
      expect(tail).toBeLessThanOrEqual(entropicTail(sample, high) + 1e-9);
    }),
  );
});

test('law: it moves with a shift and scales with a factor above 0', () => {
  const shifts = fc.double({ min: -5, max: 5, noNaN: true });
  const factors = fc.double({ min: 0.01, max: 100, noNaN: true });
  fc.assert(
    fc.property(losses, levels, shifts, factors, (sample, level, shift, factor) => {
      const moved = entropicTail(
        sample.map((loss) => factor * loss + shift),
        level,
      );
      expect(Math.abs(moved - (factor * entropicTail(sample, level) + shift))).toBeLessThan(1e-9 * (1 + factor));
    }),
  );
});

test('the entropic risk of a coin that costs nothing or ln 2: ln 1.5, at a half ln 3; twice the stake at twice the tolerance', () => {
  expect(entropicRisk([0, Math.LN2], 1, 0)).toBeCloseTo(Math.log(1.5), 15);
  expect(entropicRisk([0, Math.LN2], 1, 0.5)).toBeCloseTo(Math.log(3), 15);
  expect(entropicRisk([0, 2 * Math.LN2], 2, 0.5)).toBeCloseTo(2 * Math.log(3), 14);
  expect(entropicRisk([800, 801], 0.001, 0)).toBeCloseTo(801 + 0.001 * Math.log(0.5), 10);
});

test('what has no answer throws', () => {
  expect(() => entropicTail([], 0.95)).toThrow(RangeError);
  expect(() => entropicTail([1], 1)).toThrow(RangeError);
  expect(() => entropicTail([1], -0.1)).toThrow(RangeError);
  expect(() => entropicRisk([1], 0, 0.5)).toThrow(RangeError);
  expect(() => entropicRisk([1], Number.NaN, 0.5)).toThrow(RangeError);
  expect(() => entropicRisk([], 1, 0.5)).toThrow(RangeError);
});
