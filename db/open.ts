import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import Database from 'better-sqlite3';
import { failure, success, type Result } from '../shared/result/result.ts';
import { migrate, migrations, schemaVersion } from './migrate.ts';
import { createAccounts, type Accounts } from './stores/accounts.ts';
import { createChanges, type Changes } from './stores/changes.ts';
import { createDictionaries } from './stores/dictionaries.ts';
import { createEvents, type Events } from './stores/events.ts';
import { createFiles, type Files } from './stores/files.ts';
import { createImports, type Imports } from './stores/imports.ts';
import { createInstrumentTerms, type InstrumentTerms } from './stores/instrument-terms.ts';
import { createLayouts, type Layouts } from './stores/layouts.ts';
import { createMarginTables, type MarginTables } from './stores/margin-tables.ts';
import { createMarks, type Marks } from './stores/marks.ts';
import { createVaultSettings, type VaultSettings } from './stores/vault-settings.ts';
import { inspectVaultFile, newerVault, vaultApplicationId } from './vault-file.ts';

/** An open vault: the one connection, behind stores. */
export interface Vault {
  readonly path: string;
  readonly schemaVersion: number;
  readonly changes: Changes;
  readonly events: Events;
  readonly imports: Imports;
  readonly instrumentTerms: InstrumentTerms;
  readonly files: Files;
  readonly marks: Marks;
  readonly accounts: Accounts;
  readonly marginTables: MarginTables;
  readonly layouts: Layouts;
  readonly settings: VaultSettings;
  readonly close: () => void;
}

/**
 * Opens a vault and brings its schema up to date.
 * @param whenAbsent `create` for what imports or states, `refuse` for what only reads
 * Faults: `vault-absent`, `vault-busy`, `vault-damaged`, and those of `inspectVaultFile`. A file that is refused is left
 * as it was, without side files.
 */
export function openVault(path: string, whenAbsent: 'create' | 'refuse'): Result<Vault> {
  const newest = migrations().length;
  const file = inspectVaultFile(path, newest);
  if (!file.ok) return file;
  if (file.value.kind !== 'vault' && whenAbsent === 'refuse')
    return failure(
      'vault-absent',
      `There is no vault at ${path}`,
      'Import a file first, or name another vault with --vault.',
    );
  let database: Database.Database | null = null;
  try {
    if (file.value.kind === 'absent') mkdirSync(dirname(path), { recursive: true });
    database = new Database(path, { timeout: 5000 });
    if (schemaVersion(database) > newest) {
      const fault = newerVault(path, schemaVersion(database), newest);
      database.close();
      return fault;
    }
    prepare(database);
    return success(vaultOf(path, database));
  } catch (error) {
    database?.close();
    return openFault(path, error);
  }
}

function prepare(database: Database.Database): void {
  // The first step runs before the log is switched on, so that the file itself names the application from the beginning.
  migrate(database, vaultApplicationId);
  database.pragma('journal_mode = WAL');
  database.pragma('synchronous = NORMAL');
  database.pragma('foreign_keys = ON');
  database.pragma('temp_store = MEMORY');
}

function vaultOf(path: string, database: Database.Database): Vault {
  const dictionaries = createDictionaries(database);
  return {
    path,
    schemaVersion: schemaVersion(database),
    changes: createChanges(database, dictionaries),
    events: createEvents(database, dictionaries),
    imports: createImports(database, dictionaries),
    instrumentTerms: createInstrumentTerms(database, dictionaries),
    files: createFiles(database),
    marks: createMarks(database, dictionaries),
    accounts: createAccounts(database, dictionaries),
    marginTables: createMarginTables(database, dictionaries),
    layouts: createLayouts(database),
    settings: createVaultSettings(database),
    close: () => database.close(),
  };
}

function openFault(path: string, error: unknown) {
  if (error instanceof Database.SqliteError && /^SQLITE_(BUSY|LOCKED)/.test(error.code))
    return failure('vault-busy', `Another program holds ${path}`, 'Close it there, or try again later.');
  if (error instanceof Database.SqliteError && /^SQLITE_(CORRUPT|NOTADB)/.test(error.code))
    return failure('vault-damaged', `${path} is damaged: ${error.message}`, 'Put a backup of the file in its place.');
  if (error instanceof Database.SqliteError || (error instanceof Error && 'code' in error))
    return failure(
      'vault-unreadable',
      `${path} cannot be opened: ${error.message}`,
      'Check the folder and who may write to it.',
    );
  throw error;
}
