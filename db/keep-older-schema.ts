import type Database from 'better-sqlite3';
import { failure, success, type Result } from '../shared/result/result.ts';
import { backUpNow } from './backup.ts';
import { migrations, schemaVersion } from './migrate.ts';
import { freeName } from './publish-file.ts';

/**
 * Keeps a proved copy of a vault whose schema is about to be brought up to date, as `<vault>.before-schema-N`. Without that copy
 * nothing is changed.
 * @returns where the copy is, or null where the vault is new or up to date
 * Fault: `vault-migration-stopped`.
 */
export function keepOlderSchema(database: Database.Database, vaultPath: string): Result<string | null> {
  const newest = migrations().length;
  const found = schemaVersion(database);
  if (found === 0 || found === newest) return success(null);
  // An earlier attempt may have left its copy: that one is kept too.
  const copy = backUpNow(database, freeName(`${vaultPath}.before-schema-${newest}`));
  if (copy.ok) return success(copy.value.path);
  const { message, mend } = copy.fault;
  return failure(
    'vault-migration-stopped',
    `${vaultPath} must be brought from schema ${found} to ${newest}, and the copy that is kept before could not be made. ${message}`,
    `Nothing was changed. Make room beside the vault, or move it to a disk that has some. ${mend}`,
  );
}
