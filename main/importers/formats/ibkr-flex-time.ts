import { epochMs, type EpochMs } from '../../../shared/units/unit.ts';
import { toUtc, type LocalClock, type LocalTime, type TimeFault, type UtcReading } from '../local-time.ts';
import { attributeOf, type FlexRow } from './ibkr-flex-row.ts';
import { rowFault, type RowFault, type RowTime } from './row-time.ts';

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
 * day's close, after every movement of it.
 */
export type PartOfDay = 'begin' | 'end' | 'report';

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
  const wholeDay = read.dateOnly || part === 'report';
  const local = wholeDay ? { ...read.local, ...hours[part] } : read.local;
  const reading = wholeDay && part === 'begin' ? firstInstant(local, clock) : readLocal(local, read, clock);
  if (reading === 'no-such-date')
    return rowFault('time-impossible', `${text} is a date or hour that does not exist`, instrument);
  if (reading === 'skipped') {
    return rowFault(
      'time-skipped',
      `${text} does not exist in this time zone: the clock was put forward over it; check the time zone`,
      instrument,
    );
  }
  return reading;
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
  const date = attributeOf(row, 'tradeDate');
  const time = attributeOf(row, 'tradeTime');
  const apart = time === '' ? date : `${date};${time}`;
  return instantOf(text === '' && names.includes('dateTime') && date !== '' ? apart : text, clock, part, instrument);
}

/** The last instant of a day, by which a report counts; null where the date cannot be read. */
export function endOfDay(text: string, clock: LocalClock): EpochMs | null {
  const reading = instantOf(text, clock, 'report', null);
  return 'ms' in reading ? reading.ms : null;
}

/** The last instant of the day before. */
export function endOfDayBefore(text: string, clock: LocalClock): EpochMs | null {
  const read = readFlexTime(text);
  if (read === null) return null;
  const reading = firstInstant({ ...read.local, ...hours.begin }, clock);
  return typeof reading === 'string' ? null : epochMs(reading.ms - 1);
}

/** Midnight, or one o'clock where the clock was put forward over the hour after it. */
function firstInstant(midnight: LocalTime, clock: LocalClock): UtcReading | TimeFault {
  const reading = clock.read(midnight);
  return reading === 'skipped' ? clock.read({ ...midnight, hour: 1 }) : reading;
}

function readLocal(local: LocalTime, { offsetMinutes }: FlexTime, clock: LocalClock): UtcReading | TimeFault {
  return offsetMinutes === null ? clock.read(local) : toUtc(local, { kind: 'offset', minutes: offsetMinutes });
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

const hours = {
  begin: { hour: 0, minute: 0, second: 0, millisecond: 0 },
  end: { hour: 23, minute: 59, second: 59, millisecond: 0 },
  report: { hour: 23, minute: 59, second: 59, millisecond: 999 },
} as const;
