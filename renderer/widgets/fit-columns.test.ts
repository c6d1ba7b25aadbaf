import { expect, test } from 'vitest';
import { hiddenColumns, widthOf } from './fit-columns.ts';

const wanted = [
  { id: 'name', width: 120, giveWay: null },
  { id: 'mark', width: 80, giveWay: 2 },
  { id: 'notional', width: 90, giveWay: null },
  { id: 'share', width: 60, giveWay: 1 },
];

test('nothing is hidden while everything has its room', () => {
  expect([...hiddenColumns(wanted, 350)]).toEqual([]);
});

test('columns give way in their order, no more of them than needed', () => {
  expect([...hiddenColumns(wanted, 300)]).toEqual(['share']);
  expect([...hiddenColumns(wanted, 280)]).toEqual(['share', 'mark']);
});

test('what one acts on stays however narrow it gets', () => {
  expect([...hiddenColumns(wanted, 50)]).toEqual(['share', 'mark']);
});

test('a column is as wide as its longest figure or its header', () => {
  expect(widthOf(['+420,000', '0'], 'Q')).toBeGreaterThan(widthOf(['+42,000'], 'Q'));
  expect(widthOf(['1'], 'Notional, USD')).toBe(widthOf([], 'Notional, USD'));
  expect(widthOf(['−100,000.0'], 'σ', 17)).toBe(widthOf(['−100,000.0'], 'σ') + 17);
});
