import type Database from 'better-sqlite3';
import type { BookedEvent, EventKind } from '../../shared/book/event.ts';
import type { Dictionaries } from './dictionaries.ts';
import { kindCode, kindsLike } from './event-codes.ts';
import { eventColumns, eventOf, type EventTuple } from './event-rows.ts';
import { createEventRuns } from './event-runs.ts';
import { idsOutside } from './read-event-rows.ts';

export interface PageQuery {
  readonly account: string | null;
  readonly instrument: string | null;
  readonly kind: EventKind | null;
  /** Every word must stand in the instrument, account, asset or kind of a row; case does not matter. */
  readonly words: readonly string[];
  /** Also rows whose import or change was taken back. */
  readonly withdrawn: boolean;
  /** Rows that come after this one when the newest stands first; null for the first page. */
  readonly afterId: number | null;
  readonly limit: number;
}

export interface PagedEvent {
  readonly event: BookedEvent;
  readonly changeId: number;
  readonly withdrawn: boolean;
}

export interface EventPages {
  /** Rows newest first: the order of the book backwards. */
  readonly page: (query: PageQuery) => readonly PagedEvent[];
  /** How many rows the query means over all pages. */
  readonly count: (query: PageQuery) => number;
  /** A row by its id, also one that was taken back. */
  readonly find: (id: number) => PagedEvent | null;
}

type Row = readonly [...EventTuple, 0 | 1];

const columns = `${eventColumns}, change_id IN (SELECT change_id FROM withdrawal) AS withdrawn`;

/**
 * Reads the book backwards without sorting it: a large import that is in order already is walked along its ids until the
 * page is full, the rest (few rows) is sorted by SQLite, which keeps no more than a page of them.
 */
export function createEventPages(database: Database.Database, dictionaries: Dictionaries): EventPages {
  const runs = createEventRuns(database);
  const byId = database.prepare<[number], Row>(`SELECT ${columns} FROM event WHERE id = ?`).raw();

  function conditionOf(query: PageQuery): Condition {
    const parts: string[] = [];
    const values: (string | number)[] = [];
    if (!query.withdrawn) parts.push('change_id NOT IN (SELECT change_id FROM withdrawal)');
    for (const name of ['account', 'instrument'] as const) {
      const word = query[name];
      if (word === null) continue;
      const id = dictionaries[`${name}s`].find(word);
      parts.push(`${name}_id = ?`);
      values.push(id ?? -1);
    }
    if (query.kind !== null) parts.push(`kind_code = ${kindCode(query.kind)}`);
    for (const word of query.words) {
      const like = `%${word.replaceAll(/[\\%_]/g, '\\$&')}%`;
      parts.push(
        `(kind_code IN (${kindsLike(word).join(', ')})
          OR account_id IN (SELECT id FROM account WHERE name LIKE ? ESCAPE '\\')
          OR instrument_id IN (SELECT id FROM instrument WHERE symbol LIKE ? ESCAPE '\\')
          OR asset_id IN (SELECT id FROM asset WHERE code LIKE ? ESCAPE '\\')
          OR fee_asset_id IN (SELECT id FROM asset WHERE code LIKE ? ESCAPE '\\'))`,
      );
      values.push(like, like, like, like);
    }
    return { sql: parts.length === 0 ? '1' : parts.join(' AND '), values };
  }

  function read(condition: Condition, afterId: number | null, order: string, limit: number): readonly Row[] {
    const place =
      afterId === null
        ? ''
        : ` AND (time_ms, change_id, sequence, id)
            < (SELECT time_ms, change_id, sequence, id FROM event WHERE id = ${Math.trunc(afterId)})`;
    return database
      .prepare<(string | number)[], Row>(
        `SELECT ${columns} FROM event WHERE ${condition.sql}${place} ORDER BY ${order} LIMIT ${Math.trunc(limit)}`,
      )
      .raw()
      .all(...condition.values);
  }

  return {
    page: (query) => {
      const condition = conditionOf(query);
      const live = runs.live();
      const within = (sql: string): Condition => ({ ...condition, sql: `${sql} AND ${condition.sql}` });
      const newest = 'time_ms DESC, change_id DESC, sequence DESC, id DESC';
      const sources = [
        read(within(idsOutside(live)), query.afterId, newest, query.limit),
        ...live.map(({ firstId, lastId, newestFirst }) =>
          read(
            within(`id BETWEEN ${firstId} AND ${lastId}`),
            query.afterId,
            newestFirst ? 'id' : 'id DESC',
            query.limit,
          ),
        ),
      ];
      // Each source is in order by itself, and rows of two sources are of two changes.
      const rows = sources.flat().toSorted((a, b) => b[4] - a[4] || b[1] - a[1]);
      return rows.slice(0, query.limit).map((row) => paged(row, dictionaries));
    },
    count: (query) => {
      const { sql, values } = conditionOf(query);
      return database
        .prepare<(string | number)[], number>(`SELECT count(*) FROM event WHERE ${sql}`)
        .pluck()
        .get(...values) as number;
    },
    find: (id) => {
      const row = byId.get(id);
      return row === undefined ? null : paged(row, dictionaries);
    },
  };
}

interface Condition {
  readonly sql: string;
  readonly values: readonly (string | number)[];
}

function paged(row: Row, dictionaries: Dictionaries): PagedEvent {
  const tuple = row.slice(0, -1) as unknown as EventTuple;
  return { event: eventOf(tuple, dictionaries), changeId: row[1], withdrawn: row.at(-1) === 1 };
}
