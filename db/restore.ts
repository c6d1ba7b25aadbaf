import { existsSync, linkSync, renameSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import Database from 'better-sqlite3';
import { failure, success, type Fault, type Result } from '../shared/result/result.ts';
import type { FileProof } from './kept-files.ts';
import { lockPathOf, realVaultPath, takeLock } from './lock.ts';
import { migrations } from './migrate.ts';
import { contentsOf, proveCopy, type Contents } from './prove-copy.ts';
import { flushFile, flushFolder, freeName, removeUnnamed } from './publish-file.ts';
import { worldFault } from './sqlite-fault.ts';
import type { TableCounts } from './table-counts.ts';
import { inspectVaultFile } from './vault-file.ts';

export interface Restored {
  /** Where the vault that stood there is kept; null when there was none. */
  readonly keptAside: string | null;
  readonly schemaVersion: number;
  readonly counts: TableCounts;
}

/** A proved copy that waits beside the vault to take its place. */
export interface PreparedRestore {
  /**
   * Puts the copy in the vault's place; the vault must be closed. Whatever happens, the vault's name leads to the old vault or to the
   * restored one, whole.
   * @param stamp goes into the name under which the present vault is kept
   */
  readonly putInPlace: (stamp: string) => Result<Restored>;
  readonly discard: () => void;
}

/**
 * Proves a backup and lays a copy of it beside the vault. The vault itself is neither read nor changed, so a damaged or missing one is no
 * hindrance, and an open one may stay open.
 * Faults: `backup-absent`, `backup-is-vault`, `backup-damaged`, `restore-failed`, those of `inspectVaultFile` for the backup and of
 * `takeLock` where another program works with it.
 */
export function prepareRestore(vaultPath: string, backupPath: string, proof: FileProof): Result<PreparedRestore> {
  const real = realVaultPath(vaultPath);
  const from = realVaultPath(backupPath);
  if (from === real)
    return failure('backup-is-vault', `${backupPath} is the vault itself.`, 'Name the backup that shall replace it.');
  // Before the file is looked at: closing a file that this very program has open would release SQLite's locks on it.
  const held = existsSync(lockPathOf(from)) ? takeLock(from) : null;
  if (held?.ok === false) return held;
  const waiting = `${real}.restoring`;
  try {
    const refused = unfit(backupPath, from);
    if (refused !== null) return { ok: false, fault: refused };
    removeUnnamed(waiting);
    const expected = copyOut(from, waiting);
    const wrong = proveCopy(waiting, expected, proof, () => true);
    if (wrong.length > 0) {
      removeUnnamed(waiting);
      return damaged(backupPath, wrong.slice(0, 3).join('; '));
    }
    flushFile(waiting);
    return success({
      putInPlace: (stamp) => guarded(real, waiting, () => replace(real, waiting, stamp, expected)),
      discard: () => removeUnnamed(waiting),
    });
  } catch (error) {
    rmSync(waiting, { force: true });
    const fault = worldFault(error, backupPath);
    if (fault === null) throw error;
    return fault.fault.code === 'vault-damaged'
      ? damaged(backupPath, fault.fault.message)
      : failure('restore-failed', `Nothing was restored: ${fault.fault.message}.`, 'The vault is as it was.');
  } finally {
    if (held?.ok === true) held.value.release();
  }
}

function unfit(backupPath: string, from: string): Fault | null {
  const file = inspectVaultFile(from, migrations().length);
  if (!file.ok) {
    const { code, message } = file.fault;
    return code === 'vault-foreign'
      ? { code, message: `${backupPath} is no backup: ${message}`, mend: 'Name a file that `ballast backup` wrote.' }
      : file.fault;
  }
  if (file.value.kind === 'vault') return null;
  const what = file.value.kind === 'empty' ? 'holds nothing' : 'is not there';
  return { code: 'backup-absent', message: `${backupPath} ${what}.`, mend: 'Name a file that `ballast backup` wrote.' };
}

/** By SQLite and not byte by byte: a log that a crash left beside the backup belongs to it. */
function copyOut(from: string, to: string): Contents {
  const source = new Database(from, { readonly: true, fileMustExist: true, timeout: 5000 });
  try {
    const contents = contentsOf(source);
    source.prepare('VACUUM INTO ?').run(to);
    return contents;
  } finally {
    source.close();
  }
}

function damaged(backupPath: string, what: string) {
  return failure(
    'backup-damaged',
    `${backupPath} is damaged and was not restored: ${what}.`,
    'The vault is as it was. Choose another backup.',
  );
}

function guarded(real: string, waiting: string, swap: () => Restored): Result<Restored> {
  const lock = takeLock(real);
  if (!lock.ok) {
    removeUnnamed(waiting);
    return lock;
  }
  try {
    return success(swap());
  } catch (error) {
    rmSync(waiting, { force: true });
    const fault = worldFault(error, real);
    if (fault === null) throw error;
    return fault;
  } finally {
    lock.value.release();
  }
}

function replace(real: string, waiting: string, stamp: string, { schemaVersion, counts }: Contents): Restored {
  const keptAside = existsSync(real) ? freeName(`${real}.replaced-${stamp}`) : null;
  if (keptAside !== null) {
    foldLogIn(real);
    // A log that could not be folded in stays with the vault it belongs to: beside the restored one SQLite would replay it.
    for (const end of ['-wal', '-journal']) if (existsSync(real + end)) renameSync(real + end, keptAside + end);
    try {
      linkSync(real, keptAside);
    } catch {
      // A disk without links (FAT): for a moment the vault has only the name aside.
      renameSync(real, keptAside);
    }
  } else for (const end of ['-wal', '-journal']) rmSync(real + end, { force: true });
  rmSync(`${real}-shm`, { force: true });
  renameSync(waiting, real);
  flushFolder(dirname(real));
  return { keptAside, schemaVersion, counts };
}

/** What a crash left in the log of the present vault goes into its file, so that the file aside is whole by itself. */
function foldLogIn(real: string): void {
  let database: Database.Database | null = null;
  try {
    database = new Database(real, { timeout: 2000 });
    database.pragma('wal_checkpoint(TRUNCATE)');
  } catch {
    // It is damaged, which may be why it is being replaced.
  } finally {
    database?.close();
  }
}
