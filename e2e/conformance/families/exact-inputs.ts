import { isScaled, parseScaled, scaleDigits, type Scaled } from '../../../shared/units/decimal.ts';
import type { JsonObject } from '../family.ts';
import { VectorFault } from '../readers.ts';

/** An amount that a case prints as a number or as text, exactly; in units of 1e-18. */
export function readExact(object: JsonObject, key: string): Scaled {
  const value = object[key];
  if (typeof value === 'number' || typeof value === 'string') {
    const amount = parseScaled(String(value));
    if (isScaled(amount)) return amount;
  }
  throw new VectorFault(`"${key}" should be a decimal number, found ${JSON.stringify(value)}`);
}

/** The same, or what stands for it where the case does not state it. */
export function readExactOr(object: JsonObject, key: string, absent: Scaled): Scaled {
  return object[key] === undefined || object[key] === null ? absent : readExact(object, key);
}

/** A whole number that a case prints as a number or as text. */
export function readInteger(object: JsonObject, key: string): bigint {
  const amount = readExact(object, key);
  return wholeOf(amount, 0, key);
}

/** An exact amount counted in quantums of 1e-`resolution`. */
export function wholeOf(amount: Scaled, resolution: number, name: string): bigint {
  const quantum = 10n ** BigInt(scaleDigits - resolution);
  if (amount % quantum !== 0n) throw new VectorFault(`"${name}" is no whole number of its quantums`);
  return amount / quantum;
}
