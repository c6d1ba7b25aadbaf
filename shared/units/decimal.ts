declare const decimalText: unique symbol;

/**
 * An exact amount as canonical text: optional minus, no leading or trailing zeros, no exponent ("-0.5", "120", "0").
 * Ledger amounts travel and are stored in this form; they never pass through a float.
 */
export type Decimal = string & { readonly [decimalText]: true };

/** An exact amount as an integer count of 1e-18: the form in which the ledger calculates. */
export type Scaled = bigint;

export const scaleDigits = 18;
export const scaledOne: Scaled = 10n ** 18n;

export type DecimalFault = 'not-a-number' | 'too-fine' | 'too-large';

/** More integer digits than any amount a broker writes; guards against "1e400" filling the memory. */
const maximumIntegerDigits = 40;

const plainNumber = /^([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d{1,4}))?$/;

/**
 * Reads decimal text exactly.
 * @returns the amount in units of 1e-18, or why it cannot be held: `not-a-number` (NaN, Infinity, blank, words),
 * `too-fine` (a non-zero digit beyond the eighteenth), `too-large` (over 40 integer digits).
 */
export function parseScaled(text: string): Scaled | DecimalFault {
  const match = plainNumber.exec(text);
  if (match === null) return 'not-a-number';
  const whole = match[2] ?? '';
  const fraction = match[3] ?? '';
  if (whole === '' && fraction === '') return 'not-a-number';
  const exponent = match[4] === undefined ? 0 : Number(match[4]);
  const shift = exponent - fraction.length + scaleDigits;
  const digits = (whole + fraction).replace(/^0+/, '');
  if (digits === '') return 0n;
  if (digits.length + exponent - fraction.length > maximumIntegerDigits) return 'too-large';
  let magnitude: bigint;
  if (shift >= 0) magnitude = BigInt(digits + '0'.repeat(shift));
  else {
    // The first digit is no zero: what goes is either too fine or less than all of them.
    if (/[1-9]/.test(digits.slice(shift))) return 'too-fine';
    magnitude = BigInt(digits.slice(0, shift));
  }
  return match[1] === '-' ? -magnitude : magnitude;
}

/** Whether the outcome of `parseScaled` is an amount. */
export function isScaled(outcome: Scaled | DecimalFault): outcome is Scaled {
  return typeof outcome === 'bigint';
}

/** Canonical text of an exact amount. */
export function formatScaled(amount: Scaled): Decimal {
  const digits = magnitudeOf(amount)
    .toString()
    .padStart(scaleDigits + 1, '0');
  const whole = digits.slice(0, -scaleDigits);
  const fraction = digits.slice(-scaleDigits).replace(/0+$/, '');
  const text = fraction === '' ? whole : `${whole}.${fraction}`;
  return (amount < 0n ? `-${text}` : text) as Decimal;
}

/** Reads text that Ballast itself wrote; anything else is a bug and throws. */
export function scaledOf(decimal: Decimal): Scaled {
  const outcome = parseScaled(decimal);
  if (!isScaled(outcome)) throw new Error(`not a canonical decimal: ${decimal}`);
  return outcome;
}

/** An amount without its sign. */
export function magnitudeOf(amount: bigint): bigint {
  return amount < 0n ? -amount : amount;
}

/** `a * b / divisor`, rounded half-even at the last digit; all three in the same scale, divisor > 0. */
export function mulDiv(a: bigint, b: bigint, divisor: bigint): bigint {
  const product = a * b;
  let quotient = product / divisor;
  const rest = product - quotient * divisor;
  const twice = 2n * magnitudeOf(rest);
  if (twice > divisor || (twice === divisor && quotient % 2n !== 0n)) quotient += product < 0n ? -1n : 1n;
  return quotient;
}

/** The exact product of two amounts, rounded half-even at 1e-18. */
export function mulScaled(a: Scaled, b: Scaled): Scaled {
  return mulDiv(a, b, scaledOne);
}
