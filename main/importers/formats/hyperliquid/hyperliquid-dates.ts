import type { DateOrder, Recognition } from '../../importer.ts';
import { toUtc, utcZone, type LocalTime } from '../../local-time.ts';
import { readYearFirstTime } from '../../read-fields.ts';

/** A date with day and month in front, before anybody knows which of the two is the day. */
export interface DayMonthDate {
  readonly first: string;
  readonly second: string;
  readonly separator: '/' | '-' | '.';
  readonly time: Omit<LocalTime, 'day' | 'month'>;
}

/** A date that names the year first and so has one reading only. */
export interface YearFirstDate {
  readonly local: LocalTime;
  /** Minutes east of UTC, where the row states them. */
  readonly offsetMinutes: number | null;
}

export type BrowserDate = DayMonthDate | YearFirstDate;

/**
 * Reads a time as Hyperliquid's page writes it, in the manner of the browser's language: `9/18/2025 - 14:59:56`,
 * `08/03/2026 - 11:15:00`, `25/09/2025 13:33:06`, `18.9.2025 - 14:59:56`; also year first. Null when it is none of these.
 */
export function readBrowserDate(text: string): BrowserDate | null {
  const match = written.exec(text.trim());
  if (match === null) return readYearFirstTime(yearFirstText(text));
  const [, first = '', separator, second = '', year, hour, minute, seconds = '0', fraction = '0', half] = match;
  const clockHour = Number(hour);
  if (half !== undefined && (clockHour < 1 || clockHour > 12)) return null;
  const afternoon = half?.toLowerCase() === 'pm' ? 12 : 0;
  return {
    first,
    second,
    separator: separator === '.' ? '.' : separator === '-' ? '-' : '/',
    time: {
      year: Number(year),
      hour: half === undefined ? clockHour : (clockHour % 12) + afternoon,
      minute: Number(minute),
      second: Number(seconds),
      millisecond: Number(`${fraction}00`.slice(0, 3)),
    },
  };
}

/** The text without the dash or comma that the page sets between date and time. */
export function yearFirstText(text: string): string {
  return text.trim().replace(/\s+-\s+|,\s*/, ' ');
}

export function isDayMonthDate(date: BrowserDate): date is DayMonthDate {
  return 'first' in date;
}

/** A date read in one of its two orders; it may still be no date of the calendar. */
export function localTimeOf(date: DayMonthDate, order: DateOrder): LocalTime {
  const [day, month] = order === 'DMY' ? [date.first, date.second] : [date.second, date.first];
  return { ...date.time, day: Number(day), month: Number(month) };
}

/**
 * Which of the two numbers is the day, for a file as a whole; null when its dates do not tell. In this order:
 * a number above 12 is a day; dashes and dots are written with the day first; rows stand in the order of time, so a
 * reading under which they jump to and fro is wrong; US English writes 9/5/2025 without leading zeros, the layouts with
 * the day first write 05/09/2025. Where the last two contradict each other, nothing is decided.
 */
export function decideDateOrder(dates: readonly DayMonthDate[]): DateOrder | null {
  const above12 = byDayAbove12(dates);
  if (above12 !== null) return above12 === 'both' ? null : above12;
  if (dates.some(({ separator }) => separator !== '/')) return 'DMY';
  const [rows, padding] = [byRowOrder(dates), byPadding(dates)];
  if (padding === 'both') return rows;
  if (rows !== null && padding !== null && rows !== padding) return null;
  return rows ?? padding;
}

/** What the dates of a file decide about their order, with both readings of one of them where they decide nothing. */
export function dateOrderOf(dates: readonly DayMonthDate[]): Recognition['dateOrder'] {
  const [example] = dates;
  if (example === undefined) return { kind: 'not-needed' };
  const order = decideDateOrder(dates);
  if (order !== null) return { kind: 'decided', order };
  return { kind: 'undecided', readings: [readingOf(example, 'DMY'), readingOf(example, 'MDY')] };
}

/**
 * Whether rows run from the newest to the oldest. Where the order of the dates is undecided, rows of one day decide it
 * by their hours.
 */
export function isNewestFirst(dates: readonly BrowserDate[], order: DateOrder | null): boolean {
  const byHours = order === null ? hoursRunBack(dates.filter(isDayMonthDate)) : null;
  if (byHours !== null) return byHours;
  const times = dates.map((date) => wallMs(date, order ?? 'DMY')).filter((time) => !Number.isNaN(time));
  const [first, last] = [times[0], times.at(-1)];
  return first !== undefined && last !== undefined && last < first;
}

const written =
  /^(\d{1,2})([/.-])(\d{1,2})\2(\d{4})(?:\s*-\s*|,?\s+)(\d{1,2}):(\d{2})(?::(\d{2})(?:\.(\d{1,9}))?)?(?:\s*([AaPp][Mm]))?$/;

function byDayAbove12(dates: readonly DayMonthDate[]): DateOrder | 'both' | null {
  return weigh(
    dates.some(({ first }) => Number(first) > 12),
    dates.some(({ second }) => Number(second) > 12),
  );
}

function byPadding(dates: readonly DayMonthDate[]): DateOrder | 'both' | null {
  const numbers = dates.flatMap(({ first, second }) => [first, second]).filter((text) => Number(text) < 10);
  return weigh(
    numbers.some((text) => text.length === 2),
    numbers.some((text) => text.length === 1),
  );
}

function byRowOrder(dates: readonly DayMonthDate[]): DateOrder | null {
  const runs = (order: DateOrder): boolean => {
    const times = dates.map((date) => wallMs(date, order));
    const steps = times.slice(1).map((time, index) => time - (times[index] ?? time));
    // Within the hour that comes twice at the end of summer time, a step back is no jump.
    return steps.every((step) => step > -hourMs) || steps.every((step) => step < hourMs);
  };
  const [dayFirst, monthFirst] = [runs('DMY'), runs('MDY')];
  return dayFirst === monthFirst ? null : dayFirst ? 'DMY' : 'MDY';
}

function weigh(dayFirst: boolean, monthFirst: boolean): DateOrder | 'both' | null {
  if (dayFirst && monthFirst) return 'both';
  return dayFirst ? 'DMY' : monthFirst ? 'MDY' : null;
}

/** Whether the first rows of one day whose hours differ run from the later to the earlier; null where there are none. */
function hoursRunBack(dates: readonly DayMonthDate[]): boolean | null {
  for (const [index, date] of dates.entries()) {
    const next = dates[index + 1];
    if (next === undefined || dayOf(next) !== dayOf(date)) continue;
    const [ms, nextMs] = [wallMs(date, 'DMY'), wallMs(next, 'DMY')];
    if (nextMs < ms) return true;
    if (nextMs > ms) return false;
  }
  return null;
}

function dayOf({ first, second, time }: DayMonthDate): string {
  return `${first}/${second}/${time.year}`;
}

/** The wall clock as if it were UTC; NaN for a date that does not exist. */
function wallMs(date: BrowserDate, order: DateOrder): number {
  const reading = toUtc(isDayMonthDate(date) ? localTimeOf(date, order) : date.local, utcZone);
  return typeof reading === 'string' ? Number.NaN : reading.ms;
}

const hourMs = 3_600_000;

const months = 'January February March April May June July August September October November December'.split(' ');

/** `03/04/2026 is 3 April 2026 (day first)`. */
function readingOf(date: DayMonthDate, order: DateOrder): string {
  const { day, month, year } = localTimeOf(date, order);
  const how = order === 'DMY' ? 'day first' : 'month first';
  const text = `${date.first}${date.separator}${date.second}${date.separator}${year}`;
  return `${text} is ${day} ${months[month - 1] ?? `month ${month}`} ${year} (${how})`;
}
