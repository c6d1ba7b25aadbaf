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
  const length = text.length;
  let at = 0;
  let negative = false;
  const lead = text.charCodeAt(0);
  if (lead === minus || lead === plus) {
    negative = lead === minus;
    at = 1;
  }
  const begin = at;
  while (at < length && text.charCodeAt(at) === zero) at += 1;
  const wholeBegin = at;
  while (at < length && isDigit(text.charCodeAt(at))) at += 1;
  const wholeEnd = at;
  let fractionEnd = at;
  if (at < length && text.charCodeAt(at) === point) {
    at += 1;
    while (at < length && isDigit(text.charCodeAt(at))) at += 1;
    fractionEnd = at;
    while (fractionEnd > wholeEnd + 1 && text.charCodeAt(fractionEnd - 1) === zero) fractionEnd -= 1;
    if (fractionEnd === wholeEnd + 1) fractionEnd = wholeEnd;
  }
  const simple =
    at === length && wholeEnd > begin && wholeEnd - wholeBegin <= 40 && fractionEnd - wholeEnd <= 19 && length > begin;
  if (!simple) return readSlowly(text);
  if (wholeBegin === wholeEnd) {
    if (fractionEnd === wholeEnd) return zeroDecimal;
    const fraction = text.slice(wholeEnd, fractionEnd);
    return (negative ? `-0${fraction}` : `0${fraction}`) as Decimal;
  }
  if (!negative && wholeBegin === 0 && fractionEnd === length) return text as Decimal;
  const digits = text.slice(wholeBegin, fractionEnd);
  return (negative ? `-${digits}` : digits) as Decimal;
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
  const common = readCommonTime(text);
  if (common !== null) return common;
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
      millisecond: Math.floor(Number(`0.${fraction ?? '0'}`) * 1_000 + 1e-6),
    },
    offsetMinutes: zone === undefined ? null : writtenOffset(zone),
  };
}

const notANumber: BadDecimal = { fault: 'not-a-number' };
const tooFine: BadDecimal = { fault: 'too-fine' };
const tooLarge: BadDecimal = { fault: 'too-large' };
const zeroDecimal = '0' as Decimal;
const minus = 45;
const plus = 43;
const point = 46;
const zero = 48;
const dash = 45;
const colon = 58;
const blank = 32;

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

function readSlowly(text: string): Decimal | BadDecimal {
  const outcome = parseScaled(text.trim());
  if (isScaled(outcome)) return formatScaled(outcome);
  return outcome === 'too-fine' ? tooFine : outcome === 'too-large' ? tooLarge : notANumber;
}

/** The two commonest writings, by position and without a regular expression: a million rows pass here. */
function readCommonTime(text: string): WrittenTime | null {
  const start = text.length === 19 ? 4 : text.length === 17 ? 2 : 0;
  if (
    start === 0 ||
    text.charCodeAt(start) !== dash ||
    text.charCodeAt(start + 3) !== dash ||
    text.charCodeAt(start + 6) !== blank ||
    text.charCodeAt(start + 9) !== colon ||
    text.charCodeAt(start + 12) !== colon
  ) {
    return null;
  }
  const year = start === 4 ? pair(text, 0) * 100 + pair(text, 2) : 2000 + pair(text, 0);
  const local = {
    year,
    month: pair(text, start + 1),
    day: pair(text, start + 4),
    hour: pair(text, start + 7),
    minute: pair(text, start + 10),
    second: pair(text, start + 13),
    millisecond: 0,
  };
  const sum = local.year + local.month + local.day + local.hour + local.minute + local.second;
  return Number.isNaN(sum) ? null : { local, offsetMinutes: null };
}

function pair(text: string, at: number): number {
  const tens = text.charCodeAt(at);
  const ones = text.charCodeAt(at + 1);
  return isDigit(tens) && isDigit(ones) ? (tens - zero) * 10 + ones - zero : Number.NaN;
}

function writtenOffset(zone: string): number {
  if (zone === 'Z' || zone === 'UTC') return 0;
  const magnitude = Number(zone.slice(1, 3)) * 60 + Number(zone.slice(-2));
  return zone.startsWith('-') ? -magnitude : magnitude;
}

function clip(text: string): string {
  return text.length <= 40 ? text : `${text.slice(0, 40)}...`;
}
