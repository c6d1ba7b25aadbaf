import { isCash } from '../../../shared/book/asset.ts';
import { scaleDigits, type Scaled } from '../../../shared/units/decimal.ts';

/**
 * How far a printed figure may be from the exact one without differing: half a unit of its last digit. Zeros at its end are
 * not kept, so a figure counts as printed to at least the digits that its kind is printed to: 100 of a currency is 100.00.
 *
 * @param fewestDigits that brokers print of such a figure: `cashDigits` or `quantityDigits`
 */
export function roundingOf(printed: Scaled, fewestDigits: number): Scaled {
  const digits = Math.max(fewestDigits, digitsOf(printed));
  return 10n ** BigInt(scaleDigits - digits) / 2n;
}

/** Money is printed in cents, coins in hundred-millionths. */
export function cashDigits(asset: string): number {
  return isCash(asset) ? 2 : 8;
}

/** Fractions of a share or a contract are printed to the fourth digit at the coarsest. */
export const quantityDigits = 4;

/** Digits behind the point; 0 for a whole number. */
export function digitsOf(amount: Scaled): number {
  let digits = scaleDigits;
  for (let rest = amount; digits > 0 && rest % 10n === 0n; rest /= 10n) digits -= 1;
  return digits;
}
