import { expect, test } from 'vitest';
import type { FileReport, PreviewRow } from '../../../shared/contract/imports.ts';
import { markedRaw, previewLines, rowCounts } from './preview-rows.ts';

const row = (line: number, result: PreviewRow['result'], raw: string | null = null): PreviewRow => ({
  line,
  result,
  timeMs: null,
  instrument: null,
  kind: null,
  side: null,
  quantity: null,
  price: null,
  why: '',
  raw,
});
const rows = [
  row(1, 'ignored'),
  row(2, 'accepted'),
  row(3, 'fold'),
  row(9, 'failed', 'a,b,6O.0'),
  row(10, 'duplicate'),
];

test('the raw text of a failed row stands under it', () => {
  expect(previewLines(rows, 'all').map(({ kind, row: { line } }) => `${line} ${kind}`)).toEqual([
    '1 row',
    '2 row',
    '3 fold',
    '9 row',
    '9 raw',
    '10 row',
  ]);
});

test('a filter shows the rows of one result, and failed ones with their raw text', () => {
  expect(previewLines(rows, 'failed').map(({ kind }) => kind)).toEqual(['row', 'raw']);
  expect(previewLines(rows, 'duplicate').map(({ row: { line } }) => line)).toEqual([10]);
});

test('no two lines share an id', () => {
  const ids = previewLines([...rows, row(9, 'accepted')], 'all').map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
});

test('the counts of a report add up to its rows', () => {
  const report = {
    rows: 1271,
    accepted: 1198,
    duplicates: 41,
    ignored: [
      { reason: 'header row', count: 1 },
      { reason: 'order cancelled', count: 28 },
    ],
    failures: [1, 2, 3].map((line) => ({ line, code: 'x', message: '', raw: '' })),
  } as unknown as FileReport;
  expect(rowCounts(report).reduce((sum, { count }) => sum + count, 0)).toBe(report.rows);
});

test('the bad part is marked where the message quotes it', () => {
  expect(markedRaw('BUY,152.10,6O.0,9126', 'quantity "6O.0" is not a number')).toEqual([
    'BUY,152.10,',
    '6O.0',
    ',9126',
  ]);
  expect(markedRaw('BUY,152.10', 'row ends after 2 of 9 fields')).toEqual(['BUY,152.10', '', '']);
});
