import { expect, test } from 'vitest';
import { calmarRatio } from './calmar.ts';

const monthly = { periodsPerYear: 12, initialWealthIsPeak: true };

test('36 months that end 33.1 % up with one drawdown of 20 %: 10 % a year over 20 %', () => {
  const months = [-0.2, 1.331 / 0.8 - 1, ...Array.from({ length: 34 }, () => 0)];
  const calmar = calmarRatio(months, monthly);
  expect(calmar.status === 'value' && calmar.value).toBeCloseTo(0.5, 12);
});

test('the initial wealth as a peak matters where a series begins with its loss', () => {
  const months = [-0.2, 1.331 / 0.8 - 1, ...Array.from({ length: 34 }, () => 0)];
  expect(calmarRatio(months, { ...monthly, initialWealthIsPeak: false })).toMatchObject({ status: 'not-applicable' });
});

test('a losing series has a negative one; losing everything gives -1', () => {
  const calmar = calmarRatio([...Array.from({ length: 35 }, () => 0), -1], monthly);
  expect(calmar).toEqual({ status: 'value', value: -1 });
});

test('no drawdown: not applicable, not infinite; 29 observations: missing', () => {
  expect(
    calmarRatio(
      Array.from({ length: 30 }, () => 0.01),
      monthly,
    ),
  ).toMatchObject({ status: 'not-applicable' });
  expect(
    calmarRatio(
      Array.from({ length: 29 }, () => -0.01),
      monthly,
    ),
  ).toMatchObject({ status: 'missing-data', reason: expect.stringContaining('29') });
});
