import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openVault } from './open.ts';
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
