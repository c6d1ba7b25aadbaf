/** How many decimals a number needs, at most eight; eight too for what is smaller than they can show. */
export function decimalsOf(value: number): number {
  if (value !== 0 && Math.abs(value) < 5e-9) return 8;
  const text = Math.abs(value).toFixed(8).replace(/0+$/, '');
  return text.length - text.indexOf('.') - 1;
}

/** Decimals for the prices of an instrument: those of its mark, and at least five significant digits. */
export function priceDecimalsOf(mark: number | null): number {
  if (mark === null || mark <= 0) return 2;
  const significant = mark >= 10_000 ? 1 : Math.min(8, Math.max(2, 4 - Math.floor(Math.log10(mark))));
  return Math.max(significant, Math.min(8, decimalsOf(mark)));
}
