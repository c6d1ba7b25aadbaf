import { mulScaled, scaleDigits, scaledOf, type Decimal, type Scaled } from '../../shared/units/decimal.ts';

/** 10^n for n = 0..18 as exact integers. */
const powersOfTen: readonly bigint[] = Array.from(
  { length: scaleDigits + 1 },
  (_, exponent) => 10n ** BigInt(exponent),
);

/** Digits that a float64 integer holds exactly whatever they are. */
const exactDigits = 15;

const [minus, zero] = [45, 48];

/** Digits behind the point of the text that `mantissaOf` read last: two numbers back without an object for each. */
let decimalsRead = 0;

/**
 * `scaledOf` for text that the ledger meets a million times: up to 15 digits are gathered in an integer below 2^53,
 * which is exact, and scaled once. Longer text goes the long way.
 *
 * @throws Error where the text is not canonical decimal text (it was written by Ballast itself, so that is a bug)
 */
export function fastScaled(text: Decimal): Scaled {
  const mantissa = mantissaOf(text);
  if (Number.isNaN(mantissa)) return scaledOf(text);
  return BigInt(mantissa) * (powersOfTen[scaleDigits - decimalsRead] as bigint);
}

/** The product of two amounts, half-even at 1e-18; exact and quick where both and their product are short. */
export function fastProduct(a: Decimal, b: Decimal): Scaled {
  const first = mantissaOf(a);
  const decimals = decimalsRead;
  const product = first * mantissaOf(b);
  const power = powersOfTen[scaleDigits - decimals - decimalsRead];
  if (!Number.isSafeInteger(product) || power === undefined) return mulScaled(fastScaled(a), fastScaled(b));
  return BigInt(product) * power;
}

/** The digits of short plain text as an exact integer, its decimals in `decimalsRead`; NaN for anything else. */
export function mantissaOf(text: Decimal): number {
  const length = text.length;
  const negative = text.charCodeAt(0) === minus;
  const first = negative ? 1 : 0;
  const point = text.indexOf('.');
  let mantissa = 0;
  for (let index = first; index < length; index += 1) {
    if (index === point) continue;
    const digit = text.charCodeAt(index) - zero;
    if (!(digit >= 0 && digit <= 9)) return Number.NaN;
    mantissa = mantissa * 10 + digit;
  }
  const digits = length - first - (point === -1 ? 0 : 1);
  if (digits === 0 || digits > exactDigits) return Number.NaN;
  decimalsRead = point === -1 ? 0 : length - point - 1;
  return negative ? -mantissa : mantissa;
}
