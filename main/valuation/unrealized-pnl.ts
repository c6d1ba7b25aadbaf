/** What is open, as float64. */
export interface OpenPosition {
  readonly payoff: 'linear' | 'inverse';
  /** Signed contracts or coins. */
  readonly quantity: number;
  readonly multiplier: number;
  /** Average entry per coin in the quote asset. */
  readonly entryPrice: number;
}

/**
 * Unrealised profit in the settlement asset, gain > 0: q m (M - E) for linear contracts, q m (1 / E - 1 / M) for inverse
 * ones, whose profit is coin.
 */
export function unrealizedPnl(position: OpenPosition, mark: number): number {
  const { payoff, quantity, multiplier, entryPrice } = position;
  if (payoff === 'linear') return quantity * multiplier * (mark - entryPrice);
  return quantity * multiplier * (1 / entryPrice - 1 / mark);
}
