import type { Decimal, DecimalFault } from '../../../shared/units/decimal.ts';
import { isDecimal, readDecimal } from '../read-fields.ts';

/** An amount with the asset written behind it, with or without a blank; `asset` is null where none is written. */
export interface GluedAmount {
  readonly amount: Decimal;
  readonly asset: string | null;
}

/** Reads `0.29528919 USDC`, `0.0368USDT`, `0.0035 BNB`, `0.1`. */
export function readGluedAmount(text: string): GluedAmount | { readonly fault: DecimalFault } {
  const end = endOfNumber(text);
  if (end > 0 && isAssetFrom(text, end)) {
    const amount = readDecimal(text.slice(0, end));
    const asset = text.slice(text.charCodeAt(end) === blank ? end + 1 : end);
    return isDecimal(amount) ? { amount, asset } : amount;
  }
  if (end === text.length || text.startsWith('-')) {
    const amount = readDecimal(text);
    if (isDecimal(amount)) return { amount, asset: null };
  }
  const match = glued.exec(text);
  if (match === null) return { fault: 'not-a-number' };
  const amount = readDecimal(match[1] ?? '');
  if (!isDecimal(amount)) return amount;
  const asset = match[2] ?? '';
  return { amount, asset: asset === '' ? null : asset.toUpperCase() };
}

const blank = 32;

/** Where plain digits with a point end. */
function endOfNumber(text: string): number {
  let at = 0;
  for (; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code !== 46 && (code < 48 || code > 57)) break;
  }
  return at;
}

/** Whether the rest is an asset in capitals, after at most one blank: nearly every fee is written so. */
function isAssetFrom(text: string, end: number): boolean {
  const begin = text.charCodeAt(end) === blank ? end + 1 : end;
  if (begin >= text.length) return false;
  for (let at = begin; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code < 65 || code > 90) return false;
  }
  // A lone E may be the beginning of an exponent.
  return text.length - begin > 1;
}

const glued = /^\s*([+-]?[\d.]+(?:[eE][+-]?\d+(?![A-Za-z\d]))?)\s*([A-Za-z][A-Za-z\d]*)?\s*$/;
