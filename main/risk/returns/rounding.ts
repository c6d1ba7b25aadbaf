/**
 * Whether a deviation of returns is nothing but the rounding of their arithmetic. A return is a ratio of two amounts
 * less 1, so it carries about 1e-16 of (1 + r); 2^-40 (1e-12) is far above that and far below what a market moves.
 */
export function isRounding(deviation: number, returns: readonly number[]): boolean {
  const greatest = returns.reduce((soFar, one) => Math.max(soFar, Math.abs(one)), 0);
  return deviation <= 2 ** -40 * (1 + greatest);
}
