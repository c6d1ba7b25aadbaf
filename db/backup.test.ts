import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { success } from '../shared/result/result.ts';
import { epochMs } from '../shared/units/unit.ts';
import type { KeptFile } from './kept-files.ts';
import { migrate, migrations } from './migrate.ts';
import { openVault, type Vault } from './open.ts';
import { vaultApplicationId } from './vault-file.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ballast-backup-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const whole = () => null;
const goOn = () => () => true;

function opened(path: string, whenAbsent: 'create' | 'refuse' = 'create'): Vault {
  const vault = openVault(path, whenAbsent);
  if (!vault.ok) throw new Error(vault.fault.message);
  return vault.value;
}

/** A vault with a title and one kept file. */
function filled(path: string): Vault {
  const vault = opened(path);
  const made = vault.changes.make('account', epochMs(1), (changeId) => {
    vault.settings.set(changeId, 'title', 'My book');
    vault.files.insert('ab'.repeat(32), 3, [{ byteOffset: 0, sizeBytes: 3, compressed: new Uint8Array([1, 2, 3]) }]);
    return success({ keep: true, description: 'A title', value: null });
  });
  expect(made.ok).toBe(true);
  return vault;
}

test('a backup is one file that opens as the vault it was made of, while that one stays open', async () => {
  const vault = filled(join(folder, 'a.vault'));
  const path = join(folder, 'kept.vault');
  const steps: string[] = [];
  const proved: KeptFile[] = [];
  const made = await vault.backUp(
    path,
    (file) => {
      proved.push(file);
      return null;
    },
    (phase) => (done, total) => {
      steps.push(phase);
      expect(done).toBeLessThanOrEqual(total);
      return true;
    },
  );
  expect(made).toMatchObject({
    ok: true,
    value: {
      path,
      sizeBytes: statSync(path).size,
      schemaVersion: migrations().length,
      counts: { change: 1, source_file: 1 },
    },
  });
  expect(new Set(steps)).toEqual(new Set(['copy', 'proof']));
  expect(proved.map((file) => file.sha256)).toEqual(['ab'.repeat(32)]);
  // The vault goes its own way from here.
  vault.changes.withdraw(1, epochMs(2));
  vault.close();
  expect(readdirSync(folder).toSorted()).toEqual(['a.vault', 'kept.vault']);
  const copy = opened(path, 'refuse');
  expect(copy.settings.get('title')).toBe('My book');
  expect(copy.changes.list(9)).toMatchObject([{ id: 1, withdrawn: false }]);
  copy.close();
});

test('a file that is there is never written over, and a missing folder is named', async () => {
  const vault = filled(join(folder, 'a.vault'));
  const path = join(folder, 'letters.txt');
  writeFileSync(path, 'dear diary');
  expect(await vault.backUp(path, whole, goOn)).toMatchObject({ ok: false, fault: { code: 'backup-exists' } });
  expect(await vault.backUp(join(folder, 'a.vault'), whole, goOn)).toMatchObject({ fault: { code: 'backup-exists' } });
  expect(readFileSync(path, 'utf8')).toBe('dear diary');
  const nowhere = join(folder, 'no', 'where');
  expect(await vault.backUp(nowhere, whole, goOn)).toMatchObject({ ok: false, fault: { code: 'backup-folder' } });
  vault.close();
});

test('a copy that is not proved gets no name, and a stopped one leaves nothing', async () => {
  const vault = filled(join(folder, 'a.vault'));
  const path = join(folder, 'kept.vault');
  expect(await vault.backUp(path, () => 'its content is not what was imported', goOn)).toMatchObject({
    ok: false,
    fault: { code: 'backup-damaged' },
  });
  expect(await vault.backUp(path, whole, () => () => false)).toMatchObject({ ok: false, fault: { code: 'cancelled' } });
  vault.close();
  expect(readdirSync(folder)).toEqual(['a.vault']);
});

test('what a killed backup left under its temporary name is no hindrance', async () => {
  const vault = filled(join(folder, 'a.vault'));
  const path = join(folder, 'kept.vault');
  writeFileSync(`${path}.partial`, 'half a page');
  writeFileSync(`${path}.partial-journal`, 'and its journal');
  expect(await vault.backUp(path, whole, goOn)).toMatchObject({ ok: true });
  vault.close();
  expect(readdirSync(folder).toSorted()).toEqual(['a.vault', 'kept.vault']);
});

/** A vault as the first release wrote it: schema 1, with a title. */
function firstRelease(path: string): void {
  const database = new Database(path);
  migrate(database, vaultApplicationId, migrations().slice(0, 1));
  database.pragma('journal_mode = WAL');
  database.exec(`INSERT INTO change VALUES (1, 5, 'account', 'A title');
    INSERT INTO vault_setting (change_id, key, value) VALUES (1, 'title', 'Old book')`);
  database.close();
}

function schemaOf(path: string): number {
  return readFileSync(path).readUInt32BE(60);
}

test('a vault of an older schema is copied before it is brought up to date, and the copy is the old vault', () => {
  const path = join(folder, 'old.vault');
  firstRelease(path);
  const vault = opened(path, 'refuse');
  const copy = `${vault.path}.before-schema-${migrations().length}`;
  expect(vault.copyBeforeMigration).toMatch(/old\.vault\.before-schema-\d+$/);
  expect(vault.schemaVersion).toBe(migrations().length);
  expect(vault.settings.get('title')).toBe('Old book');
  vault.close();
  expect(schemaOf(path)).toBe(migrations().length);
  expect(schemaOf(copy)).toBe(1);
  const old = new Database(copy, { readonly: true });
  expect(old.prepare('SELECT value FROM vault_setting').pluck().get()).toBe('Old book');
  expect(old.pragma('integrity_check', { simple: true })).toBe('ok');
  old.close();
  // Up to date: no further copy.
  const again = opened(path, 'refuse');
  expect(again.copyBeforeMigration).toBeNull();
  again.close();
  expect(readdirSync(folder).toSorted()).toEqual(['old.vault', `old.vault.before-schema-${migrations().length}`]);
});

test('a copy of an earlier attempt is kept, the next one gets a number', () => {
  const path = join(folder, 'old.vault');
  firstRelease(path);
  writeFileSync(`${path}.before-schema-${migrations().length}`, 'of an earlier attempt');
  const vault = opened(path);
  expect(vault.copyBeforeMigration).toMatch(/-2$/);
  vault.close();
  expect(readFileSync(`${path}.before-schema-${migrations().length}`, 'utf8')).toBe('of an earlier attempt');
});

test('without the copy nothing is changed', () => {
  const path = join(folder, 'old.vault');
  firstRelease(path);
  // The copy cannot be written where a folder has its temporary name.
  mkdirSync(`${path}.before-schema-${migrations().length}.partial`);
  const before = readFileSync(path).toString('hex');
  const refused = openVault(path, 'create');
  expect(refused).toMatchObject({ ok: false, fault: { code: 'vault-migration-stopped' } });
  if (!refused.ok) expect(refused.fault.message).toContain(`from schema 1 to ${migrations().length}`);
  expect(readFileSync(path).toString('hex')).toBe(before);
  expect(existsSync(`${path}.lock`)).toBe(false);
});

test('a step that fails leaves the schema that was there', () => {
  const database = new Database(':memory:');
  migrate(database, 7, migrations().slice(0, 1));
  const steps = [
    ...migrations().slice(0, 1),
    { number: 2, name: '0002-a.sql', sql: 'CREATE TABLE half (id INTEGER PRIMARY KEY) STRICT' },
    { number: 3, name: '0003-b.sql', sql: 'CREATE TABLE half (id INTEGER PRIMARY KEY) STRICT' },
  ];
  expect(() => migrate(database, 7, steps)).toThrow(/already exists/);
  expect(database.pragma('user_version', { simple: true })).toBe(1);
  expect(database.prepare("SELECT count(*) FROM sqlite_schema WHERE name = 'half'").pluck().get()).toBe(0);
});
