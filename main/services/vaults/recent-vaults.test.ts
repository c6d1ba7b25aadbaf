import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { epochMs } from '../../../shared/units/unit.ts';
import { createRecentVaults } from './recent-vaults.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ballast-recent-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test('the vaults opened last stand first, each once, ten at most', () => {
  const recent = createRecentVaults(join(folder, 'deep', 'recent.json'));
  for (let index = 0; index < 12; index += 1) recent.note(`/v/${index}.vault`, epochMs(index));
  recent.note('/v/5.vault', epochMs(100));
  const listed = recent.list();
  expect(listed).toHaveLength(10);
  expect(listed[0]).toEqual({ path: '/v/5.vault', openedMs: 100 });
  expect(listed.map(({ path }) => path).filter((path) => path === '/v/5.vault')).toHaveLength(1);
  recent.forget('/v/5.vault');
  expect(recent.list()[0]).toEqual({ path: '/v/11.vault', openedMs: 11 });
});

test('a list that is not ours is an empty list, and is written over only by a vault that is opened', () => {
  const file = join(folder, 'recent.json');
  writeFileSync(file, '{"vaults":"everything"}');
  const recent = createRecentVaults(file);
  expect(recent.list()).toEqual([]);
  expect(readFileSync(file, 'utf8')).toBe('{"vaults":"everything"}');
  recent.note('/v/one.vault', epochMs(1));
  expect(createRecentVaults(file).list()).toEqual([{ path: '/v/one.vault', openedMs: 1 }]);
});

test('a folder that cannot be written forgets, and says nothing', () => {
  writeFileSync(join(folder, 'file'), '');
  const recent = createRecentVaults(join(folder, 'file', 'recent.json'));
  recent.note('/v/one.vault', epochMs(1));
  expect(recent.list()).toEqual([]);
});
