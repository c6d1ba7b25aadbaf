import type Database from 'better-sqlite3';
import type { RowFailure } from '../../shared/result/result.ts';
import { epochMs, type EpochMs } from '../../shared/units/unit.ts';
import type { Dictionaries } from './dictionaries.ts';
import { createRereading, type Rereading } from './rereading.ts';

export interface ImportRecord {
  readonly fileId: number;
  readonly path: string;
  readonly format: string;
  /** Null for a price history. */
  readonly account: string | null;
  readonly options: Readonly<Record<string, unknown>>;
  readonly rows: number;
  readonly accepted: number;
  readonly duplicates: number;
  readonly assumed: readonly string[];
  readonly ignored: readonly { readonly reason: string; readonly count: number }[];
  readonly events: Readonly<Record<string, number>>;
}

export interface ImportEntry extends ImportRecord {
  /** The change that it is. */
  readonly importId: number;
  readonly madeMs: EpochMs;
  /** Rows that could not be read, dismissed or not. */
  readonly failed: number;
  /** Those of them that nobody has dismissed. */
  readonly failedOpen: number;
  readonly withdrawn: boolean;
  /** Taken back, and read again from its file since, as another import. */
  readonly succeeded: boolean;
}

export interface KeptFailure extends RowFailure {
  /** Several rows may begin on one line: an XML file can stand in a single one. */
  readonly failureId: number;
  readonly importId: number;
  readonly account: string | null;
  readonly instrument: string | null;
  readonly dismissed: boolean;
}

export interface FailedRow extends RowFailure {
  /** Where it could still be read: only this instrument is then incomplete, else the account is. */
  readonly instrument: string | null;
}

export interface Imports {
  readonly insert: (changeId: number, record: ImportRecord) => void;
  readonly insertFailure: (changeId: number, account: string | null, failure: FailedRow) => void;
  /** Newest first, withdrawn ones too. */
  readonly list: () => readonly ImportEntry[];
  readonly find: (importId: number) => ImportEntry | null;
  readonly failures: (importId: number) => readonly KeptFailure[];
  /** Failures of live imports that were not dismissed. */
  readonly openFailures: () => readonly KeptFailure[];
  /** Whether a row with this text already failed in the account in a live import, dismissed or not. */
  readonly failureIsKnown: (account: string | null, raw: string) => boolean;
  /** Dismisses open failures of an import: those named, or (null) all. Number of them. */
  readonly dismiss: (changeId: number, importId: number, failureIds: readonly number[] | null) => number;
  /** Dismisses under a change every open failure with a text that was dismissed of another import; number of them. */
  readonly dismissAgain: (changeId: number, importId: number) => number;
  /** The live imports made after a change, the oldest first. */
  readonly liveAfter: (changeId: number) => readonly ImportEntry[];
  /** The live imports of a file, by its hash. */
  readonly liveOfFile: (sha256: string) => readonly ImportEntry[];
  readonly reread: Rereading['reread'];
  /** Says what an import holds since rows of it came back at a step of undoing. */
  readonly noteRevival: (stepId: number, importId: number, counts: ImportCounts) => void;
  /** Names and instruments that a change is about, by which it is found what depends on it. */
  readonly scopeOf: (changeId: number) => ChangeScope;
}

export type ImportCounts = Pick<ImportRecord, 'accepted' | 'duplicates' | 'events'>;

export interface ChangeScope {
  readonly accounts: ReadonlySet<string>;
  /** Whether it states prices other than daily closes, and closes. */
  readonly marks: boolean;
  readonly closes: boolean;
}

interface ImportRow {
  readonly change_id: number;
  readonly made_at_ms: number;
  readonly file_id: number;
  readonly path: string;
  readonly format: string;
  readonly account_id: number | null;
  readonly row_count: number;
  readonly accepted_count: number;
  readonly duplicate_count: number;
  readonly options_json: string;
  readonly assumed_json: string;
  readonly ignored_json: string;
  readonly events_json: string;
  readonly failed: number;
  readonly failed_open: number;
  readonly withdrawn: 0 | 1;
  readonly succeeded: 0 | 1;
}

interface FailureRow {
  readonly id: number;
  readonly change_id: number;
  readonly account_id: number | null;
  readonly instrument_id: number | null;
  readonly line: number;
  readonly code: string;
  readonly message: string;
  readonly raw: string;
  readonly dismissed: 0 | 1;
}

const live = 'change_id NOT IN (SELECT change_id FROM withdrawal)';
/** A count of an import: as its newest revival says, else as it was made. */
const present = (column: string): string =>
  `ifnull((SELECT revival.${column} FROM revival WHERE revival.change_id = import.change_id ORDER BY id DESC LIMIT 1), import.${column}) AS ${column}`;
const selectImports = `SELECT import.change_id, file_id, path, format, account_id, options_json, row_count, assumed_json,
  ignored_json, ${['accepted_count', 'duplicate_count', 'events_json'].map(present).join(', ')}, change.made_at_ms,
  (SELECT count(*) FROM import_failure WHERE import_failure.change_id = import.change_id) AS failed,
  (SELECT count(*) FROM import_failure WHERE import_failure.change_id = import.change_id
    AND import_failure.id NOT IN (SELECT failure_id FROM failure_dismissal WHERE ${live})) AS failed_open,
  import.change_id IN (SELECT change_id FROM withdrawal) AS withdrawn,
  import.change_id IN (SELECT change_id FROM undo_step WHERE as_change_id IS NOT NULL) AS succeeded
  FROM import JOIN change ON change.id = import.change_id`;
const selectFailures = `SELECT import_failure.*,
  import_failure.id IN (SELECT failure_id FROM failure_dismissal WHERE ${live}) AS dismissed FROM import_failure`;

export function createImports(database: Database.Database, dictionaries: Dictionaries): Imports {
  const insert = database.prepare(
    `INSERT INTO import (change_id, file_id, path, format, account_id, options_json, row_count, accepted_count,
      duplicate_count, assumed_json, ignored_json, events_json) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const insertFailure = database.prepare(
    'INSERT INTO import_failure (change_id, account_id, instrument_id, line, code, message, raw) VALUES (?, ?, ?, ?, ?, ?, ?)',
  );
  const list = database.prepare<[], ImportRow>(`${selectImports} ORDER BY import.change_id DESC`);
  const find = database.prepare<[number], ImportRow>(`${selectImports} WHERE import.change_id = ?`);
  const failures = database.prepare<[number], FailureRow>(`${selectFailures} WHERE change_id = ? ORDER BY id`);
  const open = database.prepare<[], FailureRow>(
    `SELECT * FROM (${selectFailures} WHERE ${live}) WHERE dismissed = 0 ORDER BY id`,
  );
  const known = database
    .prepare<[number | null, string], number>(
      `SELECT 1 FROM import_failure WHERE account_id IS ? AND raw = ? AND ${live} LIMIT 1`,
    )
    .pluck();
  const dismiss = database.prepare<[number, number, string | null, string | null]>(
    `INSERT INTO failure_dismissal (change_id, failure_id) SELECT ?, id FROM import_failure
      WHERE change_id = ? AND (? IS NULL OR id IN (SELECT value FROM json_each(?)))
        AND id NOT IN (SELECT failure_id FROM failure_dismissal WHERE ${live})`,
  );
  const dismissAgain = database.prepare<[number, number]>(
    `INSERT INTO failure_dismissal (change_id, failure_id) SELECT ?, id FROM import_failure AS open
      WHERE ${live} AND id NOT IN (SELECT failure_id FROM failure_dismissal WHERE ${live})
        AND EXISTS (SELECT 1 FROM import_failure AS dismissed WHERE dismissed.change_id = ?
          AND dismissed.account_id IS open.account_id AND dismissed.raw = open.raw
          AND dismissed.id IN (SELECT failure_id FROM failure_dismissal WHERE ${live}))`,
  );
  const after = database.prepare<[number], ImportRow>(
    `${selectImports} WHERE import.change_id > ? AND import.${live} ORDER BY import.change_id`,
  );
  const ofFile = database.prepare<[string], ImportRow>(
    `${selectImports} WHERE file_id = (SELECT id FROM source_file WHERE sha256 = ?) AND import.${live}
      ORDER BY import.change_id`,
  );
  const noteRevival = database.prepare<[number, number, number, number, string]>(
    'INSERT INTO revival (step_id, change_id, accepted_count, duplicate_count, events_json) VALUES (?, ?, ?, ?, ?)',
  );
  const accountsOf = database
    .prepare<{ id: number }, number>(
      `SELECT account_id FROM account_setting WHERE change_id = :id
        UNION SELECT account_id FROM event WHERE change_id = :id
        UNION SELECT account_id FROM import_failure WHERE change_id = :id AND account_id IS NOT NULL`,
    )
    .pluck();
  const statesPrices = database
    .prepare<[number, number], number>('SELECT 1 FROM mark WHERE change_id = ? AND origin_code = ? LIMIT 1')
    .pluck();

  const failureOf = (row: FailureRow): KeptFailure => ({
    failureId: row.id,
    importId: row.change_id,
    account: row.account_id === null ? null : dictionaries.accounts.wordOf(row.account_id),
    instrument: row.instrument_id === null ? null : dictionaries.instruments.wordOf(row.instrument_id),
    line: row.line,
    code: row.code,
    message: row.message,
    raw: row.raw,
    dismissed: row.dismissed === 1,
  });
  const entryOf = (row: ImportRow): ImportEntry => ({
    importId: row.change_id,
    madeMs: epochMs(row.made_at_ms),
    fileId: row.file_id,
    path: row.path,
    format: row.format,
    account: row.account_id === null ? null : dictionaries.accounts.wordOf(row.account_id),
    options: JSON.parse(row.options_json) as ImportEntry['options'],
    rows: row.row_count,
    accepted: row.accepted_count,
    duplicates: row.duplicate_count,
    assumed: JSON.parse(row.assumed_json) as ImportEntry['assumed'],
    ignored: JSON.parse(row.ignored_json) as ImportEntry['ignored'],
    events: JSON.parse(row.events_json) as ImportEntry['events'],
    failed: row.failed,
    failedOpen: row.failed_open,
    withdrawn: row.withdrawn === 1,
    succeeded: row.succeeded === 1,
  });

  return {
    insert: (changeId, record) => {
      insert.run(
        changeId,
        record.fileId,
        record.path,
        record.format,
        record.account === null ? null : dictionaries.accounts.idOf(record.account),
        JSON.stringify(record.options),
        record.rows,
        record.accepted,
        record.duplicates,
        JSON.stringify(record.assumed),
        JSON.stringify(record.ignored),
        JSON.stringify(record.events),
      );
    },
    insertFailure: (changeId, account, { line, code, message, raw, instrument }) => {
      const accountId = account === null ? null : dictionaries.accounts.idOf(account);
      const instrumentId = instrument === null ? null : dictionaries.instruments.idOf(instrument);
      insertFailure.run(changeId, accountId, instrumentId, line, code, message, raw);
    },
    list: () => list.all().map(entryOf),
    find: (importId) => {
      const row = find.get(importId);
      return row === undefined ? null : entryOf(row);
    },
    failures: (importId) => failures.all(importId).map(failureOf),
    openFailures: () => open.all().map(failureOf),
    failureIsKnown: (account, raw) => {
      const accountId = account === null ? null : dictionaries.accounts.find(account);
      return (account === null || accountId !== null) && known.get(accountId, raw) !== undefined;
    },
    dismiss: (changeId, importId, failureIds) => {
      const named = failureIds === null ? null : JSON.stringify(failureIds);
      return dismiss.run(changeId, importId, named, named).changes;
    },
    dismissAgain: (changeId, importId) => dismissAgain.run(changeId, importId).changes,
    liveAfter: (changeId) => after.all(changeId).map(entryOf),
    liveOfFile: (sha256) => ofFile.all(sha256).map(entryOf),
    reread: createRereading(database).reread,
    noteRevival: (stepId, importId, { accepted, duplicates, events }) => {
      noteRevival.run(stepId, importId, accepted, duplicates, JSON.stringify(events));
    },
    scopeOf: (changeId) => ({
      accounts: new Set(accountsOf.all({ id: changeId }).map(dictionaries.accounts.wordOf)),
      marks: statesPrices.get(changeId, 0) !== undefined,
      closes: statesPrices.get(changeId, 1) !== undefined,
    }),
  };
}
