import { expect, test } from 'vitest';
import { epochMs } from '../../shared/units/unit.ts';
import { openVault } from '../open.ts';

test('one of the same instant is replaced, the oldest made go, the newest instant stands first', () => {
  const opened = openVault(':memory:', 'create');
  if (!opened.ok) throw new Error(opened.fault.message);
  const { keptSnapshots, close } = opened.value;
  const keep = (asOf: number, made: number, byte: number): number =>
    keptSnapshots.keep(epochMs(asOf), epochMs(made), new Uint8Array([byte]), 3);
  const first = keep(100, 1, 1);
  expect(keep(100, 2, 2)).toBe(first);
  expect([...(keptSnapshots.packed(first) ?? [])]).toEqual([2]);
  keep(300, 3, 3);
  // Of an earlier instant, but made later: it is not the one to go.
  keep(50, 4, 4);
  keep(200, 5, 5);
  expect(keptSnapshots.list().map(({ asOfMs, madeMs }) => [asOfMs, madeMs])).toEqual([
    [300, 3],
    [200, 5],
    [50, 4],
  ]);
  expect(keptSnapshots.packed(first)).toBeNull();
  close();
});
