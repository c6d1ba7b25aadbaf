import type Database from 'better-sqlite3';
import { success, type Result } from '../../shared/result/result.ts';
import { reportKindCodes } from './event-codes.ts';

/** What an import holds after its file was read again. */
export interface Revived {
  /** Events and prices that came back. */
  readonly rows: number;
  /** Whether anything came back: rows, failed rows, what the file says of its account. */
  readonly changed: boolean;
}

export interface Rereading {
  /**
   * Inside a transaction: lets `read` import the file of an import once more, over a vault in which only what came before
   * that import is to be seen, and gives the import what it lacks of the outcome. So it holds what it would hold had what
   * was taken back never been there. What it holds already stays as it stands, under its own ids.
   * @param read writes under the change id that it is given; false when there was nothing to write
   */
  readonly reread: (importId: number, read: (scratchId: number) => Result<boolean>) => Result<Revived>;
}

const nothing: Revived = { rows: 0, changed: false };

/** No withdrawal was made at this instant: it hides a change while another is read again. */
const hidden = -1;

export function createRereading(database: Database.Database): Rereading {
  const makeScratch = database.prepare(
    "INSERT INTO change (made_at_ms, kind, description) SELECT made_at_ms, kind, '' FROM change WHERE id = ?",
  );
  const hideLater = database.prepare<[number, number]>(
    `INSERT INTO withdrawal (change_id, withdrawn_at_ms) SELECT id, ${hidden} FROM change
      WHERE id >= ? AND id <> ? AND id NOT IN (SELECT change_id FROM withdrawal)`,
  );
  const lastEvent = database.prepare<[], number>('SELECT ifnull(max(id), 0) FROM event').pluck();
  const showLater = database.prepare(`DELETE FROM withdrawal WHERE withdrawn_at_ms = ${hidden}`);

  return {
    reread: (importId, read) => {
      const scratchId = Number(makeScratch.run(importId).lastInsertRowid);
      const firstId = 1 + (lastEvent.get() as number);
      hideLater.run(importId, scratchId);
      keepNames(database, scratchId, importId);
      const done = read(scratchId);
      showLater.run();
      if (!done.ok) return done;
      const revived = done.value ? adopt(database, scratchId, importId, firstId) : nothing;
      for (const table of tablesOfChanges(database))
        database.prepare(`DELETE FROM ${table} WHERE change_id = ?`).run(scratchId);
      database.prepare('DELETE FROM change WHERE id = ?').run(scratchId);
      return success(revived);
    },
  };
}

/** An account keeps the name under which an import found it, also when whoever gave it that name is taken back. */
function keepNames(database: Database.Database, scratchId: number, importId: number): void {
  database
    .prepare(
      `INSERT INTO account_setting (change_id, account_id, key, value)
        SELECT DISTINCT ?, account_id, key, value FROM account_setting WHERE key = 'broker-id' AND change_id <= ?
          AND value NOT IN (SELECT value FROM account_setting WHERE key = 'broker-id'
            AND change_id NOT IN (SELECT change_id FROM withdrawal))`,
    )
    .run(scratchId, importId);
}

/** Gives an import the rows of the scratch change that it lacks. */
function adopt(database: Database.Database, scratchId: number, importId: number, firstId: number): Revived {
  database
    .prepare(
      `DELETE FROM account_setting WHERE change_id = :scratch AND key = 'broker-id' AND account_id NOT IN
        (SELECT account_id FROM account_setting WHERE change_id = :scratch AND key = 'named')`,
    )
    .run({ scratch: scratchId });
  let rows = adoptEvents(database, scratchId, importId, firstId);
  let changed = rows > 0;
  for (const table of tablesOfChanges(database)) {
    if (ownWay.has(table)) continue;
    const same = columnsOf(database, table)
      .filter((name) => !(table === 'mark' ? markValue : beside).has(name))
      .map((name) => `own.${name} IS ${table}.${name}`);
    const taken = database
      .prepare(
        `UPDATE ${table} SET change_id = :import WHERE change_id = :scratch AND NOT EXISTS
          (SELECT 1 FROM ${table} AS own WHERE own.change_id = :import AND ${same.join(' AND ')})`,
      )
      .run({ scratch: scratchId, import: importId });
    if (table === 'mark') rows += taken.changes;
    if (taken.changes > 0) changed = true;
  }
  return { rows, changed };
}

const beside: ReadonlySet<string> = new Set(['id', 'change_id']);
/** Of an instant an import says its last price; where it has one at all, that is it. */
const markValue: ReadonlySet<string> = new Set([...beside, 'price']);
const ownWay: ReadonlySet<string> = new Set(['event', 'event_run', 'import']);

/**
 * A row is known by where it stands in the file and by what it moves, so that a record never counts twice, even where a
 * later version of Ballast reads it otherwise. What a broker reports moves nothing, and one row may report two instants:
 * with what a period begins and with what it ends.
 */
const place = `byte_offset, kind_code, ifnull(asset_id, 0), ifnull(side, 0),
  CASE WHEN kind_code IN (${reportKindCodes}) THEN time_ms ELSE 0 END`;
const content = [
  'account_id',
  'kind_code',
  'time_ms',
  'instrument_id',
  'side',
  'quantity',
  'price',
  'asset_id',
  'amount',
] as const;

function adoptEvents(database: Database.Database, scratchId: number, importId: number, firstId: number): number {
  const values: Places = { scratch: scratchId, import: importId, first: firstId };
  const held = database
    .prepare<Places, number>('SELECT count(*) FROM event WHERE change_id = :import AND id < :first')
    .pluck()
    .get(values);
  if (held === 0) {
    database.prepare('UPDATE event_run SET change_id = :import WHERE change_id = :scratch').run(values);
    return takeRows(database, values);
  }
  const others = database
    .prepare<Places, readonly unknown[]>(
      `SELECT ${content.join(', ')} FROM event WHERE change_id = :import AND id < :first
        AND (${place}) NOT IN (SELECT ${place} FROM event WHERE change_id = :scratch AND id >= :first)`,
    )
    .raw()
    .all(values);
  database
    .prepare(
      `DELETE FROM event WHERE change_id = :scratch AND id >= :first
        AND (${place}) IN (SELECT ${place} FROM event WHERE change_id = :import AND id < :first)`,
    )
    .run(values);
  // Where one export writes ids and another none, reading again may choose another of two rows of equal content than the
  // import holds. The one that it holds stays, and its like does not come in beside it.
  const dropLike = database.prepare(
    `DELETE FROM event WHERE id = (SELECT max(id) FROM event WHERE change_id = ? AND id >= ?
      AND ${content.map((name) => `${name} IS ?`).join(' AND ')})`,
  );
  for (const row of others) dropLike.run(scratchId, firstId, ...row);
  const taken = takeRows(database, values);
  // The rows of the import are no longer in one stretch: an import without a run is sorted.
  if (taken > 0) database.prepare('DELETE FROM event_run WHERE change_id = ?').run(importId);
  return taken;
}

interface Places {
  readonly scratch: number;
  readonly import: number;
  /** The first event id that the reading again has written. */
  readonly first: number;
}

function takeRows(database: Database.Database, values: Places): number {
  return database
    .prepare('UPDATE event SET change_id = :import WHERE change_id = :scratch AND id >= :first')
    .run(values).changes;
}

function tablesOfChanges(database: Database.Database): readonly string[] {
  return database
    .prepare<[], string>(
      `SELECT name FROM sqlite_schema AS one WHERE type = 'table' AND name NOT IN ('withdrawal', 'undo_step', 'revival')
        AND EXISTS (SELECT 1 FROM pragma_table_info(one.name) WHERE name = 'change_id') ORDER BY name`,
    )
    .pluck()
    .all();
}

function columnsOf(database: Database.Database, table: string): readonly string[] {
  return database.prepare<[string], string>('SELECT name FROM pragma_table_info(?)').pluck().all(table);
}
