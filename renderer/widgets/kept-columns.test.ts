import type { ColDef } from 'ag-grid-community';
import { expect, test } from 'vitest';
import { arrangedColumns, idOf, nothingKept, readKeptColumns, withColumn } from './kept-columns.ts';

const columns: ColDef[] = [
  { colId: 'name', flex: 1 },
  { colId: 'mark', width: 70, maxWidth: 160 },
  { colId: 'share', width: 60, hide: true },
  { colId: 'sigma', width: 60, initialSort: 'asc' },
];
const ids = (list: readonly ColDef[]) => list.map(idOf);

test('with nothing kept the columns stand as the grid would have them', () => {
  expect(arrangedColumns(columns, nothingKept)).toEqual(
    columns.map((column) => ({ ...column, hide: column.hide ?? false })),
  );
});

test('a kept order holds, and a column that came with a later version stands after its neighbour', () => {
  const kept = { ...nothingKept, order: ['name', 'sigma', 'mark'] };
  expect(ids(arrangedColumns(columns, kept))).toEqual(['name', 'sigma', 'mark', 'share']);
  expect(ids(arrangedColumns(columns, { ...nothingKept, order: ['gone', 'mark', 'sigma'] }))).toEqual([
    'name',
    'mark',
    'share',
    'sigma',
  ]);
});

test('a resized column has its width and no limit; one with spare width no longer takes it', () => {
  const [name, mark] = arrangedColumns(columns, { ...nothingKept, widths: { name: 300, mark: 200 } });
  expect(name).toEqual({ colId: 'name', width: 300, hide: false });
  expect(mark).toEqual({ colId: 'mark', width: 200, hide: false });
});

test('a kept sort replaces the first one, also when nothing is sorted', () => {
  const sorted = arrangedColumns(columns, { ...nothingKept, sort: [{ id: 'mark', direction: 'desc' }] });
  expect(sorted.map(({ initialSort }) => initialSort)).toEqual([undefined, 'desc', undefined, undefined]);
  const unsorted = arrangedColumns(columns, { ...nothingKept, sort: [] });
  expect(unsorted.every(({ initialSort }) => initialSort === undefined)).toBe(true);
});

test('what the trader shows or hides comes before what the grid would do', () => {
  const shown = withColumn(nothingKept, 'share', true);
  expect(arrangedColumns(columns, shown).map(({ hide }) => hide)).toEqual([false, false, false, false]);
  const hidden = withColumn(withColumn(shown, 'mark', false), 'share', false);
  expect(hidden).toMatchObject({ hidden: ['mark', 'share'], shown: [] });
  expect(arrangedColumns(columns, hidden).map(({ hide }) => hide)).toEqual([false, true, true, false]);
});

test('what was kept is read back; what is damaged counts as nothing', () => {
  const kept = { ...nothingKept, order: ['b', 'a'], widths: { a: 90 }, sort: [{ id: 'a', direction: 'asc' as const }] };
  expect(readKeptColumns(JSON.stringify(kept))).toEqual(kept);
  expect(readKeptColumns(null)).toEqual(nothingKept);
  expect(readKeptColumns('{"order":')).toEqual(nothingKept);
  expect(readKeptColumns('{"order":[1,"a"],"widths":{"a":-4,"b":"wide"},"sort":[{"id":"a"}]}')).toEqual({
    ...nothingKept,
    order: ['a'],
    sort: [],
  });
});
