import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { killMigrations, killRestores } from './swap-rounds.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ballast-kill-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test('killed during a restore, the vault is the old one or the restored one, whole, and what is kept aside too', async () => {
  const rounds = await killRestores(5, 3, folder);
  expect(rounds.filter(({ faults }) => faults.length > 0)).toEqual([]);
  expect(rounds).toHaveLength(5);
}, 600_000);

test('killed during a migration, the vault is the old one or the new one, whole, and its copy valid or nameless', async () => {
  const rounds = await killMigrations(5, 4, folder);
  expect(rounds.filter(({ faults }) => faults.length > 0)).toEqual([]);
  expect(rounds).toHaveLength(5);
}, 600_000);
