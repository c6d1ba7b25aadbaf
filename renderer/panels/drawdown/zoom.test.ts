import { expect, test } from 'vitest';
import { daysBack, episodeBands, episodeRange, lastDays, type Episode } from './zoom.ts';

const days = Array.from({ length: 100 }, (_, index) =>
  new Date(Date.UTC(2026, 0, 1 + index)).toISOString().slice(0, 10),
);
const day = (index: number) => days[index] ?? '';
const closed: Episode = {
  rank: 1,
  peak: day(19),
  start: day(20),
  trough: day(30),
  end: day(50),
  depth: 0.2,
  length: 31,
  toTrough: 11,
};
const open: Episode = { ...closed, rank: 2, peak: day(79), start: day(80), trough: day(90), end: null, length: 20 };

test('a zoom shows the whole episode with some days around it', () => {
  expect(episodeRange(closed, days)).toEqual({ from: day(12), to: day(57) });
});

test('a zoom to an open episode ends at the last day', () => {
  expect(episodeRange(open, days)).toEqual({ from: day(72), to: day(99) });
});

test('bands are numbered by depth and an open one reaches to the end', () => {
  expect(episodeBands([closed, open], days)).toEqual([
    { from: day(20), to: day(50), label: '1' },
    { from: day(80), to: day(99), label: '2' },
  ]);
});

test('the last 90 days, unless there are fewer', () => {
  expect(lastDays(days, 90)).toEqual({ from: day(10), to: day(99) });
  expect(lastDays(days.slice(0, 30), 90)).toBeNull();
});

test('days back run from the trough to the recovery', () => {
  expect(daysBack(closed)).toBe(20);
  expect(daysBack(open)).toBeNull();
});
