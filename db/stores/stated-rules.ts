import type Database from 'better-sqlite3';
import {
  nothingStated,
  type RuleStatement,
  type Stated,
  type StatedOpenInterest,
  type StatedRules,
} from '../../shared/book/stated-rules.ts';
import type { CollateralTier } from '../../shared/book/venue-rules.ts';
import { isoDateOfDay } from '../../shared/units/iso-day.ts';
import { epochMs, utcDay } from '../../shared/units/unit.ts';
import type { Dictionaries } from './dictionaries.ts';

export interface StatedRulesStore {
  readonly state: (changeId: number, account: string, statement: RuleStatement) => void;
  /** What holds of each account of which a live statement says something, by its name. */
  readonly read: () => ReadonlyMap<string, StatedRules>;
}

interface RuleRow {
  readonly account_id: number;
  readonly rule: RuleStatement['rule'];
  readonly subject: string;
  readonly value_json: string | null;
  readonly made_at_ms: number;
}

export function createStatedRules(database: Database.Database, dictionaries: Dictionaries): StatedRulesStore {
  const insert = database.prepare<[number, number, string, string, string | null]>(
    'INSERT INTO stated_rule (change_id, account_id, rule, subject, value_json) VALUES (?, ?, ?, ?, ?)',
  );
  const read = database.prepare<[], RuleRow>(
    `SELECT account_id, rule, subject, value_json, made_at_ms
      FROM stated_rule JOIN live_change ON live_change.id = change_id ORDER BY stated_rule.id`,
  );
  return {
    state: (changeId, account, statement) => {
      const value = statement.value === null ? null : JSON.stringify(statement.value);
      insert.run(changeId, dictionaries.accounts.idOf(account), statement.rule, subjectOf(statement), value);
    },
    read: () => {
      const newest = new Map(read.all().map((row) => [`${row.account_id} ${row.rule} ${row.subject}`, row]));
      const rules = new Map<string, StatedRules>();
      for (const row of newest.values()) {
        if (row.value_json === null) continue;
        const account = dictionaries.accounts.wordOf(row.account_id);
        rules.set(account, withRule(rules.get(account) ?? nothingStated, row, JSON.parse(row.value_json)));
      }
      return rules;
    },
  };
}

function subjectOf(statement: RuleStatement): string {
  if (statement.rule === 'collateral') return statement.asset;
  return statement.rule === 'open-interest' ? statement.instrument : '';
}

function withRule(rules: StatedRules, { rule, subject, made_at_ms }: RuleRow, value: unknown): StatedRules {
  const statedOn = isoDateOfDay(utcDay(epochMs(made_at_ms)));
  const stated = <Value>(): Stated<Value> => ({ value: value as Value, statedOn });
  switch (rule) {
    case 'loan-call-ratio':
      return { ...rules, loanCallRatio: stated<number>() };
    case 'closing-fee-rate':
      return { ...rules, closingFeeRate: stated<number>() };
    case 'collateral':
      return { ...rules, collateral: { ...rules.collateral, [subject]: stated<readonly CollateralTier[]>() } };
    case 'open-interest':
      return { ...rules, openInterest: { ...rules.openInterest, [subject]: stated<StatedOpenInterest>() } };
  }
}
