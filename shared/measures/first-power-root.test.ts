import { expect, test } from 'vitest';
import { firstPowerRoot } from './first-power-root.ts';

test('a pool that stands at the very edge goes at once, whatever the last digit of its terms', () => {
  // 0.1 + 0.2 - 0.3 in doubles is no 0: it leaves 5.6e-17.
  expect(firstPowerRoot([0.1 + 0.2, -0.3, 2, -2], [0, 0, 1, 0], 1, 2)).toBe(1);
});

test('an edge at the far end is one as well', () => {
  // 4 - 2 x is 0 at 2; with the last digit of 4 moved up it stays above until there.
  expect(firstPowerRoot([4 * (1 + 2 ** -52), -2], [0, 1], 1, 2)).toBe(2);
});

test('a sum that is clear of 0 has no root', () => {
  expect(() => firstPowerRoot([4, -1.9], [0, 1], 1, 2)).toThrow('there is no root between 1 and 2');
  expect(() => firstPowerRoot([1e-9, 1], [0, 1], 1, 2)).toThrow('there is no root');
});
