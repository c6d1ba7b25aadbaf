import type { InstrumentSymbol } from '../../../../shared/book/instrument.ts';
import { formatScaled, mulDiv, scaleDigits, type Decimal } from '../../../../shared/units/decimal.ts';
import type { RowOutcome } from '../../importer.ts';
import { describeBadDecimal, isDecimal, readDecimal, type BadDecimal } from '../../read-fields.ts';
import type { TableRow } from './hyperliquid-table.ts';
import { rowFault } from '../row-time.ts';

/**
 * Reads a number that the page computed in binary floating point. Text of 16 or 17 significant digits is how such a
 * number is printed when it is not exactly what was meant (558.2603999999999 for 558.2604), and is rounded half-even to
 * 15; shorter text is taken as it stands, and longer text is no float and stays exact.
 */
export function readFloat(text: string): Decimal | BadDecimal {
  const match = floatText.exec(text);
  const [, sign = '', whole = '', fraction = '', exponent = '0'] = match ?? [];
  const digits = (whole + fraction).replace(/^0+/, '').replace(/0+$/, '');
  if (match === null || digits.length < 16 || digits.length > 17) return readDecimal(text);
  const scale = whole.replace(/^0+/, '') === '' ? -leadingZeros(fraction) : whole.replace(/^0+/, '').length;
  // digits x 10^(scale - digits.length), rounded to 15 of them
  const rounded = mulDiv(BigInt(digits), 1n, 10n ** BigInt(digits.length - 15));
  return readDecimal(`${sign}${rounded}e${scale - 15 + Number(exponent)}`);
}

/** Like `readFloat`, but what lies beyond the eighteenth decimal place is rounded away: for evidence, never for an amount. */
export function readEvidence(text: string): Decimal | BadDecimal {
  const exact = readFloat(text);
  const match = isDecimal(exact) || exact.fault !== 'too-fine' ? null : floatText.exec(text);
  if (match === null) return exact;
  const [, sign = '', whole = '', fraction = '', exponent = '0'] = match;
  const shift = Number(exponent) - fraction.length + scaleDigits;
  const magnitude = mulDiv(BigInt(whole + fraction), 1n, 10n ** BigInt(-shift));
  return formatScaled(sign === '-' ? -magnitude : magnitude);
}

/** An amount of a row, or the row's failure. */
export function amountOf(
  row: TableRow,
  column: string,
  instrument: InstrumentSymbol | null,
  read: (text: string) => Decimal | BadDecimal = readFloat,
): Decimal | RowOutcome {
  const text = row.cell(column);
  const amount = read(text);
  if (isDecimal(amount)) return amount;
  return rowFault(`amount-${amount.fault}`, describeBadDecimal(column, text, amount), instrument);
}

export function isAmount(outcome: Decimal | RowOutcome): outcome is Decimal {
  return typeof outcome === 'string';
}

const floatText = /^([+-]?)(\d*)\.?(\d*)(?:[eE]([+-]?\d{1,3}))?$/;

function leadingZeros(fraction: string): number {
  return fraction.length - fraction.replace(/^0+/, '').length;
}
