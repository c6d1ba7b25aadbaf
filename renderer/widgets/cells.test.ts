import { expect, test } from 'vitest';
import type { Cell } from '../../shared/contract/views.ts';
import { compareCells, compareSizes } from './cell-columns.tsx';
import { plainText, rowsText } from './copy-text.ts';
import { ratioState } from './ratio-state.ts';

const value = (number: number): Cell => ({ value: number, status: 'value', reason: null, mend: null, flags: [] });
const missing: Cell = { value: null, status: 'missing-data', reason: 'wallet not stated', mend: 'state it', flags: [] };

/** What the grid makes of a comparison: descending turns its sign round. */
function sorted(
  cells: readonly Cell[],
  compare: typeof compareCells,
  isDescending: boolean,
): readonly (number | null)[] {
  const sign = isDescending ? -1 : 1;
  return cells.toSorted((a, b) => sign * compare(a, b, null, null, isDescending)).map((cell) => cell.value);
}

test('what is not known stands last in both directions', () => {
  const cells = [missing, value(-3), value(5), missing, value(1)];
  expect(sorted(cells, compareCells, false)).toEqual([-3, 1, 5, null, null]);
  expect(sorted(cells, compareCells, true)).toEqual([5, 1, -3, null, null]);
});

test('distances are ordered by size: below and above the mark are as near', () => {
  expect(sorted([value(-0.5), value(0.1), missing, value(-0.02)], compareSizes, false)).toEqual([
    -0.02,
    0.1,
    -0.5,
    null,
  ]);
});

test('a copied figure has full precision, no groups and a hyphen', () => {
  expect(plainText(value(-1234.5678))).toBe('-1234.5678');
  expect(plainText(missing)).toBe('');
  expect(plainText('DOGE Hyperliquid')).toBe('DOGE Hyperliquid');
  expect(plainText(undefined)).toBe('');
});

test('a copied figure is never written with an exponent, which a spreadsheet may read as a word', () => {
  expect(plainText(1e-7)).toBe('0.0000001');
  expect(plainText(-2.5e-9)).toBe('-0.0000000025');
  expect(plainText(1.5e21)).toBe('1500000000000000000000');
  expect(plainText(-0)).toBe('0');
  expect(plainText(Number.NaN)).toBe('');
});

test('copied rows have tabs between cells, one line each, and a header when it is asked for', () => {
  const rows = [
    ['BTC\tperp', value(0.5)],
    ['ETH', missing],
  ];
  expect(rowsText(rows, null)).toBe('BTC perp\t0.5\nETH\t');
  expect(rowsText(rows, ['Asset', 'Quantity']).split('\n')[0]).toBe('Asset\tQuantity');
});

test('a margin ratio is watched from 50 % and in danger from 80 %', () => {
  expect([0.49, 0.5, 0.79, 0.8, 1.2, null].map(ratioState)).toEqual([
    'safe',
    'watch',
    'watch',
    'danger',
    'danger',
    'safe',
  ]);
});
