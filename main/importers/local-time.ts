import { dayOfCivilDate } from '../../shared/units/civil-date.ts';
import { failure, success, type Result } from '../../shared/result/result.ts';
import { dayMs, epochMs, type EpochMs } from '../../shared/units/unit.ts';
import type { Zone } from './importer.ts';

/** A wall-clock time as a file prints it, before anybody knows whose wall it hung on. */
export interface LocalTime {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  readonly millisecond: number;
}

export interface UtcReading {
  readonly ms: EpochMs;
  /** The local time occurs twice (summer time ends); `ms` is one of its two instants. */
  readonly ambiguous: boolean;
}

/** `skipped`: the clock was put forward over this local time, so it never was. */
export type TimeFault = 'no-such-date' | 'skipped';

/** Turns the local times of one file, row after row, into instants. */
export interface LocalClock {
  readonly read: (local: LocalTime) => UtcReading | TimeFault;
}

export const utcZone: Zone = { kind: 'offset', minutes: 0 };

/**
 * The clock of one file. A local time that occurs twice takes its first instant until the rows step back in local time
 * and its second from there on (the other way round in a file that is written newest first); both are flagged
 * (BOOK section 10). Rows that are unordered inside two seconds do not count as a step back.
 */
export function createLocalClock(zone: Zone, order: 'oldest-first' | 'newest-first' = 'oldest-first'): LocalClock {
  if (zone.kind === 'offset') {
    const shift = zone.minutes * 60_000;
    return {
      read: (local) => {
        const wall = wallMs(local);
        return wall === null ? 'no-such-date' : { ms: epochMs(wall - shift), ambiguous: false };
      },
    };
  }
  const offsets = offsetsOf(zone.name);
  const forward = order === 'oldest-first';
  let previous: number | null = null;
  let turned = false;
  return {
    read: (local) => {
      const wall = wallMs(local);
      if (wall === null) return 'no-such-date';
      const instants = instantsOf(wall, offsets);
      const [first, second] = instants;
      if (first === undefined) return 'skipped';
      if (second === undefined) {
        previous = null;
        turned = false;
        return { ms: epochMs(first), ambiguous: false };
      }
      if (previous !== null && (forward ? previous - wall : wall - previous) > unorderedMs) turned = true;
      previous = wall;
      return { ms: epochMs(forward === turned ? second : first), ambiguous: true };
    },
  };
}

/** One local time in a zone; of two instants the first. */
export function toUtc(local: LocalTime, zone: Zone): UtcReading | TimeFault {
  return createLocalClock(zone).read(local);
}

/** What a clock on the wall shows at an instant, in ms as if it were UTC. */
export function wallClockOf(ms: EpochMs, zone: Zone): number {
  return ms + (zone.kind === 'offset' ? zone.minutes * 60_000 : offsetsOf(zone.name).at(ms));
}

/** Reads `Europe/Berlin`, `UTC`, `GMT`, `Z`, `+02:00`, `-0530`, `UTC-6`, `GMT+5:30`. */
export function parseZone(text: string): Result<Zone> {
  const written = text.trim();
  const offset = /^(?:UTC|GMT|Z)?(?:\s*([+-]|\u2212)\s*(\d{1,2})(?::?([0-5]\d))?)?$/i.exec(written);
  if (offset !== null && written !== '') {
    const magnitude = Number(offset[2] ?? '0') * 60 + Number(offset[3] ?? '0');
    if (magnitude <= widestOffsetMinutes) {
      return success({ kind: 'offset', minutes: offset[1] === '+' || magnitude === 0 ? magnitude : -magnitude });
    }
  }
  if (/^[A-Za-z][A-Za-z0-9_+-]*(?:\/[A-Za-z0-9_+-]+)*$/.test(written)) {
    try {
      return success({
        kind: 'iana',
        name: new Intl.DateTimeFormat('en-US', { timeZone: written }).resolvedOptions().timeZone,
      });
    } catch {
      // Intl knows no such zone: told below.
    }
  }
  return failure(
    'timezone-unknown',
    `"${text}" is no time zone`,
    'Write it like Europe/Berlin, America/New_York, UTC, +02:00 or UTC-6.',
  );
}

/** A zone as the trader would write it; `parseZone` reads it back. */
export function formatZone(zone: Zone): string {
  if (zone.kind === 'iana') return zone.name;
  if (zone.minutes === 0) return 'UTC';
  const magnitude = Math.abs(zone.minutes);
  return `${zone.minutes < 0 ? '-' : '+'}${twoDigits(Math.floor(magnitude / 60))}:${twoDigits(magnitude % 60)}`;
}

/** Whole days from 1970-01-01 to a date of the Gregorian calendar, or null when the calendar has no such date. */
export function daysOfDate(year: number, month: number, day: number): number | null {
  if (month < 1 || month > 12 || day < 1 || day > 31) return null;
  if (day > 28 && day > daysInMonth(year, month)) return null;
  return dayOfCivilDate({ year, month, day });
}

const unorderedMs = 2_000;
const widestOffsetMinutes = 14 * 60;

function twoDigits(value: number): string {
  return String(value).padStart(2, '0');
}

function daysInMonth(year: number, month: number): number {
  if (month !== 2) return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
  return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28;
}

/** The local time as if it were UTC, or null when there is no such date or hour. */
function wallMs(local: LocalTime): number | null {
  const { hour, minute, second, millisecond } = local;
  const days = daysOfDate(local.year, local.month, local.day);
  if (days === null || !(hour >= 0 && hour < 24 && minute >= 0 && minute < 60 && second >= 0 && second < 60))
    return null;
  return days * dayMs + hour * 3_600_000 + minute * 60_000 + second * 1_000 + millisecond;
}

interface ZoneOffsets {
  readonly at: (instantMs: number) => number;
  /** Wall-clock day to its offset, or null on a day near which the offset changes. */
  readonly byDay: Map<number, number | null>;
}

const knownZones = new Map<string, ZoneOffsets>();

function offsetsOf(name: string): ZoneOffsets {
  const known = knownZones.get(name);
  if (known !== undefined) return known;
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone: name,
    calendar: 'gregory',
    numberingSystem: 'latn',
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
    era: 'short',
  });
  const at = (instantMs: number): number => {
    const part: Record<string, string> = {};
    for (const { type, value } of format.formatToParts(instantMs)) part[type] = value;
    const year = part['era'] === 'BC' ? 1 - Number(part['year']) : Number(part['year']);
    const days = daysOfDate(year, Number(part['month']), Number(part['day']));
    if (days === null) throw new Error(`Intl gave a date that does not exist for ${name}`);
    const wall =
      days * dayMs +
      Number(part['hour']) * 3_600_000 +
      Number(part['minute']) * 60_000 +
      Number(part['second']) * 1_000;
    return wall - Math.floor(instantMs / 1_000) * 1_000;
  };
  const offsets: ZoneOffsets = { at, byDay: new Map() };
  knownZones.set(name, offsets);
  return offsets;
}

/** The instants, earliest first, at which the clocks of the zone show this wall time: none, one or two. */
function instantsOf(wall: number, offsets: ZoneOffsets): readonly number[] {
  const day = Math.floor(wall / dayMs);
  let constant = offsets.byDay.get(day);
  if (constant === undefined) {
    // No zone is further than a day from UTC, and none has two changes within these three days.
    const before = offsets.at((day - 1) * dayMs);
    const after = offsets.at((day + 2) * dayMs);
    constant = before === after ? before : null;
    offsets.byDay.set(day, constant);
  }
  if (constant !== null) return [wall - constant];
  const before = offsets.at((day - 1) * dayMs);
  const after = offsets.at((day + 2) * dayMs);
  return [before, after]
    .map((offset) => ({ offset, instant: wall - offset }))
    .filter(({ offset, instant }) => offsets.at(instant) === offset)
    .map(({ instant }) => instant)
    .sort((a, b) => a - b);
}
