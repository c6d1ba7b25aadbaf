import type { NumberSigns } from '../../../shared/contract/mapping.ts';
import { isNoNumber, isTableNumber, readTableNumber } from '../formats/mapped-csv/mapped-csv-number.ts';

/** The signs in which the numbers of a table are written; `signs` null with `why` where two readings fit. */
export function guessNumbers(columns: readonly (readonly string[])[]): {
  readonly signs: NumberSigns | null;
  readonly why: string;
} {
  const numeric = columns
    .filter((cells) => looksNumeric(cells))
    .flat()
    .map(bare);
  const point = numeric.find((text) => pointOnly.test(text));
  const comma = numeric.find((text) => commaOnly.test(text));
  if (point !== undefined && comma !== undefined)
    return { signs: null, why: `Some numbers have a decimal point (${point}) and some a decimal comma (${comma}).` };
  const spaced = numeric.some((text) => /\d \d{3}(?!\d)/.test(text));
  const quoted = numeric.some((text) => /\d'\d{3}(?!\d)/.test(text));
  const other = spaced ? ' ' : quoted ? "'" : null;
  if (comma !== undefined) return { signs: { decimal: ',', thousands: other ?? '.' }, why: '' };
  if (point !== undefined) return { signs: { decimal: '.', thousands: other ?? ',' }, why: '' };
  const open = numeric.find((text) => /\d[.,]\d{3}$/.test(text));
  if (open !== undefined)
    return { signs: null, why: `${open} may be read in two ways: with decimals, or as thousands.` };
  return { signs: { decimal: '.', thousands: other }, why: '' };
}

/** Whether nearly all cells are numbers in one of the two writings. */
export function looksNumeric(cells: readonly string[]): boolean {
  const filled = cells.filter((text) => !isNoNumber(text));
  if (filled.length === 0) return false;
  return (
    [
      { decimal: '.', thousands: ',' },
      { decimal: ',', thousands: '.' },
      { decimal: '.', thousands: ' ' },
      { decimal: ',', thousands: ' ' },
      { decimal: '.', thousands: "'" },
    ] as const
  ).some((signs) => filled.filter((text) => isTableNumber(readTableNumber(text, signs))).length >= filled.length * 0.9);
}

/** Digits and signs alone, without currency, unit or sign. */
function bare(text: string): string {
  return (
    /\d[\d.,' \u00a0\u202f]*/
      .exec(text)?.[0]
      .replaceAll(/[\u00a0\u202f]/g, ' ')
      .trim() ?? ''
  );
}

// What cannot be thousands: not three digits behind it, a zero before it, or the other sign at thousands.
const pointOnly = /^\d+\.(?:\d{1,2}|\d{4,})$|^0+\.\d+$|,\d{3}\.\d|^\d{4,}\.\d+$|^\d[\d' ]*[' ]\d{3}\.\d/;
const commaOnly = /^\d+,(?:\d{1,2}|\d{4,})$|^0+,\d+$|\.\d{3},\d|^\d{4,},\d+$|^\d[\d' ]*[' ]\d{3},\d/;
