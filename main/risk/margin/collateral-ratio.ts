import type { CollateralTable } from '../../../shared/book/venue-rules.ts';

/**
 * The fraction of a balance's value that its venue counts: each tier's ratio for the part of the amount within it. What is owed
 * counts in full.
 * @param amount units of the asset, signed
 */
export function collateralRatio({ tiers }: CollateralTable, amount: number): number {
  if (amount <= 0) return 1;
  let counted = 0;
  for (const [index, { floor, ratio }] of tiers.entries()) {
    const end = tiers[index + 1]?.floor ?? Infinity;
    counted += ratio * Math.max(0, Math.min(amount, end) - floor);
  }
  return counted / amount;
}
