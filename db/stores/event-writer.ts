import type Database from 'better-sqlite3';
import { isFill, type LedgerEvent } from '../../shared/book/event.ts';
import type { Dictionaries } from './dictionaries.ts';
import { bodyColumns, bodyOf } from './event-rows.ts';
import { createRunWatch, type EventRuns } from './event-runs.ts';
import type { FillPeriods } from './fill-periods.ts';

/** Where a record stands in its file, and the hash by which it is known again. */
export interface RowOrigin {
  readonly line: number;
  readonly byteOffset: number;
  readonly byteLength: number;
  readonly dedupeHash: bigint;
  /** Order among the events of one instant in one file. */
  readonly sequence: number;
}

/** Puts the rows of one import into the vault, many at a time. */
export interface EventWriter {
  readonly add: (event: LedgerEvent, origin: RowOrigin) => void;
  /** A row that the vault has already: the file still says that it covers this time. */
  readonly cover: (event: LedgerEvent) => void;
  /** Before anything else is read or written: the last rows go in. */
  readonly finish: () => void;
}

/** Rows a statement; more gain nothing. */
const batchRows = 16;

type Value = string | number | bigint;

interface Shape {
  readonly one: Database.Statement<Value[]>;
  readonly many: Database.Statement<Value[]>;
}

/**
 * Writes the rows of one import. What binding costs is the number of values, so what all rows of the import share stands
 * in the statement itself, columns that are NULL too, and rows of one shape go in sixteen at a time: half the time of
 * one row with all columns.
 */
export function createEventWriter(
  database: Database.Database,
  dictionaries: Dictionaries,
  beside: { readonly fillPeriods: FillPeriods; readonly runs: EventRuns },
  changeId: number,
  account: string,
): EventWriter {
  const accountId = dictionaries.accounts.idOf(account);
  const periods = new Map<string, { fromMs: number; toMs: number }>();
  const shapes = new Map<number, Shape>();
  let shape: number | null = null;
  let waiting: Value[] = [];
  let rows = 0;
  const watch = createRunWatch();
  let firstId: number | null = null;
  let lastId = 0;

  function shapeOf(filled: number): Shape {
    const known = shapes.get(filled);
    if (known !== undefined) return known;
    const values = bodyColumns.map((_, index) => ((filled >> index) & 1 ? '?' : 'NULL'));
    const row = `(${changeId}, ${accountId}, ${values.join(', ')}, ?, ?, ?, ?, ?)`;
    const insert = `INSERT INTO event (change_id, account_id, ${bodyColumns.join(', ')},
      line, byte_offset, byte_length, dedupe_hash, sequence) VALUES `;
    const made: Shape = {
      one: database.prepare(insert + row),
      many: database.prepare(insert + Array.from({ length: batchRows }, () => row).join(', ')),
    };
    shapes.set(filled, made);
    return made;
  }

  function flush(): void {
    if (shape === null || rows === 0) return;
    const { one, many } = shapeOf(shape);
    if (rows === batchRows) noteIds(many.run(...waiting), rows);
    else {
      const width = waiting.length / rows;
      for (let at = 0; at < waiting.length; at += width) noteIds(one.run(...waiting.slice(at, at + width)), 1);
    }
    waiting = [];
    rows = 0;
  }

  function noteIds(written: Database.RunResult, count: number): void {
    lastId = Number(written.lastInsertRowid);
    firstId ??= lastId - count + 1;
  }

  /** Rows that stand in the order of the book need no sorting, as long as nothing else was written among them. */
  function keepRun(): void {
    const direction = watch.direction();
    if (firstId === null || direction === null || lastId - firstId + 1 !== watch.rows()) return;
    beside.runs.insert({ changeId, firstId, lastId, newestFirst: direction === 'newest-first' });
  }

  function cover(event: LedgerEvent): void {
    if (!isFill(event)) return;
    const { instrument, timeMs } = event;
    const period = periods.get(instrument);
    if (period === undefined) periods.set(instrument, { fromMs: timeMs, toMs: timeMs });
    else if (timeMs < period.fromMs) period.fromMs = timeMs;
    else if (timeMs > period.toMs) period.toMs = timeMs;
  }

  return {
    add: (event: LedgerEvent, origin: RowOrigin) => {
      cover(event);
      const body = bodyOf(event, dictionaries);
      let filled = 0;
      for (let index = 0; index < body.length; index += 1) if (body[index] !== null) filled |= 1 << index;
      if (filled !== shape) {
        flush();
        shape = filled;
      }
      for (const value of body) if (value !== null) waiting.push(value);
      waiting.push(origin.line, origin.byteOffset, origin.byteLength, origin.dedupeHash, origin.sequence);
      watch.row(event.timeMs, origin.sequence);
      rows += 1;
      if (rows === batchRows) flush();
    },
    cover,
    finish: () => {
      flush();
      keepRun();
      for (const [instrument, { fromMs, toMs }] of periods)
        beside.fillPeriods.insert(changeId, account, instrument, fromMs, toMs);
      periods.clear();
    },
  };
}
