import { civilDateOfDay } from '../../../../shared/units/civil-date.ts';
import { epochMs, type EpochMs } from '../../../../shared/units/unit.ts';
import {
  createLocalClock,
  daysOfDate,
  type LocalClock,
  type LocalTime,
  type TimeFault,
  type UtcReading,
} from '../../local-time.ts';
import { attributeOf, type FlexRow } from './ibkr-flex-row.ts';
import { existing, rowFault, type RowFault, type RowTime } from '../row-time.ts';

/** A time as a Flex statement writes it. */
export interface FlexTime {
  readonly local: LocalTime;
  /** Only a date is written. */
  readonly dateOnly: boolean;
  /** Minutes east of UTC, where a zone stands behind it. */
  readonly offsetMinutes: number | null;
}

/**
 * Where in its day a row stands that has a date and no time. `begin`: money that comes in, which the trades of the day
 * may have needed. `end`: any other movement, a second before the day is over. `report`: what the broker counts at the
 * day's close, after every movement of it. `before`: what it counted at the close of the day before.
 */
export type PartOfDay = 'begin' | 'end' | 'report' | 'before';

/** Each from midnight on. */
const places: Readonly<Record<PartOfDay, { readonly days: number; readonly ms: number }>> = {
  begin: { days: 0, ms: 0 },
  end: { days: 1, ms: -1_000 },
  report: { days: 1, ms: -1 },
  before: { days: 0, ms: -1 },
};

/** Reads a date of a Flex statement in any of its writings, or null. */
export function readFlexTime(text: string): FlexTime | null {
  const match = written.exec(text.trim());
  if (match === null) return null;
  const [, year, , month, day, hour, minute, second, zone] = match;
  const offset = zone === undefined ? null : zoneMinutes[zone.toUpperCase()];
  if (offset === undefined) return null;
  return {
    local: {
      year: Number(year),
      month: Number(month),
      day: Number(day),
      hour: Number(hour ?? '0'),
      minute: Number(minute ?? '0'),
      second: Number(second ?? '0'),
      millisecond: 0,
    },
    dateOnly: hour === undefined,
    offsetMinutes: offset,
  };
}

/** The instant of a written time. */
function instantOf(text: string, clock: LocalClock, part: PartOfDay, instrument: string | null): RowTime | RowFault {
  const read = readFlexTime(text);
  if (read === null) {
    return text === ''
      ? rowFault('time-missing', 'the row has neither a date nor a time; add them to the Flex Query', instrument)
      : rowFault('time-unreadable', `"${text}" is no time that Ballast can read`, instrument);
  }
  const own = clockOf(read, clock);
  return existing(read.dateOnly ? inDay(read.local, part, own) : own.read(read.local), text, instrument);
}

/** The first of these attributes as an instant; those of older statements write date and time apart. */
export function instantOfRow(
  row: FlexRow,
  names: readonly string[],
  clock: LocalClock,
  part: PartOfDay,
  instrument: string | null,
): RowTime | RowFault {
  const text = attributeOf(row, ...names);
  const apart = [attributeOf(row, 'tradeDate'), attributeOf(row, 'tradeTime')].filter((one) => one !== '').join(';');
  return instantOf(text === '' ? apart : text, clock, part, instrument);
}

/** The last instant of a day, by which a report counts; null where the date cannot be read. */
export function endOfDay(text: string, clock: LocalClock): EpochMs | null {
  return instantInDay(text, 'report', clock);
}

/** The last instant of the day before. */
export function endOfDayBefore(text: string, clock: LocalClock): EpochMs | null {
  return instantInDay(text, 'before', clock);
}

function instantInDay(text: string, part: PartOfDay, clock: LocalClock): EpochMs | null {
  const read = readFlexTime(text);
  if (read === null) return null;
  const reading = inDay(read.local, part, clockOf(read, clock));
  return typeof reading === 'string' ? null : reading.ms;
}

function inDay({ year, month, day }: LocalTime, part: PartOfDay, clock: LocalClock): UtcReading | TimeFault {
  const date = daysOfDate(year, month, day);
  if (date === null) return 'no-such-date';
  const { days, ms } = places[part];
  const begin = { ...civilDateOfDay(date + days), ...midnight };
  const first = clock.read(begin);
  // One o'clock where the clock was put forward over the hour after midnight.
  const reading = first === 'skipped' ? clock.read({ ...begin, hour: 1 }) : first;
  return typeof reading === 'string' ? reading : { ms: epochMs(reading.ms + ms), ambiguous: false };
}

function clockOf({ offsetMinutes }: FlexTime, clock: LocalClock): LocalClock {
  return offsetMinutes === null ? clock : createLocalClock({ kind: 'offset', minutes: offsetMinutes });
}

/** Whether the times carry the zone of the eastern United States. */
export function isEasternTime(text: string): boolean {
  return /\sE[SD]T$/i.test(text.trim());
}

const written = /^(\d{4})(-?)(\d{2})\2(\d{2})(?:\s*[;,T ]?\s*(\d{2}):?(\d{2})(?::?(\d{2}))?)?(?:\s*([A-Za-z]{3,4}))?$/;

/** The abbreviations that mean one offset only. */
const zoneMinutes: Readonly<Record<string, number>> = {
  UTC: 0,
  GMT: 0,
  EST: -300,
  EDT: -240,
  CET: 60,
  CEST: 120,
  HKT: 480,
  JST: 540,
};

const midnight = { hour: 0, minute: 0, second: 0, millisecond: 0 } as const;
