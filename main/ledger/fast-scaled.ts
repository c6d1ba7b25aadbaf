import { scaleDigits, scaledOf, type Decimal, type Scaled } from '../../shared/units/decimal.ts';

/** 10^n for n = 0..18 as exact integers. */
const powersOfTen: readonly bigint[] = Array.from(
  { length: scaleDigits + 1 },
  (_, exponent) => 10n ** BigInt(exponent),
);

/** Digits that a float64 integer holds exactly whatever they are. */
const exactDigits = 15;

const [minus, dot, zero] = [45, 46, 48];

/**
 * `scaledOf` for text that the ledger meets a million times: up to 15 digits are gathered in an integer below 2^53,
 * which is exact, and scaled once. Longer text goes the long way.
 *
 * @throws Error where the text is not canonical decimal text (it was written by Ballast itself, so that is a bug)
 */
export function fastScaled(text: Decimal): Scaled {
  const length = text.length;
  const negative = text.charCodeAt(0) === minus;
  const first = negative ? 1 : 0;
  if (length === first || length - first > exactDigits + 1) return scaledOf(text);
  let mantissa = 0;
  let digits = 0;
  let point = -1;
  for (let index = first; index < length; index += 1) {
    const code = text.charCodeAt(index);
    if (code === dot && point < 0) {
      point = index;
      continue;
    }
    const digit = code - zero;
    if (digit < 0 || digit > 9) return scaledOf(text);
    mantissa = mantissa * 10 + digit;
    digits += 1;
  }
  if (digits === 0 || digits > exactDigits) return scaledOf(text);
  const decimals = point < 0 ? 0 : length - point - 1;
  const power = powersOfTen[scaleDigits - decimals];
  if (power === undefined) return scaledOf(text);
  return BigInt(negative ? -mantissa : mantissa) * power;
}
