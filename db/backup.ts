import { existsSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type Database from 'better-sqlite3';
import { failure, success, type Result } from '../shared/result/result.ts';
import { Stopped, type FileProof, type GoOn } from './kept-files.ts';
import { contentsOf, proveCopy, type Contents } from './prove-copy.ts';
import { publishFile, removeUnnamed, sizeOf } from './publish-file.ts';
import { worldFault } from './sqlite-fault.ts';
import type { TableCounts } from './table-counts.ts';

/** A copy of a vault that was proved to be one. */
export interface Backup {
  readonly path: string;
  readonly sizeBytes: number;
  readonly schemaVersion: number;
  readonly counts: TableCounts;
}

/** What is done at the moment, and how far it is. */
export type BackupProgress = (phase: 'copy' | 'proof') => GoOn;

/**
 * Copies an open vault into a file of its own: page by page, so that whoever waits hears how far it is and can stop it; proved, flushed
 * to the disk and only then named. Until then it stands beside as `<path>.partial`.
 * Faults: `backup-exists`, `backup-folder`, `backup-damaged`, `backup-failed`, `cancelled`. A refused backup leaves nothing behind.
 */
export async function backUp(
  database: Database.Database,
  path: string,
  proof: FileProof,
  progress: BackupProgress,
): Promise<Result<Backup>> {
  const place = freePlace(path);
  if (!place.ok) return place;
  const unnamed = place.value;
  try {
    removeUnnamed(unnamed);
    const expected = contentsOf(database);
    const copied = progress('copy');
    await database.backup(unnamed, {
      progress: ({ totalPages, remainingPages }) => {
        if (!copied(totalPages - remainingPages, totalPages)) throw new Stopped();
        return pagesAStep;
      },
    });
    return finish(unnamed, path, expected, proof, progress('proof'));
  } catch (error) {
    return backupFault(error, path);
  } finally {
    removeQuietly(unnamed);
  }
}

/** The same at one go, for a vault that is being opened: nothing else runs meanwhile, and no kept file is unpacked. */
export function backUpNow(database: Database.Database, path: string): Result<Backup> {
  const place = freePlace(path);
  if (!place.ok) return place;
  const unnamed = place.value;
  try {
    removeUnnamed(unnamed);
    const expected = contentsOf(database);
    database.prepare('VACUUM INTO ?').run(unnamed);
    return finish(unnamed, path, expected, null, () => true);
  } catch (error) {
    return backupFault(error, path);
  } finally {
    removeQuietly(unnamed);
  }
}

/** 8 MB at the usual page: many a second, and a wish to stop is heard at once. */
const pagesAStep = 2048;

function freePlace(path: string): Result<string> {
  if (existsSync(path))
    return failure(
      'backup-exists',
      `There is a file at ${path} already; it was left as it is.`,
      'Choose another name, or move that file away.',
    );
  const folder = dirname(path);
  if (!existsSync(folder) || !statSync(folder).isDirectory())
    return failure('backup-folder', `There is no folder ${folder}.`, 'Make it, or choose another place.');
  return success(join(folder, `${basename(path)}.partial`));
}

function finish(
  unnamed: string,
  path: string,
  expected: Contents,
  proof: FileProof | null,
  goOn: GoOn,
): Result<Backup> {
  const wrong = proveCopy(unnamed, expected, proof, goOn);
  if (wrong.length > 0)
    return failure(
      'backup-damaged',
      `The copy is not what the vault should be: ${wrong.slice(0, 3).join('; ')}.`,
      'No backup was kept. `ballast check` says whether the vault itself is whole; keep your earlier backups.',
    );
  if (!publishFile(unnamed, path)) return freePlace(path) as ReturnType<typeof failure>;
  return success({ path, sizeBytes: sizeOf(path), schemaVersion: expected.schemaVersion, counts: expected.counts });
}

function backupFault(error: unknown, path: string): ReturnType<typeof failure> {
  if (error instanceof Stopped) return failure('cancelled', 'Stopped; no backup was kept.');
  const fault = worldFault(error, path);
  if (fault === null) throw error;
  return failure(
    'backup-failed',
    `No backup was made: ${fault.fault.message}.`,
    'The vault is as it was. Choose a place with room where you may write.',
  );
}

/** On the way out of a refusal; the reason for that refusal matters more than a name that stays. */
function removeQuietly(unnamed: string): void {
  try {
    removeUnnamed(unnamed);
  } catch {
    // It stays under its temporary name; the next backup to this place removes it.
  }
}
