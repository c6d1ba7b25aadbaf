import type { RawRecord } from '../../importer.ts';
import { fieldAt } from '../header-columns.ts';

/**
 * Whether a file writes 0,003 for 0.003, as a spreadsheet in most of Europe saves it: some number has a comma with
 * digits on both sides, and none of these columns has a point. Each row must still prove it by its own arithmetic.
 */
export function writesDecimalCommas(rows: readonly RawRecord[], columns: readonly number[]): boolean {
  const numbers = rows.flatMap((record) => columns.map((index) => fieldAt(record, index)));
  return numbers.some((text) => withComma.test(text)) && !numbers.some((text) => /\d\.\d/.test(text));
}

/** A number with its decimal comma made a point; a second comma stays and is no number then. */
export function withPoint(text: string): string {
  return text.replace(',', '.');
}

const withComma = /^[+-]?\d+,\d+(?: ?[A-Za-z]+\d*)?$/;
