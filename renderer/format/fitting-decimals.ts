/** Decimals of a quantity that a column of six digits can show; no digit before the point is ever dropped. */
export function fittingDecimals(quantity: number, decimals: number): number {
  const whole = Math.max(1, Math.floor(Math.log10(Math.max(1, Math.abs(quantity)))) + 1);
  return Math.max(0, Math.min(decimals, 6 - whole));
}
