import { expect, test } from 'vitest';
import { marketYear } from './market-year.ts';

/** Days from a Thursday on (1970-01-01 was one), those named without a mark of their own. */
const fromThursday = (length: number, ...stale: readonly number[]): Parameters<typeof marketYear>[0] =>
  Array.from({ length }, (_, index) => ({ day: 7_000 + index, stale: stale.includes(index) }));

test('weekends without marks are closed, and a year has 252 days', () => {
  const { periodsPerYear, closedDays } = marketYear(fromThursday(14, 2, 3, 9, 10));
  expect(periodsPerYear).toBe(252);
  expect([...closedDays]).toEqual([7_002, 7_003, 7_009, 7_010]);
});

test('a holiday in the week closes nothing; it stays a day without a change', () => {
  expect([...marketYear(fromThursday(6, 1, 2, 3, 4)).closedDays]).toEqual([7_002, 7_003]);
});

test('one marked weekend day makes it a market of every day; so does a history without a weekend', () => {
  const everyDay = { periodsPerYear: 365, closedDays: new Set() };
  expect(marketYear(fromThursday(14, 2, 3, 9))).toEqual(everyDay);
  expect(marketYear(fromThursday(14, 3, 9, 10))).toEqual(everyDay);
  expect(marketYear(fromThursday(2, 0, 1))).toEqual(everyDay);
  expect(marketYear(fromThursday(3, 2))).toMatchObject({ periodsPerYear: 252 });
  expect(marketYear(fromThursday(4, 3).slice(3))).toMatchObject({ periodsPerYear: 252 });
});
