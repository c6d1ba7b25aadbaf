import { civilDateOfDay } from '../../../shared/units/civil-date.ts';
import { dayMs } from '../../../shared/units/unit.ts';
import type { DateOrder } from '../importer.ts';
import type { LocalTime } from '../local-time.ts';
import { millisecondOf, readYearFirstTime, type WrittenTime } from '../read-fields.ts';

/** A date as a table writes it; `daily` when no time of day is. */
export interface WrittenDate extends WrittenTime {
  readonly daily: boolean;
}

const packed = /^(\d{4})(\d{2})(\d{2})(?:[ T;,-]?(\d{2}):?(\d{2}):?(\d{2}))?$/;

/** `2026-03-17 10:00`, `2026.3.17`, `2026/03/17, 10:00`, `20260317`, `20260317;100000`. */
export function readYearFirst(text: string): WrittenDate | null {
  const apart = text
    .replace(packed, (_, year, month, day, hour, minute, second) =>
      hour === undefined ? `${year}-${month}-${day}` : `${year}-${month}-${day} ${hour}:${minute}:${second}`,
    )
    .replace(/^(\d{4})\.(\d{1,2})\.(\d{1,2})/, '$1-$2-$3')
    .replace(/^(\d{4}[-/]\d+[-/]\d+),\s*/, '$1 ');
  const read = readYearFirstTime(apart);
  return read === null ? null : { ...read, daily: !apart.includes(':') };
}

const twoOrders = /^(\d{1,2})([./-])(\d{1,2})\2(\d{4}|\d{2})(?:[\sT,]+(?:-\s+)?(.*))?$/;

/** `17/3/2026 10:00` or `3/17/2026 10:00 AM`, as `order` says. */
export function readTwoOrders(text: string, order: DateOrder): WrittenDate | null {
  const match = twoOrders.exec(text);
  if (match === null) return null;
  const [, one, , two, year, time] = match;
  const [day, month] = order === 'DMY' ? [one, two] : [two, one];
  return withTime(fullYear(year), Number(month), Number(day), time);
}

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/** `17-Mar-2026 10:00`, `Mar 17, 2026`. */
export function readNamedMonth(text: string): WrittenDate | null {
  const dayFirst = /^(\d{1,2})[\s-]([A-Za-z]{3})[a-z]*[\s,-]+(\d{4}|\d{2})(?:,?\s+(.*))?$/.exec(text);
  if (dayFirst !== null) {
    const [, day, month, year, time] = dayFirst;
    return withTime(fullYear(year), monthOf(month), Number(day), time);
  }
  const monthFirst = /^([A-Za-z]{3})[a-z]*\.?\s+(\d{1,2}),?\s+(\d{4})(?:,?\s+(.*))?$/.exec(text);
  if (monthFirst === null) return null;
  const [, month, day, year, time] = monthFirst;
  return withTime(Number(year), monthOf(month), Number(day), time);
}

/** Milliseconds since 1970, at or after it. */
export function ofEpoch(ms: number): WrittenDate {
  const day = Math.floor(ms / dayMs);
  const rest = ms - day * dayMs;
  return {
    local: {
      ...civilDateOfDay(day),
      hour: Math.floor(rest / 3_600_000),
      minute: Math.floor(rest / 60_000) % 60,
      second: Math.floor(rest / 1_000) % 60,
      millisecond: rest % 1_000,
    },
    offsetMinutes: 0,
    daily: false,
  };
}

const timeOfDay = /^(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?\s*([AP]M)?\s*(Z|UTC)?$/i;

function withTime(year: number, month: number, day: number, time: string | undefined): WrittenDate | null {
  const date: LocalTime = { year, month, day, hour: 0, minute: 0, second: 0, millisecond: 0 };
  if (time === undefined || time === '') return { local: date, offsetMinutes: null, daily: true };
  const match = timeOfDay.exec(time);
  if (match === null) return null;
  const [, hours, minute, second, fraction, half, zone] = match;
  const hour = hourOf(Number(hours), half?.toUpperCase());
  if (hour === null) return null;
  return {
    local: {
      ...date,
      hour,
      minute: Number(minute),
      second: Number(second ?? '0'),
      millisecond: millisecondOf(fraction),
    },
    offsetMinutes: zone === undefined ? null : 0,
    daily: false,
  };
}

/** The hour of the day; null for an hour that a clock of twelve hours does not show. */
function hourOf(written: number, half: string | undefined): number | null {
  if (half === undefined) return written;
  if (written < 1 || written > 12) return null;
  return (written % 12) + (half === 'PM' ? 12 : 0);
}

/** The month's number, or 0 (which no calendar has) when the word is no month. */
function monthOf(word: string | undefined): number {
  return months.indexOf((word ?? '').toLowerCase()) + 1;
}

function fullYear(text: string | undefined): number {
  return text?.length === 2 ? 2000 + Number(text) : Number(text);
}
