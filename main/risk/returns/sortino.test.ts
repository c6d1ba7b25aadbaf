import { expect, test } from 'vitest';
import { excessReturns } from './annualise.ts';
import { omegaRatio } from './omega.ts';
import { kappaRatio, sortinoRatio } from './sortino.ts';

// The yearly returns of the example in Rollinger and Hoffman, Sortino: A "Sharper" Ratio, Red Rock Capital (2013).
const redRock = [0.17, 0.15, 0.23, -0.05, 0.12, 0.09, 0.13, -0.04];

test('Red Rock: 10 % over 2.264 % is 4.417, the figure of the example', () => {
  expect(sortinoRatio(redRock, 1)).toMatchObject({ status: 'value', value: expect.closeTo(4.417, 3) });
  expect(kappaRatio(redRock, 2)).toEqual(sortinoRatio(redRock, 1));
});

test('a year of four quarters: twice the ratio of one', () => {
  expect(sortinoRatio([0.1, -0.1, 0.05, 0.05], 4)).toMatchObject({ value: expect.closeTo((2 * 0.025) / 0.05, 12) });
  expect(sortinoRatio([0.1, -0.1, 0.05, -0.15], 4)).toMatchObject({
    value: expect.closeTo((2 * -0.025) / Math.sqrt(0.0325 / 4), 12),
  });
});

test('Kappa of order 1 is Omega less 1, of order 3 it takes the cube root', () => {
  const excess = excessReturns(redRock, 0.05);
  const omega = omegaRatio(excess);
  expect(kappaRatio(excess, 1)).toMatchObject({
    value: expect.closeTo(omega.status === 'value' ? omega.value - 1 : Number.NaN, 12),
  });
  expect(kappaRatio([0.3, -0.2, 0.1, 0], 3)).toMatchObject({ value: expect.closeTo(0.05 / Math.cbrt(0.002), 12) });
});

test('no period below the target: not applicable, not infinite; no period at all: missing', () => {
  for (const ratio of [sortinoRatio, kappaRatio]) {
    expect(ratio([0.1, 0], 2)).toMatchObject({ status: 'not-applicable' });
    expect(ratio([0.1, -1e-16], 2)).toMatchObject({ status: 'not-applicable' });
    expect(ratio([], 2)).toMatchObject({ status: 'missing-data' });
    expect(ratio([-0.1], 2)).toMatchObject({ status: 'value' });
  }
});
