import { civilDateOfDay } from '../../../shared/units/civil-date.ts';
import type { DateOrder } from '../importer.ts';
import type { LocalTime } from '../local-time.ts';
import { readYearFirstTime, type WrittenTime } from '../read-fields.ts';

/** A date of a price file as it is written; `daily` when no time of day is. */
export interface PriceDate extends WrittenTime {
  readonly daily: boolean;
}

/**
 * Reads the dates that price files use: year first, `20260317`, `17.03.2026` (always day first), `3/17/2026` or
 * `17/3/2026` (as `order` says), `17-Mar-2026`, `Mar 17, 2026`, and seconds, milliseconds or microseconds since 1970.
 */
export function readPriceDate(text: string, order: DateOrder | null): PriceDate | null {
  const written = text.trim();
  if (/^\d{10}$|^\d{13}$|^\d{16}$/.test(written))
    return ofEpoch(Number(written.slice(0, 13)) * (written.length === 10 ? 1_000 : 1));
  const packed = /^(\d{4})(\d{2})(\d{2})$/.exec(written);
  if (packed !== null) return dateOnly(Number(packed[1]), Number(packed[2]), Number(packed[3]));
  const yearFirst = /^\d{4}[-/.]/.test(written)
    ? readYearFirstTime(written.replace(/^(\d{4})\.(\d{1,2})\.(\d{1,2})/, '$1-$2-$3'))
    : null;
  if (yearFirst !== null) return { ...yearFirst, daily: !written.includes(':') };
  return readNamedMonth(written) ?? readNumbers(written, order);
}

/** The two leading numbers of a date whose order is not fixed by its writing, or null when it is. */
export function leadingNumbers(text: string): readonly [number, number] | null {
  const match = slashed.exec(text.trim());
  return match === null || match[2] === '.' ? null : [Number(match[1]), Number(match[3])];
}

const slashed = /^(\d{1,2})([./-])(\d{1,2})\2(\d{4}|\d{2})(?:,?\s+(?:-\s+)?(.*))?$/;
const timeOfDay = /^(\d{1,2}):(\d{2})(?::(\d{2}))?\s*([AP]M)?$/i;
const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

function readNumbers(text: string, order: DateOrder | null): PriceDate | null {
  const match = slashed.exec(text);
  if (match === null) return null;
  const [, one, separator, two, year, time] = match;
  const dayFirst = separator === '.' || order === 'DMY';
  if (!dayFirst && order === null) return null;
  const [day, month] = dayFirst ? [one, two] : [two, one];
  return withTime(fullYear(year), Number(month), Number(day), time);
}

function readNamedMonth(text: string): PriceDate | null {
  const dayFirst = /^(\d{1,2})[\s-]([A-Za-z]{3})[a-z]*[\s,-]+(\d{4}|\d{2})(?:,?\s+(.*))?$/.exec(text);
  if (dayFirst !== null) return withTime(fullYear(dayFirst[3]), monthOf(dayFirst[2]), Number(dayFirst[1]), dayFirst[4]);
  const monthFirst = /^([A-Za-z]{3})[a-z]*\.?\s+(\d{1,2}),?\s+(\d{4})(?:,?\s+(.*))?$/.exec(text);
  if (monthFirst === null) return null;
  return withTime(Number(monthFirst[3]), monthOf(monthFirst[1]), Number(monthFirst[2]), monthFirst[4]);
}

function withTime(year: number, month: number, day: number, time: string | undefined): PriceDate | null {
  const date = dateOnly(year, month, day);
  if (time === undefined || time.trim() === '') return date;
  const match = timeOfDay.exec(time.trim());
  if (match === null) return null;
  const half = match[4]?.toUpperCase();
  const written = Number(match[1]);
  if (half !== undefined && (written < 1 || written > 12)) return null;
  const hour = half === undefined ? written : (written % 12) + (half === 'PM' ? 12 : 0);
  return {
    ...date,
    local: { ...date.local, hour, minute: Number(match[2]), second: Number(match[3] ?? '0') },
    daily: false,
  };
}

function dateOnly(year: number, month: number, day: number): PriceDate {
  const local: LocalTime = { year, month, day, hour: 0, minute: 0, second: 0, millisecond: 0 };
  return { local, offsetMinutes: null, daily: true };
}

/** The month's number, or 0 (which no calendar has) when the word is no month. */
function monthOf(word: string | undefined): number {
  return months.indexOf((word ?? '').toLowerCase()) + 1;
}

function fullYear(text: string | undefined): number {
  return text?.length === 2 ? 2000 + Number(text) : Number(text);
}

function ofEpoch(ms: number): PriceDate {
  const day = Math.floor(ms / 86_400_000);
  const rest = ms - day * 86_400_000;
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
