import { afterEach, beforeEach, expect, test } from 'vitest';
import Database from 'better-sqlite3';
import type { RuleStatement } from '../../shared/book/stated-rules.ts';
import { success } from '../../shared/result/result.ts';
import { epochMs } from '../../shared/units/unit.ts';
import { migrate, migrations, schemaVersion } from '../migrate.ts';
import { openVault, type Vault } from '../open.ts';

let vault: Vault;
beforeEach(() => {
  const opened = openVault(':memory:', 'create');
  if (!opened.ok) throw new Error(opened.fault.message);
  vault = opened.value;
});
afterEach(() => vault.close());

function state(day: number, account: string, ...statements: readonly RuleStatement[]): void {
  const made = vault.changes.make('account', epochMs(Date.UTC(2026, 4, day, 23, 59)), (changeId) => {
    for (const statement of statements) vault.statedRules.state(changeId, account, statement);
    return success({ keep: true, description: 'a test', value: null });
  });
  expect(made).toMatchObject({ ok: true });
}

test('what was said last of each subject holds, with its day; null clears one alone', () => {
  const tiers = [{ floor: 0, ratio: 0.9 }];
  const scale = { lowerCap: 1, upperCap: 2, openInterest: 1.5 };
  state(
    1,
    'Loan',
    { rule: 'loan-call-ratio', value: 1.1 },
    { rule: 'closing-fee-rate', value: 0.01 },
    { rule: 'collateral', asset: 'BTC', value: tiers },
    { rule: 'collateral', asset: 'ETH', value: tiers },
    { rule: 'open-interest', instrument: 'ETH/USDC:USDC', value: scale },
  );
  state(2, 'Loan', { rule: 'loan-call-ratio', value: 1.2 }, { rule: 'collateral', asset: 'ETH', value: null });
  state(2, 'Other', { rule: 'closing-fee-rate', value: 0.02 }, { rule: 'loan-call-ratio', value: null });
  const [first, second] = ['2026-05-01', '2026-05-02'];
  expect(Object.fromEntries(vault.statedRules.read())).toEqual({
    Loan: {
      loanCallRatio: { value: 1.2, statedOn: second },
      closingFeeRate: { value: 0.01, statedOn: first },
      collateral: { BTC: { value: tiers, statedOn: first } },
      openInterest: { 'ETH/USDC:USDC': { value: scale, statedOn: first } },
    },
    Other: { loanCallRatio: null, closingFeeRate: { value: 0.02, statedOn: second }, collateral: {}, openInterest: {} },
  });
});

test('a vault of before gains the table and keeps its rows', () => {
  const database = new Database(':memory:');
  const steps = migrations();
  migrate(database, 1, steps.slice(0, 7));
  database.exec("INSERT INTO change (id, made_at_ms, kind, description) VALUES (1, 0, 'account', 'a test')");
  database.exec("INSERT INTO account (id, name) VALUES (1, 'Loan')");
  migrate(database, 1, steps.slice(0, 8));
  expect(schemaVersion(database)).toBe(8);
  database.exec("INSERT INTO stated_rule (change_id, account_id, rule, subject) VALUES (1, 1, 'closing-fee-rate', '')");
  expect(
    database.prepare('SELECT name, rule, value_json FROM stated_rule JOIN account ON account.id = account_id').all(),
  ).toEqual([{ name: 'Loan', rule: 'closing-fee-rate', value_json: null }]);
  database.close();
});
