import { expect, test } from 'vitest';
import { createLocalClock, type LocalTime } from '../local-time.ts';
import { instantOfRow, isFalling, isNewestFirst } from './row-time.ts';

test('whether a file runs backwards is told by its first and last time that can be read', () => {
  expect(isNewestFirst(['soon', '2026-01-02', '2026-01-05', '2026-01-03', '-'])).toBe(false);
  expect(isNewestFirst(['2026-01-03', '2026-01-01', '2026-01-02', '2026-02-30'])).toBe(true);
  // One second decides.
  expect(isNewestFirst(['2026-01-02 10:00:00', '2026-01-02 10:00:01'])).toBe(false);
  expect(isNewestFirst(['2026-01-02 10:00:01', '2026-01-02 10:00:00'])).toBe(true);
});

test('nothing is told by one time, by equal times or by none', () => {
  const time: LocalTime = { year: 2026, month: 1, day: 2, hour: 3, minute: 0, second: 0, millisecond: 0 };
  expect(isFalling([time, { ...time, millisecond: 1 }, time])).toBeNull();
  expect(isFalling([{ ...time, millisecond: 1 }, time])).toBe(true);
  expect(isFalling([time])).toBeNull();
  expect(isNewestFirst(['soon'])).toBeNull();
  expect(isNewestFirst([])).toBeNull();
});

test('a time with an offset of its own is not read by the clock of the file', () => {
  const clock = createLocalClock({ kind: 'iana', name: 'Europe/Berlin' });
  const read = (text: string) => {
    const time = instantOfRow(text, clock, 'BTC/USD');
    return 'ms' in time ? [new Date(time.ms).toISOString(), time.ambiguous] : [time.code, time.instrument];
  };
  expect(read('2026-01-02 12:00:00')).toEqual(['2026-01-02T11:00:00.000Z', false]);
  expect(read('2026-01-02T12:00:00+03:30')).toEqual(['2026-01-02T08:30:00.000Z', false]);
  expect(read('2025-10-26 02:30:00')).toEqual(['2025-10-26T00:30:00.000Z', true]);
  expect(read('2026-03-29 02:30:00')).toEqual(['time-skipped', 'BTC/USD']);
  expect(read('2026-02-30 02:30:00')).toEqual(['time-impossible', 'BTC/USD']);
  expect(read('soon')).toEqual(['time-unreadable', 'BTC/USD']);
});
