import { existsSync, mkdirSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import Database from 'better-sqlite3';
import { failure, success, type Fault, type Result } from '../shared/result/result.ts';
import { backUp, type Backup, type BackupProgress } from './backup.ts';
import { checkVault, type CheckLine } from './check.ts';
import { keepOlderSchema } from './keep-older-schema.ts';
import type { FileProof, GoOn } from './kept-files.ts';
import { lockPathOf, realVaultPath, takeLock, type VaultLock } from './lock.ts';
import { migrate, migrations, schemaVersion } from './migrate.ts';
import { worldFault } from './sqlite-fault.ts';
import { watchFiles } from './still-there.ts';
import { createAccounts, type Accounts } from './stores/accounts.ts';
import { createChanges, type Changes } from './stores/changes.ts';
import { createDictionaries } from './stores/dictionaries.ts';
import { createEventPages, type EventPages } from './stores/event-pages.ts';
import { createEvents, type Events } from './stores/events.ts';
import { createFiles, type Files } from './stores/files.ts';
import { createImports, type Imports } from './stores/imports.ts';
import { createInstrumentTerms, type InstrumentTerms } from './stores/instrument-terms.ts';
import { createKeptSnapshots, type KeptSnapshots } from './stores/kept-snapshots.ts';
import { createLayouts, type Layouts } from './stores/layouts.ts';
import { createLimits, type Limits } from './stores/limits.ts';
import { createMappings, type Mappings } from './stores/mappings.ts';
import { createMarginTables, type MarginTables } from './stores/margin-tables.ts';
import { createMarks, type Marks } from './stores/marks.ts';
import { createRunningStates, type RunningStates } from './stores/running-states.ts';
import { createStatedRules, type StatedRulesStore } from './stores/stated-rules.ts';
import { createVaultSettings, type VaultSettings } from './stores/vault-settings.ts';
import { createWhatIfs, type WhatIfs } from './stores/what-ifs.ts';
import { inspectVaultFile, newerVault, vaultApplicationId } from './vault-file.ts';

/** An open vault: the one connection, behind stores. */
export interface Vault {
  readonly path: string;
  readonly schemaVersion: number;
  readonly changes: Changes;
  readonly events: Events;
  readonly eventPages: EventPages;
  readonly imports: Imports;
  readonly instrumentTerms: InstrumentTerms;
  readonly files: Files;
  readonly marks: Marks;
  readonly accounts: Accounts;
  readonly marginTables: MarginTables;
  readonly statedRules: StatedRulesStore;
  readonly mappings: Mappings;
  readonly layouts: Layouts;
  readonly keptSnapshots: KeptSnapshots;
  readonly runningStates: RunningStates;
  readonly settings: VaultSettings;
  readonly whatIfs: WhatIfs;
  readonly limits: Limits;
  /** Where the vault as it was before its schema was brought up to date is kept; null when it was up to date. */
  readonly copyBeforeMigration: string | null;
  /** See `backUp` in backup.ts. Nothing else may be written meanwhile. */
  readonly backUp: (path: string, proof: FileProof, progress: BackupProgress) => Promise<Result<Backup>>;
  /** See `checkVault` in check.ts. */
  readonly check: (proof: FileProof, goOn: GoOn) => readonly CheckLine[];
  readonly close: () => void;
}

/**
 * Opens a vault for this program alone and brings its schema up to date, keeping a proved copy of an older one beside it.
 * @param whenAbsent `create` for what imports or states, `refuse` for what only reads
 * Faults: `vault-absent`, `vault-migration-stopped`, those of `takeLock`, `worldFault` and `inspectVaultFile`. A file that is refused is
 * left as it was, without side files.
 */
export function openVault(path: string, whenAbsent: 'create' | 'refuse'): Result<Vault> {
  const real = realVaultPath(path);
  // A lock file says that a Ballast has the vault open or died with it. Then the lock comes first: to look at a file that this very
  // program has open would release SQLite's locks on it.
  const early = path !== ':memory:' && existsSync(lockPathOf(real)) ? takeLock(real) : null;
  if (early?.ok === false) return early;
  const opened = openHeld(path, real, whenAbsent, early?.value ?? null);
  if (!opened.ok) early?.value.release();
  return opened;
}

function openHeld(path: string, real: string, whenAbsent: 'create' | 'refuse', early: VaultLock | null): Result<Vault> {
  const newest = migrations().length;
  const file = inspectVaultFile(path, newest);
  if (!file.ok) return file;
  if (file.value.kind !== 'vault' && whenAbsent === 'refuse')
    return failure(
      'vault-absent',
      `There is no vault at ${path}`,
      'Import a file first, or name another vault with --vault.',
    );
  let lock = early;
  let database: Database.Database | null = null;
  const refuse = (fault: Fault): Result<Vault> => {
    database?.close();
    if (early === null) lock?.release();
    return { ok: false, fault };
  };
  try {
    if (file.value.kind === 'absent') mkdirSync(dirname(path), { recursive: true });
    // The folder is there now, and with it the one name of the file.
    const name = realVaultPath(path);
    if (lock === null && name !== ':memory:') {
      const taken = takeLock(name);
      if (!taken.ok) return taken;
      lock = taken.value;
    }
    database = new Database(name, { timeout: 5000 });
    // By another of its names the file would have another lock and another log: here SQLite holds the file itself.
    if (hasOtherNames(name)) database.pragma('locking_mode = EXCLUSIVE');
    if (schemaVersion(database) > newest) return refuse(newerVault(path, schemaVersion(database), newest).fault);
    const note = prepare(database, name);
    if (!note.ok) return refuse(note.fault);
    return success(vaultOf(path, database, lock, note.value));
  } catch (error) {
    const fault = worldFault(error, real);
    if (fault !== null) return refuse(fault.fault);
    database?.close();
    if (early === null) lock?.release();
    throw error;
  }
}

function hasOtherNames(name: string): boolean {
  return (statSync(name, { throwIfNoEntry: false })?.nlink ?? 1) > 1;
}

/** Where the copy of a vault of an older schema was put; null where there was none to make. */
function prepare(database: Database.Database, name: string): Result<string | null> {
  database.pragma('foreign_keys = ON');
  database.pragma('temp_store = MEMORY');
  // What was acknowledged is on the disk, so a loss of power takes nothing back: one flush a change, which is one action or one import.
  database.pragma('synchronous = FULL');
  const kept = keepOlderSchema(database, name);
  if (!kept.ok) return kept;
  // A new vault's first step runs before the log is switched on, so that the file itself names the application from the beginning.
  migrate(database, vaultApplicationId);
  database.pragma('journal_mode = WAL');
  return kept;
}

function vaultOf(
  path: string,
  database: Database.Database,
  lock: VaultLock | null,
  copyBeforeMigration: string | null,
): Vault {
  const dictionaries = createDictionaries(database);
  return {
    path,
    schemaVersion: schemaVersion(database),
    changes: createChanges(database, dictionaries, watchFiles(database.name)),
    events: createEvents(database, dictionaries),
    eventPages: createEventPages(database, dictionaries),
    imports: createImports(database, dictionaries),
    instrumentTerms: createInstrumentTerms(database, dictionaries),
    files: createFiles(database),
    marks: createMarks(database, dictionaries),
    accounts: createAccounts(database, dictionaries),
    marginTables: createMarginTables(database, dictionaries),
    statedRules: createStatedRules(database, dictionaries),
    mappings: createMappings(database),
    layouts: createLayouts(database),
    runningStates: createRunningStates(database),
    keptSnapshots: createKeptSnapshots(database),
    settings: createVaultSettings(database),
    whatIfs: createWhatIfs(database),
    limits: createLimits(database, dictionaries),
    copyBeforeMigration,
    backUp: (to, proof, progress) => backUp(database, to, proof, progress),
    check: (proof, goOn) => checkVault(database, proof, goOn),
    close: () => {
      database.close();
      lock?.release();
    },
  };
}
