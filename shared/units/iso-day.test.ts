import fc from 'fast-check';
import { expect, test } from 'vitest';
import { dayOfIsoDate, isoDateOfDay, isoTimeOfMs } from './iso-day.ts';

test('every day of 1599 to 2402, two whole turns of the calendar, is the day that the platform has', () => {
  const [first, last] = [Date.UTC(1599, 0, 1) / 86_400_000, Date.UTC(2402, 11, 31) / 86_400_000];
  const wrong: string[] = [];
  for (let day = first; day <= last; day += 1) {
    const iso = new Date(day * 86_400_000).toISOString().slice(0, 10);
    if (isoDateOfDay(day) !== iso || dayOfIsoDate(iso) !== day) wrong.push(iso);
  }
  expect(wrong).toEqual([]);
});

test('of a time only its date counts', () => {
  expect(dayOfIsoDate('1970-01-02T23:59:59.999Z')).toBe(1);
});

test('an instant prints as the platform prints it, without empty milliseconds', () => {
  for (const iso of ['2026-03-31T23:59:59.999Z', '2026-03-31T23:00:00.001Z', '2026-03-31T00:00:00Z'])
    expect(isoTimeOfMs(Date.parse(iso))).toBe(iso);
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 4e12 }), (instant) => {
      expect(isoTimeOfMs(instant)).toBe(new Date(instant).toISOString().replace('.000Z', 'Z'));
    }),
  );
});
