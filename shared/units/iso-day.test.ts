import fc from 'fast-check';
import { expect, test } from 'vitest';
import { dayOfIsoDate, isoDateOfDay, isoTimeOfMs } from './iso-day.ts';

test('dates and days agree with the calendar of the platform', () => {
  fc.assert(
    fc.property(fc.integer({ min: -60_000, max: 80_000 }), (day) => {
      const iso = new Date(day * 86_400_000).toISOString().slice(0, 10);
      expect(isoDateOfDay(day)).toBe(iso);
      expect(dayOfIsoDate(iso)).toBe(day);
    }),
  );
});

test('an instant prints as the platform prints it, without empty milliseconds', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 4e12 }), (instant) => {
      expect(isoTimeOfMs(instant)).toBe(new Date(instant).toISOString().replace('.000Z', 'Z'));
    }),
  );
});
