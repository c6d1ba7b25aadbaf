import { failure, success, type Result } from '../../shared/result/result.ts';
import { formatScaled, isScaled, parseScaled } from '../../shared/units/decimal.ts';

/** Reads an exact amount as typed. Fault: `usage`. */
export function readAmount(text: string, what: string): Result<string> {
  const scaled = parseScaled(text.trim());
  return isScaled(scaled)
    ? success(formatScaled(scaled))
    : failure('usage', `${what} "${text}" is no number.`, 'Write it like 1250.5, with a point and no thousands mark.');
}

/** Reads a positive number that is no ledger amount (a leverage, a step). Fault: `usage`. */
export function readNumber(text: string, what: string): Result<number> {
  const value = text.trim() === '' ? Number.NaN : Number(text);
  return Number.isFinite(value) ? success(value) : failure('usage', `${what} "${text}" is no number.`);
}

const isoTime = /^(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,3})\d*)?)?)?\s*(Z|[+-]\d\d:?\d\d)?$/;

/** Reads an ISO 8601 time, in UTC where it names no offset; a bare date is its first instant. Fault: `usage`. */
export function readTime(text: string): Result<number> {
  const refusal = failure('usage', `"${text}" is no time.`, 'Write it like 2026-03-01T12:00:00Z or 2026-03-01.');
  const match = isoTime.exec(text.trim());
  if (match === null) return refusal;
  const [, year, month, day, hour = '00', minute = '00', second = '00', fraction = '0', zone = 'Z'] = match;
  const offset = zone.length === 5 ? `${zone.slice(0, 3)}:${zone.slice(3)}` : zone;
  const instant = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}.${fraction.padEnd(3, '0')}${offset}`);
  // The parser of the language takes 30 February for 2 March in some engines; the calendar does not.
  const lastDay = new Date(Date.UTC(Number(year), Number(month), 0)).getUTCDate();
  return Number.isNaN(instant) || Number(day) > lastDay ? refusal : success(instant);
}

export interface Assignment {
  readonly name: string;
  readonly value: string;
  /** Milliseconds since the epoch; null when none is given. */
  readonly timeMs: number | null;
}

/** Reads `NAME=VALUE` or, where a time is allowed, `NAME=VALUE@TIME`. Fault: `usage`. */
export function readAssignment(text: string, form: string): Result<Assignment> {
  const equals = text.indexOf('=');
  if (equals < 1 || equals === text.length - 1) return failure('usage', `"${text}" is not of the form ${form}.`);
  const name = text.slice(0, equals);
  const rest = text.slice(equals + 1);
  const at = form.includes('@') ? rest.indexOf('@') : -1;
  if (at === -1) return success({ name, value: rest, timeMs: null });
  const time = readTime(rest.slice(at + 1));
  return time.ok ? success({ name, value: rest.slice(0, at), timeMs: time.value }) : time;
}

/** Every item read, or the first fault. */
export function readAll<T, U>(items: readonly T[], read: (item: T) => Result<U>): Result<readonly U[]> {
  const values: U[] = [];
  for (const item of items) {
    const one = read(item);
    if (!one.ok) return one;
    values.push(one.value);
  }
  return success(values);
}
