import { expect, test } from 'vitest';
import { isRounding } from './rounding.ts';

test('2^-40 of (1 + the greatest return) is still rounding, more is not', () => {
  expect(isRounding(2 ** -40, [0, 0])).toBe(true);
  expect(isRounding(2 ** -39, [0, 0])).toBe(false);
  expect(isRounding(2 ** -39, [-1, 0.5])).toBe(true);
  expect(isRounding(2 ** -39, [0.5, -0.25])).toBe(false);
});
