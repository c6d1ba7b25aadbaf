import type Database from 'better-sqlite3';
import type { EpochMs } from '../../shared/units/unit.ts';
import type { Dictionaries } from './dictionaries.ts';

/** The time that the fills of one change cover for one instrument of an account. */
export interface FillPeriod {
  readonly account: string;
  readonly instrument: string;
  readonly fromMs: number;
  readonly toMs: number;
}

export interface FillPeriods {
  readonly insert: (changeId: number, account: string, instrument: string, fromMs: number, toMs: number) => void;
  /** Live periods that began by an instant, of one account or (null) of all. */
  readonly read: (untilMs: EpochMs, account: string | null) => readonly FillPeriod[];
}

export function createFillPeriods(database: Database.Database, dictionaries: Dictionaries): FillPeriods {
  const insert = database.prepare<[number, number, number, number, number]>(
    'INSERT INTO fill_period (change_id, account_id, instrument_id, from_ms, to_ms) VALUES (?, ?, ?, ?, ?)',
  );
  const read = database
    .prepare<[number, number, number | null, number | null], readonly [number, number, number, number]>(
      `SELECT account_id, instrument_id, from_ms, min(to_ms, ?) FROM fill_period
        WHERE from_ms <= ? AND (? IS NULL OR account_id = ?)
          AND change_id NOT IN (SELECT change_id FROM withdrawal) ORDER BY rowid`,
    )
    .raw();
  return {
    insert: (changeId, account, instrument, fromMs, toMs) => {
      insert.run(
        changeId,
        dictionaries.accounts.idOf(account),
        dictionaries.instruments.idOf(instrument),
        fromMs,
        toMs,
      );
    },
    read: (untilMs, account) => {
      const accountId = account === null ? null : dictionaries.accounts.find(account);
      if (account !== null && accountId === null) return [];
      return read.all(untilMs, untilMs, accountId, accountId).map(([accountWord, instrument, fromMs, toMs]) => ({
        account: dictionaries.accounts.wordOf(accountWord),
        instrument: dictionaries.instruments.wordOf(instrument),
        fromMs,
        toMs,
      }));
    },
  };
}
