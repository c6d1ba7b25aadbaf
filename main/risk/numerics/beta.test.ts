import { expect, test } from 'vitest';
import { estimateBeta } from './beta.ts';
import type { DailyClose } from './close-series.ts';

const axisReturns = Array.from({ length: 120 }, (_, index) => 0.03 * Math.sin(index * 1.7) + 0.001);

function closes(returns: readonly number[], firstDay = 1000): readonly DailyClose[] {
  let logPrice = 0;
  return [
    { day: firstDay, close: 1 },
    ...returns.map((one, index) => ({ day: firstDay + 1 + index, close: Math.exp((logPrice += one)) })),
  ];
}

const axis = closes(axisReturns);
const lastDay = 1120;

test('an asset that moves one and a half times the axis, plus a drift, has a beta of 1.5 without error', () => {
  const outcome = estimateBeta(closes(axisReturns.map((one) => 0.002 + 1.5 * one)), axis, lastDay);
  expect(outcome).toMatchObject({ status: 'value', value: { observations: 90 } });
  if (outcome.status !== 'value') return;
  expect(outcome.value.beta).toBeCloseTo(1.5, 10);
  expect(outcome.value.standardError).toBeCloseTo(0, 8);
});

test('only the last 90 days count: what happened before does not matter', () => {
  const wild = axisReturns.map((one, index) => (index < 30 ? -5 * one : 2 * one));
  const outcome = estimateBeta(closes(wild), axis, lastDay);
  expect(outcome.status === 'value' && outcome.value.beta).toBeCloseTo(2, 10);
});

test('days on which one did not close are left out for both', () => {
  const asset = closes(axisReturns.map((one) => 0.5 * one)).map(({ day, close }) => ({
    day,
    close: day % 5 === 0 ? null : close,
  }));
  const outcome = estimateBeta(asset, axis, lastDay);
  expect(outcome).toMatchObject({ status: 'value', value: { observations: 72 } });
  expect(outcome.status === 'value' && outcome.value.beta).toBeCloseTo(0.5, 10);
});

test('59 common days are too few', () => {
  const asset = closes(axisReturns).filter(({ day }) => day > lastDay - 60);
  expect(estimateBeta(asset, axis, lastDay)).toMatchObject({
    status: 'missing-data',
    reason: expect.stringContaining('there are 59'),
  });
  expect(
    estimateBeta(
      closes(axisReturns).filter(({ day }) => day > lastDay - 61),
      axis,
      lastDay,
    ),
  ).toMatchObject({ status: 'value' });
});

test('against a price that never moved the question does not arise', () => {
  expect(estimateBeta(axis, closes(axisReturns.map(() => 0)), lastDay)).toMatchObject({ status: 'not-applicable' });
});
