import { civilDateOfDay, dayOfCivilDate } from './civil-date.ts';
import { dayMs } from './unit.ts';

/** Days since 1970-01-01 of an ISO date (the first ten characters count). */
export function dayOfIsoDate(date: string): number {
  const [year, month, day] = date.slice(0, 10).split('-').map(Number) as [number, number, number];
  return dayOfCivilDate({ year, month, day });
}

/** The ISO date of a day since 1970-01-01. */
export function isoDateOfDay(dayNumber: number): string {
  const { year, month, day } = civilDateOfDay(dayNumber);
  return `${pad(year, 4)}-${pad(month, 2)}-${pad(day, 2)}`;
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
