import type Database from 'better-sqlite3';
import type { EpochMs } from '../../shared/units/unit.ts';
import type { Dictionaries } from './dictionaries.ts';
import { fillKindCodes } from './event-codes.ts';

/** The time that the fills of one change cover for one instrument of an account. */
export interface FillPeriod {
  readonly account: string;
  readonly instrument: string;
  readonly fromMs: number;
  readonly toMs: number;
}

/** A fill that was taken back. */
export interface VoidedFill {
  readonly id: number;
  readonly account: string;
  readonly instrument: string;
  readonly timeMs: EpochMs;
}

export interface FillPeriods {
  readonly insert: (changeId: number, account: string, instrument: string, fromMs: number, toMs: number) => void;
  /**
   * Live periods that began by an instant, of one account or (null) of all.
   * @param voided fills that were taken back: a period that one of them opens or closes goes only as far as the others
   */
  readonly read: (untilMs: EpochMs, account: string | null, voided?: readonly VoidedFill[]) => readonly FillPeriod[];
}

export function createFillPeriods(database: Database.Database, dictionaries: Dictionaries): FillPeriods {
  const insert = database.prepare<[number, number, number, number, number]>(
    'INSERT INTO fill_period (change_id, account_id, instrument_id, from_ms, to_ms) VALUES (?, ?, ?, ?, ?)',
  );
  const read = database
    .prepare<[number, number, number | null, number | null], PeriodRow>(
      `SELECT account_id, instrument_id, from_ms, min(to_ms, ?), change_id FROM fill_period
        WHERE from_ms <= ? AND (? IS NULL OR account_id = ?)
          AND change_id NOT IN (SELECT change_id FROM withdrawal) ORDER BY rowid`,
    )
    .raw();
  const standing = database
    .prepare<[string], StandingRow>(
      `WITH voided (id) AS (SELECT value FROM json_each(?))
        SELECT change_id, account_id, instrument_id, min(time_ms) FILTER (WHERE id NOT IN voided),
          max(time_ms) FILTER (WHERE id NOT IN voided), json_group_array(time_ms) FILTER (WHERE id IN voided)
        FROM event
        WHERE kind_code IN (${fillKindCodes}) AND (change_id, account_id, instrument_id) IN (
          SELECT change_id, account_id, instrument_id FROM event WHERE id IN voided)
        GROUP BY change_id, account_id, instrument_id`,
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
    read: (untilMs, account, voided = []) => {
      const accountId = account === null ? null : dictionaries.accounts.find(account);
      if (account !== null && accountId === null) return [];
      const rows = read.all(untilMs, untilMs, accountId, accountId);
      const edges = new Set(
        rows.flatMap(([one, instrument, from, to]) => [from, to].map((at) => [one, instrument, at].join('/'))),
      );
      // Looking through all fills takes its time: only where one that was taken back opens or closes a period.
      const atEdge = voided.filter((fill) =>
        edges.has(
          [dictionaries.accounts.find(fill.account), dictionaries.instruments.find(fill.instrument), fill.timeMs].join(
            '/',
          ),
        ),
      );
      const changed = new Map(
        (atEdge.length === 0 ? [] : standing.all(JSON.stringify(voided.map(({ id }) => id)))).map((row) => [
          row.slice(0, 3).join('/'),
          row,
        ]),
      );
      return rows.flatMap((row) => {
        const [accountWord, instrumentWord, , , changeId] = row;
        const left = withoutVoided(row, changed.get([changeId, accountWord, instrumentWord].join('/')));
        if (left === null) return [];
        const instrument = dictionaries.instruments.wordOf(instrumentWord);
        return [{ account: dictionaries.accounts.wordOf(accountWord), instrument, ...left }];
      });
    },
  };
}

type PeriodRow = readonly [accountId: number, instrumentId: number, fromMs: number, toMs: number, changeId: number];

/** The fills of one change and instrument that stand, and as JSON the instants of those that do not. */
type StandingRow = readonly [
  changeId: number,
  accountId: number,
  instrumentId: number,
  fromMs: number | null,
  toMs: number | null,
  voidedMs: string,
];

/** A period whose ends are fills that were taken back goes as far as those that stand; null when none does. */
function withoutVoided(
  [, , fromMs, toMs]: PeriodRow,
  standing: StandingRow | undefined,
): { readonly fromMs: number; readonly toMs: number } | null {
  if (standing === undefined) return { fromMs, toMs };
  const [, , , firstMs, lastMs, voidedMs] = standing;
  const voided = new Set(JSON.parse(voidedMs) as readonly number[]);
  const [from, to] = [voided.has(fromMs) ? firstMs : fromMs, voided.has(toMs) ? lastMs : toMs];
  // A fill stated by hand has a period of its own: it goes with its fill, whatever else its change holds.
  const isWithin = from !== null && to !== null && from >= fromMs && to <= toMs && from <= to;
  return isWithin ? { fromMs: from, toMs: to } : null;
}
