import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { BackupReport, CheckReport, RestoreReport } from '../../shared/contract/safety.ts';
import { openVaultServer } from '../vault/vault-server.ts';
import { silentJobs } from '../services/job-board.ts';
import { epochMs } from '../../shared/units/unit.ts';
import { binanceTrades, openTestTerminal, type TestTerminal } from './test-terminal.ts';

let terminal: TestTerminal;
beforeEach(() => {
  terminal = openTestTerminal('2026-06-01T10:20:30Z');
});
afterEach(() => terminal.remove());

const vaultFile = () => join(terminal.folder, 'test.vault');

/** Fills one after the other, so many that they are read as a run. */
async function importFills(count: number): Promise<void> {
  const rows = Array.from({ length: count }, (_, index) => ({
    time: new Date(Date.UTC(2026, 0, 1) + index * 1000).toISOString().slice(0, 19).replace('T', ' '),
    side: 'BUY' as const,
    price: '60000',
    quantity: '0.001',
    id: index + 1,
  }));
  await terminal.run('import', terminal.write('fills(UTC+0).csv', binanceTrades(rows)), '--account', 'A');
}

async function positionsText(): Promise<string> {
  return (await terminal.run('positions', '--json')).out;
}

test('backup, a mistake, restore: the book is the one before, and the one with the mistake is kept', async () => {
  await importFills(3);
  const before = await positionsText();
  const backup = (await terminal.json('backup', 'kept.vault')) as BackupReport;
  expect(backup).toMatchObject({ path: join(terminal.folder, 'kept.vault'), changes: 1, events: 3, files: 1 });
  await terminal.run('add', 'deposit', '--account', 'A', '--asset', 'USDT', '--amount', '999999');
  const mistaken = await positionsText();
  expect(mistaken).not.toBe(before);

  const restored = (await terminal.json('restore', 'kept.vault')) as RestoreReport;
  expect(restored).toMatchObject({ events: 3, restoredFrom: join(terminal.folder, 'kept.vault') });
  expect(restored.keptAside).toMatch(/test\.vault\.replaced-2026-06-01T10-20-30$/);
  expect(await positionsText()).toBe(before);
  // Nothing was lost: the other book opens under its dated name.
  const aside = await terminal.run('positions', '--json', '--vault', restored.keptAside ?? '');
  expect(aside.out).toBe(mistaken);
  // A second restore in the same second finds the name taken.
  const again = (await terminal.json('restore', 'kept.vault')) as RestoreReport;
  expect(again.keptAside).toMatch(/10-20-30-2$/);
  expect(readdirSync(terminal.folder).filter((name) => /wal|shm|lock|restoring|partial/.test(name))).toEqual([]);
});

test('a backup is never written over another file', async () => {
  await importFills(1);
  terminal.write('kept.vault', 'something else');
  const refused = await terminal.run('backup', 'kept.vault', '--json');
  expect(refused.code).toBe(1);
  expect(JSON.parse(refused.out)).toMatchObject({ error: { code: 'backup-exists' } });
  expect(readFileSync(join(terminal.folder, 'kept.vault'), 'utf8')).toBe('something else');
  expect((await terminal.run('backup')).code).toBe(2);
  expect((await terminal.run('restore', 'a', 'b')).code).toBe(2);
});

test('restore needs no vault, and a damaged one is no hindrance', async () => {
  await importFills(2);
  const before = await positionsText();
  await terminal.run('backup', 'kept.vault');
  truncateSync(vaultFile(), 9000);
  expect((await terminal.run('positions')).notes).toContain('cut off');
  expect((await terminal.run('check')).code).toBe(1);
  const over = (await terminal.json('restore', 'kept.vault')) as RestoreReport;
  expect(readFileSync(over.keptAside ?? '')).toHaveLength(9000);
  expect(await positionsText()).toBe(before);
  const made = await terminal.run('restore', 'kept.vault', '--vault', 'elsewhere.vault');
  expect(made.code).toBe(0);
  expect((await terminal.run('positions', '--json', '--vault', 'elsewhere.vault')).out).toBe(before);
});

/** What SQLite would replay into whatever lies beside it: a log with a change that stands nowhere else. */
function logOfACrash(): Buffer {
  const database = new Database(vaultFile());
  database.pragma('journal_mode = WAL');
  database.pragma('wal_autocheckpoint = 0');
  database.exec("INSERT INTO change VALUES (77, 1, 'account', 'of the log')");
  const log = readFileSync(`${vaultFile()}-wal`);
  const whole = readFileSync(vaultFile());
  database.close();
  writeFileSync(vaultFile(), whole);
  writeFileSync(`${vaultFile()}-wal`, log);
  return log;
}

test('what a crash left in the log of the present vault goes aside with it, in one file', async () => {
  await importFills(2);
  await terminal.run('backup', 'kept.vault');
  const before = await positionsText();
  logOfACrash();
  const { keptAside } = (await terminal.json('restore', 'kept.vault')) as RestoreReport;
  expect(await positionsText()).toBe(before);
  expect(readdirSync(terminal.folder).filter((name) => name.endsWith('-wal'))).toEqual([]);
  const aside = new Database(keptAside ?? '', { readonly: true });
  expect(aside.prepare('SELECT description FROM change WHERE id = 77').pluck().get()).toBe('of the log');
  aside.close();
});

test('the log of a vault that cannot be read goes aside with it, and not into the restored one', async () => {
  await importFills(2);
  await terminal.run('backup', 'kept.vault');
  const before = await positionsText();
  const log = logOfACrash();
  writeFileSync(vaultFile(), Buffer.alloc(9000, 'rotten'));
  const { keptAside } = (await terminal.json('restore', 'kept.vault')) as RestoreReport;
  expect(readFileSync(`${keptAside}-wal`).equals(log)).toBe(true);
  expect(await positionsText()).toBe(before);
  expect((await terminal.run('check')).code).toBe(0);
});

test('what is no backup is refused by name and changes nothing', async () => {
  await importFills(2);
  await terminal.run('backup', 'kept.vault');
  const before = readFileSync(vaultFile()).toString('hex');
  const code = async (file: string) => {
    const ran = await terminal.run('restore', file, '--json');
    expect(ran.code).toBe(1);
    return (JSON.parse(ran.out) as { error: { code: string } }).error.code;
  };
  expect(await code('nowhere.vault')).toBe('backup-absent');
  terminal.write('empty.vault', '');
  expect(await code('empty.vault')).toBe('backup-absent');
  terminal.write('notes.txt', 'to the moon\n'.repeat(50));
  expect(await code('notes.txt')).toBe('vault-foreign');
  expect(await code('test.vault')).toBe('backup-is-vault');
  mkdirSync(join(terminal.folder, 'folder'));
  expect(await code('folder')).toBe('vault-not-a-file');
  const other = new Database(join(terminal.folder, 'other.sqlite'));
  other.exec('CREATE TABLE budget (envelope TEXT)');
  other.close();
  expect(await code('other.sqlite')).toBe('vault-foreign');
  const newer = new Database(join(terminal.folder, 'newer.vault'));
  newer.pragma(`application_id = ${0x426c7374}`);
  newer.pragma('user_version = 99');
  newer.exec('CREATE TABLE wonder (id INTEGER)');
  newer.close();
  expect(await code('newer.vault')).toBe('vault-newer');
  copyFileSync(join(terminal.folder, 'kept.vault'), join(terminal.folder, 'cut.vault'));
  truncateSync(join(terminal.folder, 'cut.vault'), 20_000);
  expect(await code('cut.vault')).toBe('vault-damaged');
  // Whole in size, and a page of it overwritten: found by reading it, not by its header.
  const bytes = readFileSync(join(terminal.folder, 'kept.vault'));
  bytes.fill(0x5a, 4096 * 3, 4096 * 12);
  writeFileSync(join(terminal.folder, 'rotten.vault'), bytes);
  expect(await code('rotten.vault')).toBe('backup-damaged');
  expect(readFileSync(vaultFile()).toString('hex')).toBe(before);
  expect(readdirSync(terminal.folder).filter((name) => /replaced|restoring|lock/.test(name))).toEqual([]);
});

test('a backup whose kept file is not the one imported is refused', async () => {
  await importFills(2);
  await terminal.run('backup', 'kept.vault');
  const database = new Database(join(terminal.folder, 'kept.vault'));
  database.exec(`UPDATE source_file SET sha256 = '${'0'.repeat(64)}'`);
  database.close();
  const refused = await terminal.run('restore', 'kept.vault', '--json');
  expect(JSON.parse(refused.out)).toMatchObject({ error: { code: 'backup-damaged' } });
});

test('a vault that is open elsewhere is refused to every command, also to reading ones', async () => {
  await importFills(1);
  await terminal.run('backup', 'kept.vault');
  const window = openVaultServer({ path: vaultFile(), whenAbsent: 'create', now: () => epochMs(1), jobs: silentJobs });
  if (!window.ok) throw new Error(window.fault.message);
  for (const words of [['positions'], ['check'], ['backup', 'b'], ['undo'], ['restore', 'kept.vault']]) {
    const ran = await terminal.run(...words, '--json');
    expect([words, ran.code]).toEqual([words, 1]);
    expect(JSON.parse(ran.out)).toMatchObject({ error: { code: 'vault-open-elsewhere' } });
    expect(ran.notes).toContain(`process ${process.pid}`);
  }
  window.value.close();
  expect(await terminal.run('positions')).toMatchObject({ code: 0 });
});

test('an open window restores by itself and goes on with the restored book', async () => {
  await importFills(2);
  await terminal.run('backup', 'kept.vault');
  await terminal.run('undo');
  const window = openVaultServer({ path: vaultFile(), whenAbsent: 'create', now: () => epochMs(1), jobs: silentJobs });
  if (!window.ok) throw new Error(window.fault.message);
  const notices: unknown[] = [];
  window.value.subscribe((notice) => notices.push(notice.topic));
  const counted = async () =>
    ((await window.value.call('book.events', {})) as { value: { total: number } }).value.total;
  expect(await counted()).toBe(0);
  expect(await window.value.call('vault.restore', { path: join(terminal.folder, 'notes') })).toMatchObject({
    ok: false,
  });
  expect(await counted()).toBe(0);
  expect(await window.value.call('vault.restore', { path: join(terminal.folder, 'kept.vault') })).toMatchObject({
    ok: true,
    value: { events: 2 },
  });
  expect(notices).toEqual(['changed']);
  expect(await counted()).toBe(2);
  expect(await window.value.call('vault.undo', {})).toMatchObject({ ok: true });
  window.value.close();
  expect(existsSync(`${vaultFile()}.lock`)).toBe(false);
});

/** Changes a vault behind Ballast's back, and says which checks no longer hold. */
async function foundAfter(sql: string): Promise<readonly string[]> {
  const copy = join(terminal.folder, 'copy.vault');
  copyFileSync(vaultFile(), copy);
  const database = new Database(copy);
  database.pragma('foreign_keys = OFF');
  database.exec(sql);
  database.close();
  const ran = await terminal.run('check', '--json', '--vault', 'copy.vault');
  const report = JSON.parse(ran.out) as CheckReport;
  expect(ran.code).toBe(report.ok ? 0 : 1);
  for (const { ok, found } of report.checks) expect(ok).toBe(found.length === 0);
  return report.checks.filter(({ ok }) => !ok).map(({ id }) => id);
}

test('check finds what another program did to a vault, each thing by its name', async () => {
  await importFills(4500);
  await terminal.run(
    'marks',
    terminal.write('m.csv', 'instrument,price,time\nBTC/USDT:USDT,61000,2026-03-02T00:00:00Z\n'),
  );
  expect(await foundAfter('SELECT 1')).toEqual([]);
  expect(await foundAfter('DELETE FROM event WHERE id = 17')).toEqual(['imports', 'runs']);
  expect(await foundAfter('DELETE FROM change WHERE id = 1')).toContain('links');
  expect(await foundAfter('CREATE TABLE extra (id INTEGER)')).toEqual(['schema']);
  expect(await foundAfter('UPDATE event SET byte_offset = 100000000 WHERE id = 9')).toEqual(['provenance']);
  expect(await foundAfter('UPDATE event SET time_ms = time_ms + 5000 WHERE id = 20')).toEqual(['runs']);
  expect(await foundAfter('UPDATE fill_period SET from_ms = from_ms + 1')).toEqual(['periods']);
  expect(await foundAfter('DELETE FROM fill_period')).toEqual(['periods']);
  expect(await foundAfter('DELETE FROM mark')).toEqual(['imports']);
  expect(await foundAfter('UPDATE import SET accepted_count = accepted_count + 1 WHERE change_id = 1')).toEqual([
    'imports',
  ]);
  expect(await foundAfter("UPDATE source_block SET compressed = x'00' WHERE file_id = 1")).toEqual(['files']);
  expect(await foundAfter('UPDATE source_file SET size_bytes = size_bytes + 1 WHERE id = 1')).toEqual(['files']);
  expect(await foundAfter('DELETE FROM source_block WHERE file_id = 1')).toEqual(['files']);
});

test('check says in plain words what holds', async () => {
  await importFills(1);
  const ran = await terminal.run('check');
  expect(ran.code).toBe(0);
  expect(ran.out.split('\n').filter((line) => line.startsWith('ok'))).toHaveLength(8);
  expect(ran.out).toContain('test.vault holds.');
});

test('damaged pages are found, told as damage, and no other call dies of them', async () => {
  await importFills(4500);
  const bytes = readFileSync(vaultFile());
  // The middle of the events: the schema still reads, so that the vault opens.
  bytes.fill(0x5a, Math.trunc(bytes.length / 2), Math.trunc(bytes.length / 2) + 4096 * 20);
  writeFileSync(vaultFile(), bytes);
  const checked = await terminal.run('check', '--json');
  expect(checked.code).toBe(1);
  expect((JSON.parse(checked.out) as CheckReport).checks.find(({ id }) => id === 'integrity')?.ok).toBe(false);
  const read = await terminal.run('positions', '--json');
  expect(JSON.parse(read.out)).toMatchObject({ error: { code: 'vault-damaged' } });
  const backup = await terminal.run('backup', 'kept.vault', '--json');
  expect(backup.code).toBe(1);
  expect(existsSync(join(terminal.folder, 'kept.vault'))).toBe(false);
});

test('an index that lost a row is found by check, and no backup is kept of it', async () => {
  await terminal.run('marks', 'BTC/USDT:USDT=60000@2026-03-02');
  const database = new Database(vaultFile());
  database.unsafeMode(true);
  database.pragma('writable_schema = ON');
  const index = database
    .prepare("SELECT * FROM sqlite_schema WHERE name = 'mark_by_instrument'")
    .raw()
    .get() as unknown[];
  database.exec("DELETE FROM sqlite_schema WHERE name = 'mark_by_instrument'");
  database.close();
  const without = new Database(vaultFile());
  without.exec('INSERT INTO mark VALUES (9, 1, 1, 1, 1, 0)');
  without.unsafeMode(true);
  without.pragma('writable_schema = ON');
  without.prepare('INSERT INTO sqlite_schema VALUES (?, ?, ?, ?, ?)').run(...index);
  without.close();
  const checked = JSON.parse((await terminal.run('check', '--json')).out) as CheckReport;
  expect(checked.checks.find(({ id }) => id === 'integrity')?.found.join()).toContain('missing from index');
  const refused = await terminal.run('backup', 'kept.vault', '--json');
  expect(JSON.parse(refused.out)).toMatchObject({ error: { code: 'backup-damaged' } });
  expect(readdirSync(terminal.folder)).toEqual(['test.vault']);
});
