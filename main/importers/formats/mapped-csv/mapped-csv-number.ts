import type { NumberSigns } from '../../../../shared/contract/mapping.ts';
import { formatScaled, scaledOf, scaledOne, type Decimal } from '../../../../shared/units/decimal.ts';
import { isDecimal, negate, readDecimal, readGroupedDecimal, type BadDecimal } from '../../read-fields.ts';

/** A number of an unknown table, with the asset written behind it. */
export interface TableNumber {
  readonly amount: Decimal;
  readonly asset: string | null;
}

/** Whether a cell says that there is no number. */
export function isNoNumber(text: string): boolean {
  return text === '' || noNumbers.has(text.toLowerCase());
}

const noNumbers: ReadonlySet<string> = new Set(['-', '--', '—', '–', 'n/a', 'na', 'null', 'none', 'nan']);

/**
 * Reads a number with the signs of its table: `1.234,50`, `(12.00)` and `12.00-` for minus twelve, `$5`, `0.1 USDT`.
 * Thousands signs must stand at every third digit or not at all.
 */
export function readTableNumber(text: string, signs: NumberSigns): TableNumber | BadDecimal {
  const plain = text
    .replaceAll(/[\u00a0\u202f]/g, ' ')
    .replaceAll(/[\u2212\u2013]/g, '-')
    .trim();
  const bracketed = /^\((.*)\)$/.exec(plain);
  const match = withUnit.exec((bracketed?.[1] ?? plain).trim());
  if (match === null) return { fault: 'not-a-number' };
  const [, lead = '', digits = '', trail = '', unit = ''] = match;
  if ((bracketed !== null || trail !== '') && lead !== '') return { fault: 'not-a-number' };
  const { decimal, thousands } = signs;
  const exponent = /[eE]/.test(digits);
  const read =
    thousands === null || exponent
      ? readDecimal(digits.includes(decimal === ',' ? '.' : ',') ? '' : digits.replace(decimal, '.'))
      : readGroupedDecimal(digits, thousands, decimal);
  if (!isDecimal(read)) return read;
  const negative = bracketed !== null || trail === '-' || lead === '-';
  return { amount: negative ? negate(read) : read, asset: unit === '' ? null : unit.toUpperCase() };
}

export function isTableNumber(outcome: TableNumber | BadDecimal): outcome is TableNumber {
  return 'amount' in outcome;
}

/** The exact product, or null where it has digits beyond the eighteenth. */
export function exactProduct(one: Decimal, other: Decimal): Decimal | null {
  const product = scaledOf(one) * scaledOf(other);
  return product % scaledOne === 0n ? formatScaled(product / scaledOne) : null;
}

export function sumOf(amounts: readonly Decimal[]): Decimal {
  return formatScaled(amounts.reduce((sum, amount) => sum + scaledOf(amount), 0n));
}

const withUnit =
  /^([+-])?\s*[$€£¥]?\s*(\d[\d.,' ]*(?:[eE][+-]?\d+)?|[.,]\d+)\s*([-+])?\s*[$€£¥]?\s*([A-Za-z][A-Za-z0-9]*)?$/;
