import { formatScaled, isScaled, parseScaled, type Decimal, type DecimalFault } from '../../shared/units/decimal.ts';
import type { LocalTime } from './local-time.ts';

/** A field that is no exact amount. */
export interface BadDecimal {
  readonly fault: DecimalFault;
}

/**
 * Reads an amount with a decimal point and no thousands separators, exactly, without passing through a float.
 * Blanks around it are allowed. Fails on NaN, Infinity, words, blank, over 40 integer digits (`1e400`), and on a non-zero
 * digit beyond the eighteenth decimal place. Tell the two outcomes apart by `isDecimal`.
 */
export function readDecimal(text: string): Decimal | BadDecimal {
  if (plainAmount.test(text)) return withoutLastZeros(text);
  const outcome = parseScaled(text.trim());
  return isScaled(outcome) ? formatScaled(outcome) : { fault: outcome };
}

// Nearly every amount of a million rows is canonical text but for its last zeros, and need not become an integer.
const plainAmount = /^-?(?:0|[1-9]\d{0,39})(?:\.\d{1,18})?$/;

function withoutLastZeros(text: string): Decimal {
  let end = text.length;
  if (text.includes('.')) {
    while (text.charCodeAt(end - 1) === zero) end -= 1;
    if (text.charCodeAt(end - 1) === point) end -= 1;
  }
  const bare = text.slice(0, end);
  return (bare === '-0' ? '0' : bare) as Decimal;
}

/** Whether the outcome of `readDecimal` is an amount. */
export function isDecimal(outcome: Decimal | BadDecimal): outcome is Decimal {
  return typeof outcome === 'string';
}

/**
 * Reads an amount with thousands separators, for formats that write them ("1,234.50"). Separators must stand at every
 * third digit or not at all: "1,5" is no number here, so that a decimal comma is never taken for a thousands separator.
 */
export function readGroupedDecimal(
  text: string,
  thousands: ',' | '.' | ' ' | "'",
  decimal: '.' | ',',
): Decimal | BadDecimal {
  const trimmed = text.trim();
  const [whole, fraction, ...more] = trimmed.split(decimal);
  if (whole === undefined || more.length > 0) return notANumber;
  const groups = whole.split(thousands);
  if (groups.length > 1) {
    const [first, ...rest] = groups;
    if (first === undefined || !/^[+-]?\d{1,3}$/.test(first) || rest.some((group) => !/^\d{3}$/.test(group))) {
      return notANumber;
    }
  }
  return readDecimal(fraction === undefined ? groups.join('') : `${groups.join('')}.${fraction}`);
}

/** Why a field is no amount, for the trader. */
export function describeBadDecimal(column: string, text: string, bad: BadDecimal): string {
  switch (bad.fault) {
    case 'not-a-number':
      return text.trim() === '' ? `${column} is blank` : `${column} "${clip(text)}" is no number`;
    case 'too-fine':
      return `${column} "${clip(text)}" has more than 18 decimal places`;
    case 'too-large':
      return `${column} "${clip(text)}" is too large to be an amount`;
  }
}

/** The negative of an amount. */
export function negate(amount: Decimal): Decimal {
  if (amount === '0') return amount;
  return (amount.charCodeAt(0) === minus ? amount.slice(1) : `-${amount}`) as Decimal;
}

/** An amount without its sign. */
export function absolute(amount: Decimal): Decimal {
  return amount.charCodeAt(0) === minus ? (amount.slice(1) as Decimal) : amount;
}

export function isNegative(amount: Decimal): boolean {
  return amount.charCodeAt(0) === minus;
}

/** A time with its zone, where the row itself states one. */
export interface WrittenTime {
  readonly local: LocalTime;
  /** Minutes east of UTC as written (`Z`, `+02:00`, ` UTC`), or null when the row does not say. */
  readonly offsetMinutes: number | null;
}

const yearFirst =
  /^\s*(\d{4}|\d{2}(?=-))([-/])(\d{1,2})\2(\d{1,2})(?:(?:\s+|T)(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?)?\s*(Z|UTC|[+-]\d{2}:?\d{2})?\s*$/;

/**
 * Reads a time written year first: `2026-03-17 09:12:44`, `26-03-17 09:12:44.123`, `2026-03-17T09:12:44Z`,
 * `2026/03/17 09:12`, `2026-03-17`. Two digits of a year are 20YY, and only between dashes. Null when it is not so written.
 */
export function readYearFirstTime(text: string): WrittenTime | null {
  if (commonTime.test(text)) return readCommonTime(text);
  const match = yearFirst.exec(text);
  if (match === null) return null;
  const [, year, , month, day, hour, minute, second, fraction, zone] = match;
  return {
    local: {
      year: year?.length === 2 ? 2000 + Number(year) : Number(year),
      month: Number(month),
      day: Number(day),
      hour: Number(hour ?? '0'),
      minute: Number(minute ?? '0'),
      second: Number(second ?? '0'),
      millisecond: millisecondOf(fraction),
    },
    offsetMinutes: zone === undefined ? null : writtenOffset(zone),
  };
}

const notANumber: BadDecimal = { fault: 'not-a-number' };
const minus = 45;
const point = 46;
const zero = 48;

// A million rows pass here: the writing is tested once, and the digits are then taken by their place from the end.
const commonTime = /^(?:\d\d)?\d\d-\d\d-\d\d \d\d:\d\d:\d\d$/;

function readCommonTime(text: string): WrittenTime {
  const end = text.length;
  const century = end === 19 ? pair(text, 0) : 20;
  return {
    local: {
      year: century * 100 + pair(text, end - 17),
      month: pair(text, end - 14),
      day: pair(text, end - 11),
      hour: pair(text, end - 8),
      minute: pair(text, end - 5),
      second: pair(text, end - 2),
      millisecond: 0,
    },
    offsetMinutes: null,
  };
}

/** The two digits at a place, as a number. */
function pair(text: string, at: number): number {
  return (text.charCodeAt(at) - zero) * 10 + text.charCodeAt(at + 1) - zero;
}

/** Whole milliseconds of the digits behind the point of a second; what is finer is cut off. */
export function millisecondOf(fraction: string | undefined): number {
  return Number((fraction ?? '').slice(0, 3).padEnd(3, '0'));
}

function writtenOffset(zone: string): number {
  if (zone === 'Z' || zone === 'UTC') return 0;
  const magnitude = Number(zone.slice(1, 3)) * 60 + Number(zone.slice(-2));
  return zone.startsWith('-') ? -magnitude : magnitude;
}

function clip(text: string): string {
  return text.length <= 40 ? text : `${text.slice(0, 40)}...`;
}
