import type { Decimal, DecimalFault } from '../../../../shared/units/decimal.ts';
import { isDecimal, readDecimal } from '../../read-fields.ts';

/** An amount with the asset written behind it, with or without a blank; `asset` is null where none is written. */
export interface GluedAmount {
  readonly amount: Decimal;
  readonly asset: string | null;
}

/**
 * Reads `0.29528919 USDC`, `0.0368USDT`, `0.0035 BNB`, `0.1`.
 * @param likely the asset that most of these amounts end in: looked for first, so that a million fees are cut quickly
 */
export function readGluedAmount(text: string, likely: string): GluedAmount | { readonly fault: DecimalFault } {
  if (text.endsWith(likely)) {
    const end = text.length - likely.length;
    const amount = readDecimal(text.slice(0, text.charCodeAt(end - 1) === blank ? end - 1 : end));
    if (isDecimal(amount)) return { amount, asset: likely };
  }
  const bare = readDecimal(text);
  if (isDecimal(bare)) return { amount: bare, asset: null };
  const match = glued.exec(text);
  if (match === null) return { fault: 'not-a-number' };
  const amount = readDecimal(match[1] ?? '');
  if (!isDecimal(amount)) return amount;
  const asset = match[2] ?? '';
  return { amount, asset: asset === '' ? null : asset.toUpperCase() };
}

const blank = 32;

const glued = /^\s*([+-]?[\d.]+(?:[eE][+-]?\d+(?![A-Za-z\d]))?)\s*([A-Za-z][A-Za-z\d]*)?\s*$/;
