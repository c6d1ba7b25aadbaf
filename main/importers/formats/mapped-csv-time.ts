import type { TimeFormat } from '../../../shared/contract/mapping.ts';
import { civilDateOfDay } from '../../../shared/units/civil-date.ts';
import { dayMs } from '../../../shared/units/unit.ts';
import { toUtc, type LocalClock, type LocalTime, type TimeFault, type UtcReading } from '../local-time.ts';
import { readYearFirstTime, type WrittenTime } from '../read-fields.ts';
import { readPriceDate } from './price-date.ts';

/** A time of an unknown table as it is written; `daily` when no time of day is. */
export interface TableTime extends WrittenTime {
  readonly daily: boolean;
}

/** Reads a time in the writing that the mapping names; a month by its name is read in every one. Null when it does not fit. */
export function readTableTime(text: string, format: TimeFormat): TableTime | null {
  const written = text.trim();
  switch (format) {
    case 'epoch-seconds':
      return /^\d{9,10}(?:\.\d+)?$/.test(written) ? ofEpoch(Math.round(Number(written) * 1_000)) : null;
    case 'epoch-milliseconds':
      return /^\d{12,13}(?:\.\d+)?$/.test(written) ? ofEpoch(Math.floor(Number(written))) : null;
    case 'epoch-microseconds':
      return /^\d{15,16}$/.test(written) ? ofEpoch(Math.floor(Number(written) / 1_000)) : null;
    case 'YMD':
      return readYearFirst(written) ?? readNamedMonth(written);
    case 'DMY':
    case 'MDY':
      return readTwoOrders(written, format) ?? readNamedMonth(written);
  }
}

/** The instant of a written time: by its own offset where it has one, else by the clock of the file. */
export function instantOf(written: WrittenTime, clock: LocalClock): UtcReading | TimeFault {
  return written.offsetMinutes === null
    ? clock.read(written.local)
    : toUtc(written.local, { kind: 'offset', minutes: written.offsetMinutes });
}

function readYearFirst(text: string): TableTime | null {
  const packed = /^(\d{4})(\d{2})(\d{2})(?:[ T;,-]?(\d{2}):?(\d{2}):?(\d{2}))?$/.exec(text);
  if (packed !== null) {
    const [, year, month, day, hour, minute, second] = packed;
    return timeOf([year, month, day], [hour, minute, second, undefined], hour === undefined, null);
  }
  const dotted = text
    .replace(/^(\d{4})\.(\d{1,2})\.(\d{1,2})/, '$1-$2-$3')
    .replace(/^(\d{4}[-/]\d+[-/]\d+),\s*/, '$1 ');
  const read = readYearFirstTime(dotted);
  return read === null ? null : { ...read, daily: !text.includes(':') };
}

const twoOrders =
  /^(\d{1,2})([./-])(\d{1,2})\2(\d{4}|\d{2})(?:[\sT,]+(?:-\s+)?(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?\s*([AaPp][Mm])?)?\s*(Z|UTC)?$/;

function readTwoOrders(text: string, order: 'DMY' | 'MDY'): TableTime | null {
  const match = twoOrders.exec(text);
  if (match === null) return null;
  const [, one, , two, year, hour, minute, second, fraction, half, zone] = match;
  const [day, month] = order === 'DMY' ? [one, two] : [two, one];
  if (half !== undefined && (Number(hour) < 1 || Number(hour) > 12)) return null;
  const hours = half === undefined ? hour : String((Number(hour) % 12) + (half.toLowerCase() === 'pm' ? 12 : 0));
  const fullYear = year?.length === 2 ? `20${year}` : year;
  return timeOf(
    [fullYear, month, day],
    [hours, minute, second, fraction],
    hour === undefined,
    zone === undefined ? null : 0,
  );
}

/** `17-Mar-2026 10:00`, `Mar 17, 2026`. */
function readNamedMonth(text: string): TableTime | null {
  return /[A-Za-z]{3}/.test(text) && !/^\d{4}-/.test(text) ? readPriceDate(text, null) : null;
}

type Part = string | undefined;

function timeOf(
  [year, month, day]: readonly [Part, Part, Part],
  [hour, minute, second, fraction]: readonly [Part, Part, Part, Part],
  daily: boolean,
  offsetMinutes: number | null,
): TableTime {
  const local: LocalTime = {
    year: Number(year),
    month: Number(month),
    day: Number(day),
    hour: Number(hour ?? '0'),
    minute: Number(minute ?? '0'),
    second: Number(second ?? '0'),
    millisecond: Math.floor(Number(`0.${fraction ?? '0'}`) * 1_000 + 1e-6),
  };
  return { local, offsetMinutes, daily };
}

function ofEpoch(ms: number): TableTime {
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
