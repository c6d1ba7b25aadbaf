import type Database from 'better-sqlite3';
import {
  isFill,
  type AssetAmount,
  type BookedEvent,
  type CancelEvent,
  type EventFlag,
  type LedgerEvent,
} from '../../shared/book/event.ts';
import type { Decimal } from '../../shared/units/decimal.ts';
import { epochMs, type EpochMs } from '../../shared/units/unit.ts';
import type { Dictionaries } from './dictionaries.ts';
import { detailOfBits, fillKindCodes, flagBit, kindCode } from './event-codes.ts';
import { createEventRuns } from './event-runs.ts';
import { createFillPeriods, type FillPeriods } from './fill-periods.ts';
import { createEventWriter, type EventWriter } from './event-writer.ts';
import { bodyColumns, bodyOf, eventColumns, eventOf, type EventTuple } from './event-rows.ts';
import { readEventRows, type EventCondition } from './read-event-rows.ts';

type LikeRow = readonly [
  ...(readonly [number, number, number, 1 | -1, Decimal, Decimal, number]),
  ...(readonly [number | null, Decimal | null, number, number | null]),
];

export interface EventFilter {
  readonly account?: string | null;
  readonly instrument?: string | null;
  /** Events at or before this instant. */
  readonly untilMs?: EpochMs | null;
  readonly limit?: number | null;
  /** Only events after this instant. */
  readonly afterMs?: EpochMs | null;
  /** Only events that were written after this one. */
  readonly afterId?: number;
  /** Is given every change whose events are read. */
  readonly changes?: Set<number>;
}

export interface Events {
  /** One event that the trader states, or a seed. */
  readonly insert: (changeId: number, account: string, event: LedgerEvent) => void;
  readonly writer: (changeId: number, account: string) => EventWriter;
  /** The highest event id so far, 0 in an empty vault. */
  readonly lastId: () => number;
  /** Live events in the order of the book: by instant, first imported first, then as the file has them. The vault must not be written meanwhile. */
  readonly read: (filter?: EventFilter) => IterableIterator<BookedEvent>;
  readonly count: (filter?: Pick<EventFilter, 'account' | 'instrument' | 'untilMs'>) => number;
  readonly byId: (id: number) => BookedEvent | null;
  /** Hashes of the live imported rows of an account, one for each row. */
  readonly dedupeHashes: (account: string) => IterableIterator<bigint>;
  /** The live imported rows of an account that bear the flag `fee-unknown`, in the order of the book, each with its hash. */
  readonly feeUnknown: (account: string) => readonly { readonly event: BookedEvent; readonly hash: bigint }[];
  readonly isEmpty: () => boolean;
  /** From when to when the fills of each import cover an instrument; a fill stated by hand covers its own instant. */
  readonly fillPeriods: FillPeriods['read'];
  /** Every live cancellation, whenever it was made. */
  readonly cancels: () => readonly (BookedEvent & CancelEvent)[];
  /** The live fills that any of the cancellations could mean, in the order of the book: one walk for all of them. */
  readonly fillsLike: (cancels: readonly (BookedEvent & CancelEvent)[]) => readonly LikeFill[];
  /** What the rows of live imports that state a balance reach over: one row may say with what a period begins and ends. */
  readonly balanceSpans: (account: string, asset: string) => readonly BalanceSpan[];
  /** The first instant of an instrument in an account, or null. */
  readonly firstInstant: (account: string, instrument: string) => EpochMs | null;
}

/** From the first to the last instant of which one row of an import states a balance. */
export interface BalanceSpan {
  readonly importId: number;
  readonly line: number;
  readonly fromMs: EpochMs;
  readonly toMs: EpochMs;
}

/** What of a fill tells whether a cancellation means it. */
export interface LikeFill {
  readonly id: number;
  readonly account: string;
  readonly instrument: string;
  readonly side: 'buy' | 'sell';
  readonly quantity: Decimal;
  readonly price: Decimal;
  readonly timeMs: EpochMs;
  readonly fee: AssetAmount | null;
  readonly flags: readonly EventFlag[];
  /** Null for what was stated by hand. */
  readonly importId: number | null;
}

const live = 'change_id NOT IN (SELECT change_id FROM withdrawal)';

export function createEvents(database: Database.Database, dictionaries: Dictionaries): Events {
  const fillPeriods = createFillPeriods(database, dictionaries);
  const runs = createEventRuns(database);
  const insert = database.prepare(
    `INSERT INTO event (change_id, account_id, ${bodyColumns.join(', ')}, sequence)
      VALUES (?, ?, ${bodyColumns.map(() => '?').join(', ')}, 0)`,
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
  const withoutFee = database
    .prepare<[number], readonly [string, ...EventTuple]>(
      `SELECT CAST(dedupe_hash AS TEXT), ${eventColumns} FROM event
        WHERE account_id = ? AND detail_bits & ${flagBit('fee-unknown')} AND dedupe_hash IS NOT NULL AND ${live}
        ORDER BY time_ms, change_id, sequence, id`,
    )
    .raw();
  const any = database.prepare<[], number>(`SELECT 1 FROM event WHERE ${live} LIMIT 1`).pluck();
  const first = database
    .prepare<[number, number], number | null>(
      `SELECT min(time_ms) FROM event WHERE account_id = ? AND instrument_id = ? AND ${live}`,
    )
    .pluck();

  const cancelRows = database
    .prepare<[], EventTuple>(
      `SELECT ${eventColumns} FROM event WHERE kind_code = ${kindCode('cancel')} AND ${live}
        ORDER BY time_ms, change_id, sequence, id`,
    )
    .raw();

  const spans = database
    .prepare<[number, number], readonly [number, number, EpochMs, EpochMs]>(
      `SELECT change_id, line, min(time_ms), max(time_ms) FROM event
        WHERE account_id = ? AND asset_id = ? AND kind_code = ${kindCode('reported-balance')} AND line IS NOT NULL AND ${live}
        GROUP BY change_id, line ORDER BY change_id, line`,
    )
    .raw();

  /** SQL and values of a filter, or null when it names a word that no event has. */
  function where(filter: EventFilter): EventCondition | null {
    const parts: string[] = [];
    const values: number[] = [];
    for (const [name, dictionary] of [
      ['account', dictionaries.accounts],
      ['instrument', dictionaries.instruments],
    ] as const) {
      const word = filter[name];
      if (word === undefined || word === null) continue;
      const id = dictionary.find(word);
      if (id === null) return null;
      parts.push(` AND ${name}_id = ?`);
      values.push(id);
    }
    if (filter.untilMs !== undefined && filter.untilMs !== null) {
      parts.push(' AND time_ms <= ?');
      values.push(filter.untilMs);
    }
    const { limit = null, afterMs = null, afterId = 0 } = filter;
    return { sql: parts.join(''), values, limit, afterMs, afterId };
  }

  function* read(filter: EventFilter = {}): IterableIterator<BookedEvent> {
    const condition = where(filter);
    if (condition === null) return;
    let left = condition.limit ?? Number.POSITIVE_INFINITY;
    if (left < 1) return;
    let changeId: number | null = null;
    for (const row of readEventRows(database, runs.live(), condition)) {
      if (row[1] !== changeId) filter.changes?.add((changeId = row[1]));
      yield eventOf(row, dictionaries);
      left -= 1;
      if (left < 1) return;
    }
  }

  return {
    insert: (changeId, account, event) => {
      insert.run(changeId, dictionaries.accounts.idOf(account), ...bodyOf(event, dictionaries));
      if (isFill(event)) fillPeriods.insert(changeId, account, event.instrument, event.timeMs, event.timeMs);
    },
    writer: (changeId, account) => createEventWriter(database, dictionaries, { fillPeriods, runs }, changeId, account),
    lastId: () => lastId.get() as number,
    read,
    count: (filter = {}) => {
      const condition = where(filter);
      if (condition === null) return 0;
      const count = database
        .prepare<number[], number>(`SELECT count(*) FROM event WHERE ${live}${condition.sql}`)
        .pluck();
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
    feeUnknown: (account) => {
      const accountId = dictionaries.accounts.find(account);
      if (accountId === null) return [];
      return withoutFee
        .all(accountId)
        .map(([hash, ...row]) => ({ event: eventOf(row, dictionaries), hash: BigInt(hash) }));
    },
    isEmpty: () => any.get() === undefined,
    fillPeriods: fillPeriods.read,
    cancels: () => cancelRows.all().map((row) => eventOf(row, dictionaries) as BookedEvent & CancelEvent),
    fillsLike: (cancels) => {
      if (cancels.length === 0) return [];
      const wanted = cancels.map(({ account, instrument, side, quantity, price }) => [
        dictionaries.accounts.idOf(account),
        dictionaries.instruments.idOf(instrument),
        side === 'buy' ? 1 : -1,
        quantity,
        price,
      ]);
      const fills = database
        .prepare<[string], LikeRow>(
          `SELECT id, account_id, instrument_id, side, quantity, price, time_ms, fee_asset_id, fee_amount, detail_bits,
            iif(line IS NULL, NULL, change_id) FROM event WHERE kind_code IN (${fillKindCodes}) AND ${live}
              AND (account_id, instrument_id, side, quantity, price) IN (
                SELECT value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4 FROM json_each(?))
            ORDER BY time_ms, change_id, sequence, id`,
        )
        .raw();
      return fills
        .all(JSON.stringify(wanted))
        .map(([id, account, instrument, side, quantity, price, timeMs, feeAsset, fee, bits, importId]) => ({
          id,
          account: dictionaries.accounts.wordOf(account),
          instrument: dictionaries.instruments.wordOf(instrument),
          side: side === 1 ? 'buy' : 'sell',
          quantity,
          price,
          timeMs: epochMs(timeMs),
          fee: feeAsset === null || fee === null ? null : { asset: dictionaries.assets.wordOf(feeAsset), amount: fee },
          flags: detailOfBits(bits).flags,
          importId,
        }));
    },
    balanceSpans: (account, asset) => {
      const [accountId, assetId] = [dictionaries.accounts.find(account), dictionaries.assets.find(asset)];
      if (accountId === null || assetId === null) return [];
      return spans.all(accountId, assetId).map(([importId, line, fromMs, toMs]) => ({ importId, line, fromMs, toMs }));
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
