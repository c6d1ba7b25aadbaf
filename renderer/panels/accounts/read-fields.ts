import { failure, success, type Result } from '../../../shared/result/result.ts';
import type { Decimal } from '../../../shared/units/decimal.ts';
import { readTypedAmount } from '../../format/typed-amount.ts';

/** An amount that must be there; the fault names its field. */
export function neededAmount(label: string, text: string): Result<Decimal> {
  const read = readTypedAmount(text);
  return read.ok ? read : failure(read.fault.code, `${label}: ${read.fault.message}`, read.fault.mend);
}

/** An amount that may be left open. */
export function optionalAmount(label: string, text: string): Result<Decimal | null> {
  return text.trim() === '' ? success(null) : neededAmount(label, text);
}

/** A time in UTC as `2026-05-31 14:30`, with seconds if they matter; blank for now. */
export function optionalTime(text: string): Result<number | null> {
  const typed = text.trim();
  if (typed === '') return success(null);
  const match = /^(\d{4}-\d\d-\d\d)(?:[ T](\d\d:\d\d(?::\d\d(?:\.\d{1,3})?)?))?Z?$/.exec(typed);
  const instant = match === null ? Number.NaN : Date.parse(`${match[1]}T${match[2] ?? '00:00'}Z`);
  // The parser of the language takes 30 February for 2 March in some engines; the calendar does not.
  const isDay = !Number.isNaN(instant) && new Date(instant).toISOString().startsWith(match?.[1] ?? '');
  return isDay
    ? success(instant)
    : failure('time', `Time: "${typed}" is no time.`, 'Write it like 2026-05-31 14:30, in UTC.');
}

/** A fee that may be left open. */
export function optionalFee(
  amount: string,
  asset: string,
): Result<{ readonly asset: string; readonly amount: Decimal } | null> {
  const read = optionalAmount('Fee', amount);
  if (!read.ok) return read;
  if (read.value === null || read.value === '0') return success(null);
  if (asset.trim() === '') return failure('blank', 'Fee: its asset is missing.', 'Name it, such as USDT.');
  return success({ asset: asset.trim(), amount: read.value });
}

/** A word that must be there. */
export function neededWord(label: string, text: string, mend: string): Result<string> {
  const word = text.trim();
  return word === '' ? failure('blank', `${label} is missing.`, mend) : success(word);
}
