import { formatScaled, type Scaled } from '../../../shared/units/decimal.ts';

/** How many decimals a printed amount has. */
export function decimalsOf(printed: string): number {
  return printed.split('.')[1]?.length ?? 0;
}

/** An exact amount padded to so many decimals; longer ones stay as they are, nothing is rounded. */
export function fixedText(amount: Scaled, decimals: number): string {
  const text = formatScaled(amount);
  const missing = decimals - decimalsOf(text);
  if (missing <= 0) return text;
  return `${text}${text.includes('.') ? '' : '.'}${'0'.repeat(missing)}`;
}
