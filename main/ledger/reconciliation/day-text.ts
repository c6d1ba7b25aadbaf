import { isoTimeOfMs } from '../../../shared/units/iso-day.ts';

/** The UTC day of an instant. */
export function dayText(timeMs: number): string {
  return isoTimeOfMs(timeMs).slice(0, 10);
}

/**
 * The day of which a report is that is stamped with that day's last millisecond, in whatever zone the broker keeps its days
 * (New York's end at 03:59:59.999 or 04:59:59.999 of the next day in UTC); any other instant's UTC day.
 */
export function reportDayText(timeMs: number): string {
  return dayText(isDaysEnd(timeMs) ? timeMs - elevenHoursMs : timeMs);
}

/** Reports of a day are stamped with its last millisecond; no zone is off by anything but whole minutes. */
export function isDaysEnd(timeMs: number): boolean {
  return timeMs % 60_000 === 59_999;
}

/** From UTC-11 to UTC+12 this leads into the day itself. */
const elevenHoursMs = 11 * 3_600_000;
