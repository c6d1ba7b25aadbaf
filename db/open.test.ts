import {
  copyFileSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { epochMs } from '../shared/units/unit.ts';
import { success } from '../shared/result/result.ts';
import { openVault, type Vault } from './open.ts';
import { vaultApplicationId } from './vault-file.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ballast-open-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function refusal(path: string, whenAbsent: 'create' | 'refuse' = 'create'): string {
  const opened = openVault(path, whenAbsent);
  if (opened.ok) {
    opened.value.close();
    return 'opened';
  }
  return opened.fault.code;
}

/** Bytes and times of a file, and that SQLite left nothing beside it. */
function trace(path: string) {
  return {
    bytes: readFileSync(path).toString('hex'),
    changedMs: statSync(path).mtimeMs,
    beside: ['-wal', '-shm', '-journal'].filter((end) => existsSync(path + end)),
  };
}

test('a vault that is not there is made by what imports and refused by what reads', () => {
  const path = join(folder, 'new', 'first.vault');
  expect(refusal(path, 'refuse')).toBe('vault-absent');
  expect(existsSync(path)).toBe(false);
  expect(refusal(path, 'create')).toBe('opened');
  expect(refusal(path, 'refuse')).toBe('opened');
  expect(readFileSync(path).readUInt32BE(68)).toBe(vaultApplicationId);
});

test('an empty file holds nothing to lose and may become a vault', () => {
  const path = join(folder, 'empty.vault');
  writeFileSync(path, '');
  expect(refusal(path, 'refuse')).toBe('vault-absent');
  expect(refusal(path, 'create')).toBe('opened');
});

test('a text file named as the vault is left byte for byte', () => {
  const path = join(folder, 'notes.txt');
  writeFileSync(path, 'BTC to the moon\n'.repeat(20));
  const before = trace(path);
  expect(refusal(path)).toBe('vault-foreign');
  expect(trace(path)).toEqual(before);
});

test("another program's database is left byte for byte, with nothing beside it", () => {
  const path = join(folder, 'other.sqlite');
  const other = new Database(path);
  other.exec('CREATE TABLE budget (envelope TEXT, cents INTEGER); INSERT INTO budget VALUES (1, 2)');
  other.close();
  const before = trace(path);
  expect(refusal(path)).toBe('vault-foreign');
  expect(refusal(path, 'refuse')).toBe('vault-foreign');
  expect(trace(path)).toEqual(before);
});

test('a vault of a newer Ballast is left byte for byte and the message says so', () => {
  const path = join(folder, 'newer.vault');
  const newer = new Database(path);
  newer.pragma(`application_id = ${vaultApplicationId}`);
  newer.pragma('user_version = 99');
  newer.exec('CREATE TABLE wonder (id INTEGER)');
  newer.close();
  const before = trace(path);
  const opened = openVault(path, 'create');
  expect(opened).toMatchObject({ ok: false, fault: { code: 'vault-newer' } });
  if (!opened.ok) expect(opened.fault.message).toContain('schema 99');
  expect(trace(path)).toEqual(before);
});

test('a folder is no vault', () => {
  expect(refusal(folder)).toBe('vault-not-a-file');
});

test('foreign keys are on, the log is a write-ahead log', () => {
  const path = join(folder, 'a.vault');
  const opened = openVault(path, 'create');
  if (!opened.ok) throw new Error(opened.fault.message);
  expect(existsSync(`${path}-wal`)).toBe(true);
  expect(() => opened.value.settings.set(77, 'base', 'EUR')).toThrow(/FOREIGN KEY/);
  opened.value.close();
  expect(existsSync(`${path}-wal`)).toBe(false);
});

/** A vault with one layout of a few pages, so that there is something to lose. */
function filled(path: string): Vault {
  const opened = openVault(path, 'create');
  if (!opened.ok) throw new Error(opened.fault.message);
  const made = opened.value.changes.make('account', epochMs(1), (changeId) => {
    opened.value.settings.set(changeId, 'title', 'x'.repeat(20_000));
    return success({ keep: true, description: 'A long title', value: null });
  });
  expect(made.ok).toBe(true);
  return opened.value;
}

test('a vault that was cut off is named and left byte for byte', () => {
  const path = join(folder, 'cut.vault');
  filled(path).close();
  const whole = statSync(path).size;
  for (const size of [whole - 1, whole - 4096, 5000, 99]) {
    truncateSync(path, size);
    const before = trace(path);
    const opened = openVault(path, 'create');
    expect(opened).toMatchObject({ ok: false, fault: { code: 'vault-damaged' } });
    if (!opened.ok) expect(opened.fault.message).toContain(`${size} bytes`);
    expect(trace(path)).toEqual(before);
    expect(existsSync(`${path}.lock`)).toBe(false);
  }
});

test('a crash leaves its log beside the vault; the next program puts it in', () => {
  const path = join(folder, 'a.vault');
  const open = filled(path);
  // As the disk looks when the program dies now: the change stands in the log alone.
  const left = join(folder, 'left.vault');
  copyFileSync(path, left);
  copyFileSync(`${path}-wal`, `${left}-wal`);
  open.close();
  const opened = openVault(left, 'refuse');
  if (!opened.ok) throw new Error(opened.fault.message);
  expect(opened.value.settings.get('title')).toHaveLength(20_000);
  opened.value.close();
  expect(existsSync(`${left}-wal`)).toBe(false);
});

test('a vault whose file vanished takes no change, still reads, and can be saved elsewhere', async () => {
  const path = join(folder, 'a.vault');
  const vault = filled(path);
  rmSync(path);
  const change = vault.changes.make('account', epochMs(2), (changeId) => {
    vault.settings.set(changeId, 'title', 'lost');
    return success({ keep: true, description: 'It would be lost', value: null });
  });
  expect(change).toMatchObject({ ok: false, fault: { code: 'vault-vanished' } });
  expect(vault.settings.get('title')).toHaveLength(20_000);
  const saved = join(folder, 'saved.vault');
  const backup = await vault.backUp(
    saved,
    () => null,
    () => () => true,
  );
  expect(backup).toMatchObject({ ok: true });
  vault.close();
  const opened = openVault(saved, 'refuse');
  if (!opened.ok) throw new Error(opened.fault.message);
  expect(opened.value.settings.get('title')).toHaveLength(20_000);
  opened.value.close();
});

test('another file put in the vault’s place is not written into', () => {
  const path = join(folder, 'a.vault');
  const vault = filled(path);
  rmSync(path);
  writeFileSync(path, 'something else');
  expect(vault.changes.withdraw(1, epochMs(3))).toMatchObject({ ok: false, fault: { code: 'vault-vanished' } });
  vault.close();
  expect(readFileSync(path, 'utf8')).toBe('something else');
});
