import type Database from 'better-sqlite3';
import type { BookedEvent, LedgerEvent } from '../../shared/book/event.ts';
import type { EpochMs } from '../../shared/units/unit.ts';
import type { Dictionaries } from './dictionaries.ts';
import { kindCode } from './event-codes.ts';
import { bodyOf, eventColumns, eventOf, type EventTuple } from './event-rows.ts';

export interface EventFilter {
  readonly account?: string | null;
  readonly instrument?: string | null;
  /** Events at or before this instant. */
  readonly untilMs?: EpochMs | null;
  readonly limit?: number | null;
}

/** Where a record stands in its file, and the hash by which it is known again. */
export interface RowOrigin {
  readonly line: number;
  readonly byteOffset: number;
  readonly byteLength: number;
  readonly dedupeHash: bigint;
}

export interface FillPeriodRow {
  readonly account: string;
  readonly instrument: string;
  readonly fromMs: number;
  readonly toMs: number;
}

export interface Events {
  /** `id` only where the rows of a file come newest first and are put into the book in reverse. */
  readonly insert: (
    changeId: number,
    account: string,
    event: LedgerEvent,
    origin: RowOrigin | null,
    id?: number,
  ) => void;
  /** The highest event id so far, 0 in an empty vault. */
  readonly lastId: () => number;
  /** Live events in the order of the book: by instant, then by id. The vault must not be written meanwhile. */
  readonly read: (filter?: EventFilter) => IterableIterator<BookedEvent>;
  readonly count: (filter?: EventFilter) => number;
  readonly byId: (id: number) => BookedEvent | null;
  /** Hashes of the live imported rows of an account, one for each row. */
  readonly dedupeHashes: (account: string) => IterableIterator<bigint>;
  readonly hasLive: (account: string) => boolean;
  readonly isEmpty: () => boolean;
  /** Accounts with a live event, in the order in which they appeared. */
  readonly accounts: () => readonly string[];
  /** From when to when the fills of each import cover an instrument; a fill stated by hand covers its own instant. */
  readonly fillPeriods: (untilMs: EpochMs, account: string | null) => readonly FillPeriodRow[];
  /** The first instant of an instrument in an account, or null. */
  readonly firstInstant: (account: string, instrument: string) => EpochMs | null;
}

const live = 'change_id NOT IN (SELECT change_id FROM withdrawal)';

export function createEvents(database: Database.Database, dictionaries: Dictionaries): Events {
  const insert = database.prepare(
    `INSERT INTO event (id, change_id, account_id, kind_code, time_ms, instrument_id, side, quantity, price, asset_id,
      amount, fee_asset_id, fee_amount, reported_pnl, position_after, balance_after, detail_bits, line, byte_offset,
      byte_length, dedupe_hash) VALUES (${Array.from({ length: 21 }, () => '?').join(', ')})`,
  );
  const lastId = database.prepare<[], number>('SELECT ifnull(max(id), 0) FROM event').pluck();
  const byId = database
    .prepare<[number], EventTuple>(`SELECT ${eventColumns} FROM event WHERE id = ? AND ${live}`)
    .raw();
  const hashes = database
    .prepare<[number], bigint>(
      `SELECT dedupe_hash FROM event WHERE account_id = ? AND dedupe_hash IS NOT NULL AND ${live}`,
    )
    .pluck()
    .safeIntegers();
  const ofAccount = database
    .prepare<[number], number>(`SELECT 1 FROM event WHERE account_id = ? AND ${live} LIMIT 1`)
    .pluck();
  const any = database.prepare<[], number>(`SELECT 1 FROM event WHERE ${live} LIMIT 1`).pluck();
  const accounts = database
    .prepare<[], number>(`SELECT account_id FROM event WHERE ${live} GROUP BY account_id ORDER BY min(id)`)
    .pluck();
  const first = database
    .prepare<[number, number], number | null>(
      `SELECT min(time_ms) FROM event WHERE account_id = ? AND instrument_id = ? AND ${live}`,
    )
    .pluck();

  const periods = database
    .prepare<[number, number | null, number | null], readonly [number, number, number, number]>(
      `SELECT account_id, instrument_id, min(time_ms), max(time_ms) FROM event
        WHERE kind_code IN (${kindCode('trade')}, ${kindCode('liquidation')}) AND time_ms <= ?
          AND (? IS NULL OR account_id = ?) AND ${live}
        GROUP BY change_id, account_id, instrument_id, CASE WHEN line IS NULL THEN id END`,
    )
    .raw();

  /** SQL and values of a filter, or null when it names a word that no event has. */
  function where(filter: EventFilter): { readonly sql: string; readonly values: readonly number[] } | null {
    const parts = [live];
    const values: number[] = [];
    for (const [name, dictionary] of [
      ['account', dictionaries.accounts],
      ['instrument', dictionaries.instruments],
    ] as const) {
      const word = filter[name];
      if (word === undefined || word === null) continue;
      const id = dictionary.find(word);
      if (id === null) return null;
      parts.push(`${name}_id = ?`);
      values.push(id);
    }
    if (filter.untilMs !== undefined && filter.untilMs !== null) {
      parts.push('time_ms <= ?');
      values.push(filter.untilMs);
    }
    return { sql: parts.join(' AND '), values };
  }

  function* read(filter: EventFilter = {}): IterableIterator<BookedEvent> {
    const condition = where(filter);
    if (condition === null) return;
    const limit = filter.limit === undefined || filter.limit === null ? '' : ` LIMIT ${Math.trunc(filter.limit)}`;
    const rows = database
      .prepare<number[], EventTuple>(
        `SELECT ${eventColumns} FROM event WHERE ${condition.sql} ORDER BY time_ms, id${limit}`,
      )
      .raw()
      .iterate(...condition.values);
    for (const row of rows) yield eventOf(row, dictionaries);
  }

  return {
    insert: (changeId, account, event, origin, id) => {
      insert.run(
        id ?? null,
        changeId,
        dictionaries.accounts.idOf(account),
        ...bodyOf(event, dictionaries),
        ...(origin === null
          ? [null, null, null, null]
          : [origin.line, origin.byteOffset, origin.byteLength, origin.dedupeHash]),
      );
    },
    lastId: () => lastId.get() as number,
    read,
    count: (filter = {}) => {
      const condition = where(filter);
      if (condition === null) return 0;
      const count = database.prepare<number[], number>(`SELECT count(*) FROM event WHERE ${condition.sql}`).pluck();
      return count.get(...condition.values) as number;
    },
    byId: (id) => {
      const row = byId.get(id);
      return row === undefined ? null : eventOf(row, dictionaries);
    },
    dedupeHashes: (account) => {
      const id = dictionaries.accounts.find(account);
      return id === null ? ([] as bigint[]).values() : hashes.iterate(id);
    },
    hasLive: (account) => {
      const id = dictionaries.accounts.find(account);
      return id !== null && ofAccount.get(id) !== undefined;
    },
    isEmpty: () => any.get() === undefined,
    accounts: () => accounts.all().map(dictionaries.accounts.wordOf),
    fillPeriods: (untilMs, account) => {
      const accountId = account === null ? null : dictionaries.accounts.find(account);
      if (account !== null && accountId === null) return [];
      return periods.all(untilMs, accountId, accountId).map(([accountWord, instrument, fromMs, toMs]) => ({
        account: dictionaries.accounts.wordOf(accountWord),
        instrument: dictionaries.instruments.wordOf(instrument),
        fromMs,
        toMs,
      }));
    },
    firstInstant: (account, instrument) => {
      const [accountId, instrumentId] = [
        dictionaries.accounts.find(account),
        dictionaries.instruments.find(instrument),
      ];
      if (accountId === null || instrumentId === null) return null;
      return (first.get(accountId, instrumentId) ?? null) as EpochMs | null;
    },
  };
}
