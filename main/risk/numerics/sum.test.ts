import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { mean, sum } from './sum.ts';

test('the textbook case: 1 + 1e100 + 1 - 1e100 is 2, where a plain loop says 0', () => {
  expect([1, 1e100, 1, -1e100].reduce((total, value) => total + value, 0)).toBe(0);
  expect(sum([1, 1e100, 1, -1e100])).toBe(2);
});

test('a tenth, ten thousand times, is a thousand exactly', () => {
  expect(sum(Array.from({ length: 10_000 }, () => 0.1))).toBe(1000);
});

test('law: whole numbers add up exactly, in any order', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: -1_000_000, max: 1_000_000 })), (values) => {
      expect(sum(values)).toBe(Number(values.reduce((total, value) => total + BigInt(value), 0n)));
      expect(sum(values.toReversed())).toBe(sum(values));
    }),
  );
});

test('an empty series has a sum but no mean', () => {
  expect(sum([])).toBe(0);
  expect(() => mean([])).toThrow(RangeError);
  expect(mean([1, 2, 6])).toBe(3);
});

test('the rounding of a small number added to a large one is kept', () => {
  // Next to 1e16 float64 knows even numbers only: 1e16 + 3 becomes 1e16 + 4, and the 1 too much is remembered.
  expect(1e16 + 3 - 1e16).toBe(4);
  expect(sum([1e16, 3, -1e16])).toBe(3);
});
