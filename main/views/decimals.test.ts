import { expect, test } from 'vitest';
import { decimalsOf, priceDecimalsOf } from './decimals.ts';

test('a quantity shows the decimals it has, and no float noise', () => {
  expect([0, 18_000, -1.25, 0.1 + 0.2, 0.00000001].map(decimalsOf)).toEqual([0, 0, 2, 1, 8]);
});

test('dust below the eighth decimal does not pass for a whole number', () => {
  expect(decimalsOf(1e-10)).toBe(8);
});

test('a price shows those of its mark, and at least five significant digits', () => {
  expect([92_450, 3120.4, 148.3, 0.1428, 92_450.25, null].map(priceDecimalsOf)).toEqual([1, 2, 2, 5, 2, 2]);
});
