import type Database from 'better-sqlite3';
import type { Decimal } from '../../shared/units/decimal.ts';
import { epochMs, type EpochMs } from '../../shared/units/unit.ts';
import type { Dictionaries } from './dictionaries.ts';

/** A price at an instant: stated or imported as a mark, or the close of a day of a price history. */
export interface StoredMark {
  readonly instrument: string;
  readonly timeMs: EpochMs;
  readonly price: Decimal;
  readonly origin: 'mark' | 'close';
}

export interface Marks {
  readonly insert: (changeId: number, mark: StoredMark) => void;
  /** Live prices, each as often as it was stated. */
  readonly count: () => number;
  /** The newest live price of that instrument, instant and origin, or null. Rows that came back are as old as their import. */
  readonly find: (mark: Omit<StoredMark, 'price'>) => Decimal | null;
  /** The change that stated or imported the price that `find` answers, or null. */
  readonly changeOf: (mark: Omit<StoredMark, 'price'>) => number | null;
  /**
   * Live marks up to an instant, by instrument and time, one for each instrument, instant and origin: the newest
   * statement holds.
   */
  readonly read: (untilMs: EpochMs) => readonly StoredMark[];
}

const live = 'change_id NOT IN (SELECT change_id FROM withdrawal)';

export function createMarks(database: Database.Database, dictionaries: Dictionaries): Marks {
  const insert = database.prepare<[number, number, number, string, number]>(
    'INSERT INTO mark (change_id, instrument_id, time_ms, price, origin_code) VALUES (?, ?, ?, ?, ?)',
  );
  const find = database
    .prepare<[number, number, number], Decimal>(
      `SELECT price FROM mark WHERE instrument_id = ? AND time_ms = ? AND origin_code = ? AND ${live} ORDER BY change_id DESC, id DESC LIMIT 1`,
    )
    .pluck();
  const changeOf = database
    .prepare<[number, number, number], number>(
      `SELECT change_id FROM mark WHERE instrument_id = ? AND time_ms = ? AND origin_code = ? AND ${live} ORDER BY change_id DESC, id DESC LIMIT 1`,
    )
    .pluck();
  const count = database.prepare<[], number>(`SELECT count(*) FROM mark WHERE ${live}`).pluck();
  const read = database
    .prepare<[number], readonly [number, number, Decimal, number, number]>(
      `SELECT instrument_id, time_ms, price, origin_code, max(change_id * 4294967296 + id) FROM mark WHERE time_ms <= ? AND ${live}
        GROUP BY instrument_id, time_ms, origin_code ORDER BY instrument_id, time_ms, origin_code DESC`,
    )
    .raw();
  return {
    insert: (changeId, { instrument, timeMs, price, origin }) => {
      insert.run(changeId, dictionaries.instruments.idOf(instrument), timeMs, price, origin === 'close' ? 1 : 0);
    },
    count: () => count.get() as number,
    find: ({ instrument, timeMs, origin }) => {
      const id = dictionaries.instruments.find(instrument);
      return id === null ? null : (find.get(id, timeMs, origin === 'close' ? 1 : 0) ?? null);
    },
    changeOf: ({ instrument, timeMs, origin }) => {
      const id = dictionaries.instruments.find(instrument);
      return id === null ? null : (changeOf.get(id, timeMs, origin === 'close' ? 1 : 0) ?? null);
    },
    read: (untilMs) =>
      read.all(untilMs).map(([instrument, timeMs, price, origin]) => ({
        instrument: dictionaries.instruments.wordOf(instrument),
        timeMs: epochMs(timeMs),
        price,
        origin: origin === 1 ? 'close' : 'mark',
      })),
  };
}
