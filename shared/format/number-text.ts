/** A true minus, as wide as the plus: hyphens are for words. */
export const minus = '\u2212';

/** Stands where a question does not arise. */
export const notApplicableText = '–';

const formatters = new Map<number, Intl.NumberFormat>();

/**
 * A number with comma groups, fixed decimals and a true minus. Zero, also what rounds to it, carries no sign.
 * @param sign whether a gain gets its plus
 */
export function numberText(value: number, decimals: number, sign: 'plus' | 'minus-only' = 'minus-only'): string {
  const digits = formatterOf(decimals).format(Math.abs(value));
  if (!/[1-9]/.test(digits)) return digits;
  if (value < 0) return minus + digits;
  return sign === 'plus' ? `+${digits}` : digits;
}

function formatterOf(decimals: number): Intl.NumberFormat {
  const known = formatters.get(decimals);
  if (known !== undefined) return known;
  const made = new Intl.NumberFormat('en-US', { minimumFractionDigits: decimals, maximumFractionDigits: decimals });
  formatters.set(decimals, made);
  return made;
}
