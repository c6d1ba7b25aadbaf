import { expect, test } from 'vitest';
import { resultText, summarise, type BenchResult } from './result.ts';

test('three runs: the middle one counts, whatever order they came in', () => {
  expect(summarise([9, 2, 4])).toEqual({ median: 4, min: 2, max: 9, runs: 3 });
});

test('an even number of runs: half way between the two in the middle', () => {
  expect(summarise([8, 1, 2, 4])).toEqual({ median: 3, min: 1, max: 8, runs: 4 });
  expect(summarise([7])).toEqual({ median: 7, min: 7, max: 7, runs: 1 });
});

test('runs are ordered as numbers, and the ones given stay as they were', () => {
  const given = [10, 9, 100];
  expect(summarise(given).median).toBe(10);
  expect(given).toEqual([10, 9, 100]);
});

test('no run at all is no result', () => {
  expect(() => summarise([])).toThrow('no run was measured');
});

const measured: BenchResult = {
  name: 'import',
  value: 3,
  unit: 's',
  median: 3,
  min: 2.5,
  max: 4,
  runs: 3,
  reference: { name: 'sqlite3 .import', value: 1.5 },
  ratio: 2,
  extra: { peakMegabytes: 190 },
};

test('a line says what was measured, against what, and what else is worth knowing', () => {
  expect(resultText(measured)).toBe(
    'import: 3.00 s (2.50 to 4.00 in 3 runs), 2.00 times sqlite3 .import (1.50 s), peakMegabytes 190',
  );
});

test('where the reference is absent the line says why, and claims no ratio', () => {
  const reference = { name: 'sqlite3 .import', value: null, note: 'the sqlite3 program is not installed' };
  expect(resultText({ ...measured, reference, ratio: null })).toBe(
    'import: 3.00 s (2.50 to 4.00 in 3 runs), no reference: the sqlite3 program is not installed, peakMegabytes 190',
  );
});
