import { expect, test } from 'vitest';
import { epochMs } from '../../shared/units/unit.ts';
import type { Zone } from './importer.ts';
import {
  createLocalClock,
  daysOfDate,
  formatZone,
  parseZone,
  toUtc,
  wallClockOf,
  type LocalTime,
} from './local-time.ts';

const berlin: Zone = { kind: 'iana', name: 'Europe/Berlin' };
const newYork: Zone = { kind: 'iana', name: 'America/New_York' };

function at(text: string): LocalTime {
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = text.split(/[- :]/).map(Number);
  return { year, month, day, hour, minute, second, millisecond: 0 };
}

function utc(text: string, zone: Zone): string {
  const reading = toUtc(at(text), zone);
  return typeof reading === 'string' ? reading : new Date(reading.ms).toISOString();
}

test('a local time is read in its zone, summer and winter', () => {
  expect(utc('2026-07-01 12:00:00', berlin)).toBe('2026-07-01T10:00:00.000Z');
  expect(utc('2026-01-01 12:00:00', berlin)).toBe('2026-01-01T11:00:00.000Z');
  expect(utc('2026-01-01 00:30:00', { kind: 'offset', minutes: 330 })).toBe('2025-12-31T19:00:00.000Z');
  expect(utc('2026-03-08 01:59:59', newYork)).toBe('2026-03-08T06:59:59.000Z');
  expect(utc('2026-03-08 03:00:00', newYork)).toBe('2026-03-08T07:00:00.000Z');
});

test('a local time that the clock skipped, or a date that no calendar has, is no instant', () => {
  expect(utc('2026-03-29 02:30:00', berlin)).toBe('skipped');
  // Samoa left out 30 December 2011 when it changed sides of the date line (tz database, zone Pacific/Apia).
  expect(utc('2011-12-30 12:00:00', { kind: 'iana', name: 'Pacific/Apia' })).toBe('skipped');
  expect(utc('2025-02-29 10:00:00', berlin)).toBe('no-such-date');
  expect(utc('2026-01-01 24:00:00', berlin)).toBe('no-such-date');
});

test('in the hour that occurs twice, rows take the first instants until they step back, then the second', () => {
  const clock = createLocalClock(berlin);
  const rows = ['01:59:00', '02:10:00', '02:50:00', '02:49:59', '02:05:00', '02:40:00', '03:00:00'];
  const read = rows.map((time) => clock.read(at(`2025-10-26 ${time}`)));
  expect(
    read.map((reading) =>
      typeof reading === 'string' ? reading : [new Date(reading.ms).toISOString().slice(11, 19), reading.ambiguous],
    ),
  ).toEqual([
    ['23:59:00', false],
    ['00:10:00', true],
    ['00:50:00', true],
    // One second back is disorder inside a second, not the second pass.
    ['00:49:59', true],
    ['01:05:00', true],
    ['01:40:00', true],
    ['02:00:00', false],
  ]);
});

test('a file written newest first begins the repeated hour with its second pass', () => {
  const clock = createLocalClock(berlin, 'newest-first');
  const read = ['02:40:00', '02:05:00', '02:50:00'].map((time) => clock.read(at(`2025-10-26 ${time}`)));
  expect(
    read.map((reading) => (typeof reading === 'string' ? reading : new Date(reading.ms).toISOString().slice(11, 16))),
  ).toEqual(['01:40', '01:05', '00:50']);
});

test('zones are understood as people write them, and written so that they are read again', () => {
  const written = [
    'UTC',
    'GMT',
    'Z',
    '+02:00',
    '-0530',
    'UTC-6',
    'GMT+5:30',
    'Europe/Berlin',
    'europe/berlin',
    ' UTC+02:00 ',
  ];
  const zones = written.map((text) => {
    const zone = parseZone(text);
    return zone.ok ? formatZone(zone.value) : 'refused';
  });
  expect(zones).toEqual([
    'UTC',
    'UTC',
    'UTC',
    '+02:00',
    '-05:30',
    '-06:00',
    '+05:30',
    'Europe/Berlin',
    'Europe/Berlin',
    '+02:00',
  ]);
  for (const text of zones) expect(parseZone(text).ok).toBe(true);
  for (const text of ['', ' ', '-', 'Mars/Olympus', 'UTC+25', 'half past nine', '+99:00']) {
    expect(parseZone(text).ok, text).toBe(false);
  }
});

test('days are counted as the calendar does, over four hundred years', () => {
  for (let day = -70_000; day < 80_000; day += 37) {
    const date = new Date(day * 86_400_000);
    expect(daysOfDate(date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate())).toBe(day);
  }
  expect([daysOfDate(1900, 2, 29), daysOfDate(2026, 4, 31), daysOfDate(2026, 0, 1), daysOfDate(2026, 13, 1)]).toEqual([
    null,
    null,
    null,
    null,
  ]);
});

test('what a clock on the wall shows: at a fixed offset, and in a zone by the season', () => {
  const shown = (utc: string, zone: Zone) => new Date(wallClockOf(epochMs(Date.parse(utc)), zone)).toISOString();
  expect(shown('2026-01-15T22:30:00Z', { kind: 'offset', minutes: 330 })).toBe('2026-01-16T04:00:00.000Z');
  expect(shown('2026-01-15T22:30:00Z', { kind: 'offset', minutes: -300 })).toBe('2026-01-15T17:30:00.000Z');
  expect(shown('2026-01-15T22:30:00Z', berlin)).toBe('2026-01-15T23:30:00.000Z');
  expect(shown('2026-07-15T22:30:00Z', berlin)).toBe('2026-07-16T00:30:00.000Z');
});
