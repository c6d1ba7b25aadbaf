/** A linear position that auto-deleveraging would close, and what the book holds of its asset with it. */
export interface HedgeAtRisk {
  /** Net exposure of the book in the asset with this position in it, base currency, signed. */
  readonly netExposure: number;
  /** Coins or shares of the position, signed. */
  readonly quantity: number;
  readonly markPrice: number;
  /** Base currency per unit of the settlement asset. */
  readonly settleRate: number;
}

export interface HedgeLost {
  /** What remains of the asset's net exposure, at the mark, base currency, signed. */
  readonly netExposure: number;
  /** What a rise of the asset by 1 % does to equity, base currency, > 0 is a gain. */
  readonly onePercentMove: { readonly before: number; readonly after: number };
  /** Gained (> 0) or lost by being closed at the price instead of the mark, base currency. */
  readonly againstMark: number;
}

/** What is lost of a hedge when the venue closes a winning position at `price` (quote asset). */
export function hedgeLost(hedge: HedgeAtRisk, price: number): HedgeLost {
  const { netExposure, quantity, markPrice, settleRate } = hedge;
  const remaining = netExposure - quantity * markPrice * settleRate;
  return {
    netExposure: remaining,
    onePercentMove: { before: netExposure / 100, after: remaining / 100 },
    againstMark: quantity * (price - markPrice) * settleRate,
  };
}
