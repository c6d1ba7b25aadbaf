import { mulDiv, scaledOne, type Scaled } from '../../../shared/units/decimal.ts';

/** A margin asked for at a rate of the notional over the leverage. Exact amounts in units of 1e-18. */
export interface MarginTerms {
  readonly payoff: 'linear' | 'inverse';
  /** Linear: units. Inverse: contracts worth one unit of the quote currency each. Without sign. */
  readonly quantity: Scaled;
  /** > 0. */
  readonly price: Scaled;
  /** > 0. */
  readonly leverage: Scaled;
  /** Initial or maintenance rate, a fraction. */
  readonly rate: Scaled;
}

/**
 * Notional / leverage x rate, rounded once, half-even, to the precision of the currency it is paid in: the quote currency of a
 * linear contract, the coin of an inverse one (notional = quantity / price).
 *
 * @param decimals places of that currency, 0 to 18
 * Source: nautechsystems/nautilus_trader, crates/model/src/accounts/margin.rs.
 */
export function marginRequirement({ payoff, quantity, price, leverage, rate }: MarginTerms, decimals: number): Scaled {
  const step = scaledOne / 10n ** BigInt(decimals);
  const [above, below] = payoff === 'linear' ? [price, scaledOne] : [scaledOne, price];
  return mulDiv(quantity * above, rate, below * leverage * step) * step;
}
