import { expect, test } from 'vitest';
import type { Zone } from './importer.ts';
import { createLocalClock, daysOfDate, parseZone, toUtc, utcZone, type LocalTime } from './local-time.ts';

const berlin: Zone = { kind: 'iana', name: 'Europe/Berlin' };
const midnight = { hour: 0, minute: 0, second: 0, millisecond: 0 };
const local = (year: number, month: number, day: number, say: Partial<LocalTime> = {}): LocalTime => ({
  year,
  month,
  day,
  ...midnight,
  ...say,
});
const told = (time: LocalTime, zone: Zone): string => {
  const reading = toUtc(time, zone);
  return typeof reading === 'string' ? reading : new Date(reading.ms).toISOString();
};

test('February has 29 days in every fourth year, not in every hundredth, but in every four hundredth', () => {
  expect(daysOfDate(2024, 2, 29)).not.toBeNull();
  expect(daysOfDate(2000, 2, 29)).toBe(11_016);
  const none = [
    [2001, 2, 29],
    [2100, 2, 29],
    [2024, 2, 30],
    [2000, 2, 30],
    [2026, 1, 0],
    [2026, 1, 32],
    [2026, 12, 32],
    [2026, 4, 31],
    [2026, 6, 31],
    [2026, 9, 31],
    [2026, 11, 31],
  ] as const;
  for (const [year, month, day] of none) expect(daysOfDate(year, month, day), `${year}-${month}-${day}`).toBeNull();
});

test('an hour has minutes 0 to 59, a minute seconds 0 to 59', () => {
  const utc: Zone = { kind: 'offset', minutes: 0 };
  expect(told(local(2026, 1, 5, { hour: 23, minute: 59, second: 59, millisecond: 999 }), utc)).toBe(
    '2026-01-05T23:59:59.999Z',
  );
  expect(told(local(2026, 1, 5, { minute: 60 }), utc)).toBe('no-such-date');
  expect(told(local(2026, 1, 5, { second: 60 }), utc)).toBe('no-such-date');
});

test('no zone is further than fourteen hours from UTC', () => {
  expect(parseZone('+14:00')).toMatchObject({ ok: true, value: { kind: 'offset', minutes: 840 } });
  expect(parseZone('-14:00')).toMatchObject({ ok: true, value: { kind: 'offset', minutes: -840 } });
  for (const text of ['+14:01', '+14:10', '-14:01', '+15:00']) expect(parseZone(text).ok, text).toBe(false);
});

test('a written offset knows no hour that occurs twice, and nought is nought on either side', () => {
  expect(utcZone).toEqual({ kind: 'offset', minutes: 0 });
  expect(toUtc(local(2025, 10, 26, { hour: 2, minute: 30 }), { kind: 'offset', minutes: 120 })).toEqual({
    ms: Date.UTC(2025, 9, 26, 0, 30),
    ambiguous: false,
  });
  expect(parseZone('UTC-0')).toEqual({ ok: true, value: { kind: 'offset', minutes: 0 } });
  expect(parseZone('-00:01')).toEqual({ ok: true, value: { kind: 'offset', minutes: -1 } });
});

test('in the hour that occurs twice, two seconds back is disorder, more is the second pass', () => {
  // Berlin, 26 October 2025: 02:00 to 03:00 comes at 00:00 and at 01:00 UTC.
  const second = (ms: number): string => {
    const clock = createLocalClock(berlin);
    clock.read(local(2025, 10, 26, { hour: 2, minute: 30, second: 10 }));
    const reading = clock.read(local(2025, 10, 26, { hour: 2, minute: 30, second: 7, millisecond: ms }));
    return typeof reading === 'string' ? reading : new Date(reading.ms).toISOString().slice(11);
  };
  // From 02:30:10.000 back to 02:30:08.000 and to 02:30:07.999.
  expect(second(1_000)).toBe('00:30:08.000Z');
  expect(second(999)).toBe('01:30:07.999Z');
});

test('a fraction of a second is read on the day of a change as on any other', () => {
  expect(told(local(2026, 3, 29, { hour: 12, millisecond: 500 }), berlin)).toBe('2026-03-29T10:00:00.500Z');
  expect(told(local(2026, 3, 28, { hour: 12, millisecond: 500 }), berlin)).toBe('2026-03-28T11:00:00.500Z');
});

test('far from Greenwich the clock changes on another day of UTC', () => {
  // New Zealand goes from UTC+13 to UTC+12 on 5 April 2026 at 03:00, which is 4 April 14:00 UTC.
  const auckland: Zone = { kind: 'iana', name: 'Pacific/Auckland' };
  expect(told(local(2026, 4, 5, { hour: 1, minute: 30 }), auckland)).toBe('2026-04-04T12:30:00.000Z');
  expect(told(local(2026, 4, 5, { hour: 9 }), auckland)).toBe('2026-04-04T21:00:00.000Z');
});

test('the year 0 of a mangled file stays the year 0 in every zone', () => {
  // ISO 8601 counts 1 BC as year 0; the clocks of a zone by name say "1 BC".
  expect(told(local(0, 7, 1, { hour: 12 }), { kind: 'iana', name: 'Etc/GMT-1' })).toBe('0000-07-01T11:00:00.000Z');
});
