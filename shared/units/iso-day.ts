import { dayMs } from './unit.ts';

/**
 * Days since 1970-01-01 of an ISO date (the first ten characters count), proleptic Gregorian.
 * Source: H. Hinnant, chrono-Compatible Low-Level Date Algorithms (2013), days_from_civil.
 */
export function dayOfIsoDate(date: string): number {
  const [year, month, day] = date.slice(0, 10).split('-').map(Number) as [number, number, number];
  const shifted = month <= 2 ? year - 1 : year;
  const era = Math.floor(shifted / 400);
  const yearOfEra = shifted - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468;
}

/** The ISO date of a day since 1970-01-01. Source: as `dayOfIsoDate`, civil_from_days. */
export function isoDateOfDay(day: number): string {
  const shifted = day + 719_468;
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1_460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const monthFromMarch = Math.floor((5 * dayOfYear + 2) / 153);
  const dayOfMonth = dayOfYear - Math.floor((153 * monthFromMarch + 2) / 5) + 1;
  const month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9;
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
  return `${pad(year, 4)}-${pad(month, 2)}-${pad(dayOfMonth, 2)}`;
}

/** ISO 8601 UTC of an instant, with milliseconds only where there are some. */
export function isoTimeOfMs(instant: number): string {
  const day = Math.floor(instant / dayMs);
  const inDay = instant - day * dayMs;
  const seconds = Math.floor(inDay / 1_000);
  const clock = [Math.floor(seconds / 3_600), Math.floor(seconds / 60) % 60, seconds % 60].map((part) => pad(part, 2));
  const milliseconds = inDay % 1_000;
  return `${isoDateOfDay(day)}T${clock.join(':')}${milliseconds === 0 ? '' : `.${pad(milliseconds, 3)}`}Z`;
}

function pad(value: number, width: number): string {
  return String(value).padStart(width, '0');
}
