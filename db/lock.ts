import { existsSync, realpathSync, statSync, unlinkSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import Database from 'better-sqlite3';
import { failure, success, type Result } from '../shared/result/result.ts';
import { notWritable, worldFault } from './sqlite-fault.ts';

/** A vault held by this program alone. */
export interface VaultLock {
  readonly release: () => void;
}

/**
 * Takes a vault for this program, or says who has it.
 *
 * The lock is one that SQLite holds on a small database beside the vault (`<vault>.lock`), so the system releases it when the
 * program dies in whatever way and nothing can go stale. A reserved lock and not an exclusive one: others may read in the
 * file who holds it. Only SQLite may open the lock file: closing any other handle on it would release the lock (POSIX).
 * @param realPath as `realVaultPath` gives it, so that a link and its target are one vault
 * Faults: `vault-open-elsewhere`, `vault-not-writable`, `vault-lock-damaged`.
 */
export function takeLock(realPath: string): Result<VaultLock> {
  const path = lockPathOf(realPath);
  for (let attempt = 1; ; attempt += 1) {
    const taken = tryLock(path, realPath);
    if (taken !== 'moved') return taken;
    // Its holder removed the file while it was being opened here.
    if (attempt === attempts) return failure('vault-busy', `${realPath} is being opened and closed`, 'Try again.');
  }
}

export function lockPathOf(realPath: string): string {
  return `${realPath}.lock`;
}

/** One name for one file, whatever links lead to it; also for a file that is not there yet. */
export function realVaultPath(path: string): string {
  if (path === ':memory:') return path;
  if (existsSync(path)) return realpathSync.native(path);
  const folder = dirname(path);
  return existsSync(folder) ? join(realpathSync.native(folder), basename(path)) : path;
}

const attempts = 20;
/** A command that is about to end is waited for; a window is not. */
const patienceMs = 1000;

function tryLock(path: string, realPath: string): Result<VaultLock> | 'moved' {
  let database: Database.Database | null = null;
  try {
    database = new Database(path, { timeout: patienceMs });
    database.exec('BEGIN IMMEDIATE');
    database.exec(
      'CREATE TABLE IF NOT EXISTS holder (pid INTEGER NOT NULL, since TEXT NOT NULL) STRICT; DELETE FROM holder',
    );
    // SQLite refuses this where the file no longer stands under its name.
    database.prepare('INSERT INTO holder VALUES (?, ?)').run(process.pid, new Date().toISOString());
    const own = inodeOf(path);
    database.exec('COMMIT; BEGIN IMMEDIATE');
    if (own === null || inodeOf(path) !== own) {
      database.close();
      return 'moved';
    }
    return success(held(database, path));
  } catch (error) {
    const refused = refusal(error, database, path, realPath);
    database?.close();
    return refused;
  }
}

function held(database: Database.Database, path: string): VaultLock {
  return {
    release: () => {
      // While it is still held: afterwards the file may be another program's. Where the system deletes no open file (Windows) it stays,
      // and the next program takes it over.
      try {
        unlinkSync(path);
      } catch (error) {
        if (!(error instanceof Error && 'code' in error)) throw error;
      } finally {
        database.close();
      }
    },
  };
}

function refusal(
  error: unknown,
  database: Database.Database | null,
  path: string,
  realPath: string,
): Result<VaultLock> | 'moved' {
  if (!(error instanceof Database.SqliteError)) {
    // better-sqlite3 says so where the folder is not there.
    if (error instanceof TypeError) return notWritable(realPath, error.message);
    throw error;
  }
  if (error.code === 'SQLITE_READONLY_DBMOVED') return 'moved';
  if (/^SQLITE_(BUSY|LOCKED)/.test(error.code)) return openElsewhere(realPath, holderOf(database));
  if (/^SQLITE_(CORRUPT|NOTADB)/.test(error.code))
    return failure(
      'vault-lock-damaged',
      `${path} is not the lock file of a vault`,
      'Make sure that no Ballast is open, then move that file away.',
    );
  const fault = worldFault(error, realPath);
  if (fault === null) throw error;
  return fault;
}

interface Holder {
  readonly pid: number;
  readonly since: string;
}

function holderOf(database: Database.Database | null): Holder | null {
  try {
    return database?.prepare<[], Holder>('SELECT pid, since FROM holder').get() ?? null;
  } catch {
    // It is being written at this moment; who it is helps, but need not be known.
    return null;
  }
}

function openElsewhere(realPath: string, holder: Holder | null) {
  const who =
    holder === null
      ? 'in another Ballast'
      : `in another Ballast (process ${holder.pid}${holder.pid === process.pid ? ', this one' : ''}), since ${holder.since}`;
  return failure(
    'vault-open-elsewhere',
    `${realPath} is already open ${who}.`,
    'Close that window, or wait until that command has ended. Only one program at a time may use a vault, also for reading.',
  );
}

function inodeOf(path: string): bigint | null {
  return statSync(path, { bigint: true, throwIfNoEntry: false })?.ino ?? null;
}
