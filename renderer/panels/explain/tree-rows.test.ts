import { expect, test } from 'vitest';
import type { ExplainNode } from '../../../shared/contract/risk.ts';
import { openedAtFirst, pathAfterKey, treeRows, type TreeState } from './tree-rows.ts';

function leaf(symbol: string): ExplainNode {
  return { symbol, label: symbol, value: 1, unit: 'USD', formula: null, source: 'stated', asOf: null, children: [] };
}
function sum(symbol: string, children: readonly ExplainNode[]): ExplainNode {
  const formula = children.map((child) => child.symbol).join(' + ');
  return { ...leaf(symbol), value: children.length, formula, source: null, children };
}
const state = (opened: readonly string[], shown: readonly [string, number][] = []): TreeState => ({
  opened: new Set(opened),
  shown: new Map(shown),
});
const days = sum(
  'equity',
  Array.from({ length: 418 }, (_, day) => leaf(`day${day}`)),
);
const small = sum('equity', [sum('wallet', [leaf('amount'), leaf('rate')]), leaf('profit')]);

test('a closed node hides its inputs, an opened one shows them with their level and place', () => {
  expect(treeRows([small], state([])).map(({ path }) => path)).toEqual(['0']);
  const rows = treeRows([small], state(['0']));
  expect(rows.map((row) => (row.kind === 'node' ? [row.node.symbol, row.level, row.place, row.siblings] : []))).toEqual(
    [
      ['equity', 1, 1, 1],
      ['wallet', 2, 1, 2],
      ['profit', 2, 2, 2],
    ],
  );
  expect(treeRows([small], state(['0', '0/0']))).toHaveLength(5);
});

test('of hundreds of days the first twenty stand, the rest behind one line that unfolds', () => {
  const rows = treeRows([days], state(['0']));
  expect(rows).toHaveLength(1 + 20 + 1);
  expect(rows.at(-1)).toMatchObject({ kind: 'fold', hidden: 398, parent: '0', level: 2 });
  const more = treeRows([days], state(['0'], [['0', 220]]));
  expect(more.at(-1)).toMatchObject({ kind: 'fold', hidden: 198 });
  expect(treeRows([days], state(['0'], [['0', 420]]))).toHaveLength(1 + 418);
});

test('at first as much is open as fits, the root always', () => {
  expect([...openedAtFirst([small], 10)]).toEqual(['0', '0/0']);
  expect([...openedAtFirst([small], 3)]).toEqual(['0']);
  expect([...openedAtFirst([days], 10)]).toEqual(['0']);
});

test('keys move the focus from line to line, left to the parent', () => {
  const rows = treeRows([small], state(['0', '0/0']));
  expect(pathAfterKey(rows, '0', 'ArrowDown')).toBe('0/0');
  expect(pathAfterKey(rows, '0/0/1', 'ArrowLeft')).toBe('0/0');
  expect(pathAfterKey(rows, '0/1', 'ArrowDown')).toBe('0/1');
  expect(pathAfterKey(rows, '0/1', 'Home')).toBe('0');
  expect(pathAfterKey(rows, '0', 'End')).toBe('0/1');
  expect(pathAfterKey(rows, '0', 'x')).toBeNull();
});
