import { numberText } from './number-text.ts';

/** A price with the decimals of the instrument's tick. */
export function priceText(price: number, decimals: number): string {
  return numberText(price, decimals);
}

/** Decimals for a price whose tick is not known: five significant digits, at least two decimals below 10,000. */
export function priceDecimals(price: number): number {
  const size = Math.abs(price);
  if (size === 0) return 2;
  if (size >= 10_000) return 1;
  return Math.min(8, Math.max(2, 4 - Math.floor(Math.log10(size))));
}
