import { expect, test } from 'vitest';
import { stabilityOfGrowth } from './stability.ts';

test('wealth that grows or falls by one rate lies on a line', () => {
  expect(stabilityOfGrowth([0.1, 0.1, 0.1])).toMatchObject({ value: expect.closeTo(1, 12) });
  expect(stabilityOfGrowth([-0.5, -0.5])).toMatchObject({ value: expect.closeTo(1, 12) });
});

test('logarithms 0, 1, 0 of wealth have no slope; 0, 0, 1 explain three quarters', () => {
  const e = Math.E;
  expect(stabilityOfGrowth([0, e - 1, 1 / e - 1])).toMatchObject({ value: expect.closeTo(0, 12) });
  // Deviations -1/3, -1/3, 2/3 against -1, 0, 1: 1 / (2 x 2/3).
  expect(stabilityOfGrowth([0, 0, e - 1])).toMatchObject({ value: expect.closeTo(0.75, 12) });
});

test('wealth that never moved or was lost has none, one return is too few', () => {
  expect(stabilityOfGrowth([0, 0, 0])).toMatchObject({ status: 'not-applicable', reason: 'Wealth did not move.' });
  expect(stabilityOfGrowth([0.5, -1])).toMatchObject({
    status: 'not-applicable',
    reason: expect.stringMatching(/lost/),
  });
  expect(stabilityOfGrowth([0.5, -0.999])).toMatchObject({ status: 'value' });
  expect(stabilityOfGrowth([0.5])).toMatchObject({ status: 'missing-data' });
  // What is left of rounding over 100 periods is no movement.
  expect(stabilityOfGrowth(Array.from({ length: 100 }, () => 1e-15))).toMatchObject({ status: 'not-applicable' });
  expect(stabilityOfGrowth([1e-12, 0, 2e-12])).toMatchObject({ status: 'value' });
});
