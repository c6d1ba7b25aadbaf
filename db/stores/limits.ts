import type Database from 'better-sqlite3';
import { limitRuleIds, type Limit, type LimitRuleId } from '../../shared/book/limit.ts';
import type { Dictionaries } from './dictionaries.ts';

export type LimitName = Pick<Limit, 'rule' | 'account'>;

export interface Limits {
  readonly set: (changeId: number, limit: Limit) => void;
  readonly clear: (changeId: number, limit: LimitName) => void;
  /** Those that hold: in the order of their rules, the one for all accounts first, then by account. */
  readonly list: () => readonly Limit[];
}

interface LimitRow {
  readonly rule: LimitRuleId;
  readonly account_id: number | null;
  readonly value: string | null;
}

export function createLimits(database: Database.Database, dictionaries: Dictionaries): Limits {
  const insert = database.prepare<[number, string, number | null, string | null]>(
    'INSERT INTO trade_limit (change_id, rule, account_id, value) VALUES (?, ?, ?, ?)',
  );
  const list = database.prepare<[], LimitRow>(
    `SELECT rule, account_id, value FROM trade_limit
      WHERE change_id NOT IN (SELECT change_id FROM withdrawal) ORDER BY id`,
  );
  const state = (changeId: number, { rule, account }: LimitName, value: string | null): void => {
    insert.run(changeId, rule, account === null ? null : dictionaries.accounts.idOf(account), value);
  };
  return {
    set: (changeId, limit) => state(changeId, limit, String(limit.value)),
    clear: (changeId, limit) => state(changeId, limit, null),
    list: () => {
      const newest = new Map(list.all().map((row) => [`${row.rule} ${row.account_id}`, row]));
      const limits = [...newest.values()].flatMap(({ rule, account_id, value }): readonly Limit[] =>
        value === null
          ? []
          : [
              {
                rule,
                account: account_id === null ? null : dictionaries.accounts.wordOf(account_id),
                value: Number(value),
              },
            ],
      );
      return limits.toSorted(
        (a, b) => limitRuleIds.indexOf(a.rule) - limitRuleIds.indexOf(b.rule) || compareNames(a.account, b.account),
      );
    },
  };
}

function compareNames(a: string | null, b: string | null): number {
  if (a === b) return 0;
  return a === null || (b !== null && a < b) ? -1 : 1;
}
