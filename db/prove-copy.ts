import Database from 'better-sqlite3';
import { schemaVersion } from './migrate.ts';
import { proveFiles, Stopped, type FileProof, type GoOn } from './kept-files.ts';
import { tableCounts, type TableCounts } from './table-counts.ts';

/** What a copy must hold to be one. */
export interface Contents {
  readonly schemaVersion: number;
  readonly applicationId: number;
  readonly counts: TableCounts;
}

export function contentsOf(database: Database.Database): Contents {
  return {
    schemaVersion: schemaVersion(database),
    applicationId: database.pragma('application_id', { simple: true }) as number,
    counts: tableCounts(database),
  };
}

/**
 * Proves a finished copy before it gets its name: SQLite's own integrity check, foreign keys, schema, the count of every table and
 * (with `proof`) each kept file unpacked and hashed. The copy becomes one file without a log beside it.
 * @returns what is wrong with it, empty when it is whole
 * @throws Stopped when `goOn` says so
 */
export function proveCopy(path: string, expected: Contents, proof: FileProof | null, goOn: GoOn): readonly string[] {
  const copy = new Database(path, { fileMustExist: true });
  try {
    copy.pragma('journal_mode = DELETE');
    const broken = [...brokenPages(copy), ...brokenLinks(copy)];
    if (broken.length > 0) return broken;
    const found = contentsOf(copy);
    const differences = compare(expected, found);
    return proof === null || differences.length > 0 ? differences : proveFiles(copy, proof, goOn);
  } catch (error) {
    if (error instanceof Stopped || !(error instanceof Database.SqliteError)) throw error;
    return [error.message];
  } finally {
    copy.close();
  }
}

const most = 20;

/** SQLite's words for each page or index that is not as it must be. */
export function brokenPages(database: Database.Database): readonly string[] {
  const found = database.pragma(`integrity_check(${most})`) as readonly { readonly integrity_check: string }[];
  return found.map((row) => row.integrity_check).filter((line) => line !== 'ok');
}

/** Rows that name another row that is not there. */
export function brokenLinks(database: Database.Database): readonly string[] {
  const found = database.pragma('foreign_key_check') as readonly {
    readonly table: string;
    readonly rowid: number | null;
    readonly parent: string;
  }[];
  return found
    .slice(0, most)
    .map(({ table, rowid, parent }) => `${table} row ${rowid ?? '?'} names a missing ${parent}`);
}

function compare(expected: Contents, found: Contents): readonly string[] {
  const names = new Set([...Object.keys(expected.counts), ...Object.keys(found.counts)]);
  return [
    ...(found.schemaVersion === expected.schemaVersion && found.applicationId === expected.applicationId
      ? []
      : [`schema ${found.schemaVersion} instead of ${expected.schemaVersion}`]),
    ...[...names]
      .filter((name) => expected.counts[name] !== found.counts[name])
      .map((name) => `${name}: ${found.counts[name] ?? 'no'} rows instead of ${expected.counts[name] ?? 'no'}`),
  ];
}
