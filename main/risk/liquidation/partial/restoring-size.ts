import { scaledOne, type Scaled } from '../../../../shared/units/decimal.ts';

/** What a unit closed gives back and what it costs. Exact amounts in units of 1e-18. */
export interface RestoringTerms {
  /** Margin missing, in the currency of the margin, >= 0. */
  readonly shortage: Scaled;
  /** Price of a unit in its quote asset, > 0. */
  readonly price: Scaled;
  /** Worth of the quote asset in the currency of the margin. */
  readonly quoteRate: Scaled;
  /** Margin freed, a fraction of the value closed. */
  readonly marginRatio: Scaled;
  /** Fraction of the value closed that the liquidator takes. */
  readonly liquidationFee: Scaled;
  /** Fraction of price x size that goes to the insurance fund. */
  readonly insuranceFee: Scaled;
}

export type RestoringSize =
  /** Units to close; it may be more than the position has. */
  | { readonly kind: 'close'; readonly size: Scaled }
  /** Each unit closed costs at least as much as it frees: no size restores the margin. */
  | { readonly kind: 'cannot-restore' };

/**
 * How much of a position must be closed to make good a margin shortage: shortage / (price x quote rate x (margin ratio -
 * liquidation fee) - price x insurance fee), rounded down at a decimal place as the venue does: the last step is left open.
 *
 * @param decimals places of the size that the venue counts in, 0 to 18; Drift counts in 1e-9
 * Source: drift-labs/protocol-v2, programs/drift/src/math/liquidation.rs, calculate_base_asset_amount_to_cover_margin_shortage.
 */
export function restoringSize(terms: RestoringTerms, decimals: number): RestoringSize {
  const { shortage, price, quoteRate, marginRatio, liquidationFee, insuranceFee } = terms;
  // A product of three amounts counts in 1e-54.
  const freedPerUnit = price * (quoteRate * (marginRatio - liquidationFee) - insuranceFee * scaledOne);
  if (freedPerUnit <= 0n) return { kind: 'cannot-restore' };
  const steps = 10n ** BigInt(decimals);
  return { kind: 'close', size: ((shortage * scaledOne ** 2n * steps) / freedPerUnit) * (scaledOne / steps) };
}
