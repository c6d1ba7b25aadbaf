import { Stopped } from '../../../db/kept-files.ts';
import type { CheckId } from '../../../db/check.ts';
import type { Vault } from '../../../db/open.ts';
import { prepareRestore, type Restored } from '../../../db/restore.ts';
import type { TableCounts } from '../../../db/table-counts.ts';
import type { BackupReport, CheckReport, RestoreReport } from '../../../shared/contract/safety.ts';
import { failure, success, type Result } from '../../../shared/result/result.ts';
import type { EpochMs } from '../../../shared/units/unit.ts';
import type { ServiceContext } from '../context.ts';
import { isoTimeOf } from '../iso-time.ts';
import { proveFile } from '../imports/prove-file.ts';

/**
 * Writes a proved copy of the vault as it is now. Proved are pages, links, schema, the count of every table, and every kept file against
 * the hash under which it was imported. Faults: those of `backUp` in db/backup.ts.
 */
export async function backUpVault(
  { vault, jobs }: ServiceContext,
  path: string,
  jobId: string | null,
): Promise<Result<BackupReport>> {
  const copying = jobs.start(jobId, 'Copying the vault');
  const proving = jobs.start(jobId, 'Proving the copy');
  try {
    const made = await vault.backUp(path, proveFile, (phase) => (phase === 'copy' ? copying : proving).goOn);
    if (!made.ok) return made;
    const { sizeBytes, schemaVersion, counts } = made.value;
    return success({ path, bytes: sizeBytes, schemaVersion, ...contentsOf(counts) });
  } finally {
    proving.end();
  }
}

/** What each check looks at, in the trader's words. */
const labels: Readonly<Record<CheckId, string>> = {
  integrity: 'The file is whole',
  links: 'Every row that another one names is there',
  schema: 'The tables are those of this version',
  imports: 'Every import holds what it read',
  provenance: 'Every imported event lies inside its file',
  runs: 'Large imports stand in the order of the book',
  periods: 'Fills lie in the time that their import covers',
  files: 'Every kept file is the one that was imported',
};

/** Looks through the whole vault. Fault: `cancelled`. */
export function checkVault({ vault, jobs }: ServiceContext, jobId: string | null): Result<CheckReport> {
  const job = jobs.start(jobId, 'Checking the vault');
  try {
    const lines = vault.check(proveFile, job.goOn);
    return success({
      path: vault.path,
      ok: lines.every(({ found }) => found.length === 0),
      checks: lines.map(({ id, found }) => ({ id, label: labels[id], ok: found.length === 0, found: [...found] })),
    });
  } catch (error) {
    if (error instanceof Stopped) return failure('cancelled', 'Stopped before everything was looked at.');
    throw error;
  } finally {
    job.end();
  }
}

/** Closes the vault, does something with its file, and opens what is there then. */
export type ExchangeVault = (swap: () => Result<Restored>) => Result<Restored>;

/**
 * Proves a backup and puts it in the place of the vault, which is kept under a dated name.
 * Faults: those of `prepareRestore` in db/restore.ts; `vault-not-kept` for a vault in memory.
 */
export function restoreVault(
  vaultPath: string,
  backupPath: string,
  nowMs: EpochMs,
  exchange: ExchangeVault,
): Result<RestoreReport> {
  if (vaultPath === ':memory:')
    return failure('vault-not-kept', 'This vault is no file.', 'Open a vault first, then restore into it.');
  const prepared = prepareRestore(vaultPath, backupPath, proveFile);
  if (!prepared.ok) return prepared;
  // Colons are no part of a file's name everywhere.
  const stamp = isoTimeOf(nowMs).slice(0, 19).replaceAll(':', '-');
  const restored = exchange(() => prepared.value.putInPlace(stamp));
  if (!restored.ok) return restored;
  const { keptAside, schemaVersion, counts } = restored.value;
  return success({ path: vaultPath, restoredFrom: backupPath, keptAside, schemaVersion, ...contentsOf(counts) });
}

/** What opening did that the trader should know. */
export function vaultNotices({ copyBeforeMigration }: Vault): readonly string[] {
  if (copyBeforeMigration === null) return [];
  return [
    `The vault was brought to the schema of this version. As it was before, it is kept as ${copyBeforeMigration}; you may delete that file when all is well.`,
  ];
}

function contentsOf(counts: TableCounts) {
  const rows = (table: string) => counts[table] ?? 0;
  return { changes: rows('change'), events: rows('event'), files: rows('source_file') };
}
