import { unstatedAccount, type AccountStatement } from '../../../db/stores/accounts.ts';
import type { AccountSettings } from '../../../shared/book/account.ts';
import { nothingStated, type RuleStatement } from '../../../shared/book/stated-rules.ts';
import { venueId } from '../../../shared/book/venue.ts';
import type { bookCalls } from '../../../shared/contract/book.ts';
import type { Output } from '../../../shared/contract/core.ts';
import type { Decimal } from '../../../shared/units/decimal.ts';
import { epochMs } from '../../../shared/units/unit.ts';
import { failure, success, type Result } from '../../../shared/result/result.ts';
import type { z } from 'zod';
import { instantOr, makePlanned, type PlannedChange, type ServiceContext } from '../context.ts';
import { namedInstrument } from './named-instrument.ts';
import { listedRules, ruleStatements, ruleWords, venueAfter } from './stated-rules.ts';

type AccountChange = z.output<(typeof bookCalls)['accounts.set']['input']>;

/** Every account of the book: whatever books an event names its account first. */
export function allAccounts(context: ServiceContext): readonly AccountSettings[] {
  return context.vault.accounts.settings();
}

export function accountSettings(context: ServiceContext, name: string): AccountSettings {
  return context.vault.accounts.settings().find((one) => one.name === name) ?? unstatedAccount(name);
}

export function accountsList(context: ServiceContext): Output<(typeof bookCalls)['accounts.list']> {
  const rules = context.vault.statedRules.read();
  return {
    accounts: allAccounts(context).map(({ name, venue, marginMode, positionMode, instruments }) => ({
      name,
      venue,
      marginMode,
      positionMode,
      instruments: Object.entries(instruments).map(([instrument, settings]) => ({ instrument, ...settings })),
      rules: listedRules(rules.get(name) ?? nothingStated),
    })),
  };
}

/** Changes only what it names, as one change. Faults: `account-name`, `account-amount`, `instrument-symbol`, those of `ruleStatements`. */
export function setAccount(
  context: ServiceContext,
  change: AccountChange,
): Result<{ readonly changeId: number | null; readonly description: string }> {
  const planned = planAccount(context, change);
  return planned.ok ? makePlanned(context, planned.value) : planned;
}

/** The same as a change that is not made yet. Faults: those of `setAccount`. */
export function planAccount(context: ServiceContext, change: AccountChange): Result<PlannedChange> {
  const fault = accountNameFault(change.name) ?? changeFault(context, change);
  if (fault !== null) return fault;
  const before = context.vault.accounts.settings().find(({ name }) => name === change.name);
  const rules = ruleStatements(context, change, venueAfter(before?.venue ?? null, change));
  if (!rules.ok) return rules;
  return success({
    kind: 'account',
    description: describe(change, rules.value),
    write: (changeId) => {
      const { accounts, events, statedRules } = context.vault;
      for (const statement of rules.value) statedRules.state(changeId, change.name, statement);
      for (const statement of statementsOf(change)) accounts.state(changeId, change.name, statement);
      for (const { asset, amount, timeMs } of change.wallet)
        events.insert(changeId, change.name, {
          kind: 'reported-balance',
          asset,
          amount: amount as Decimal,
          timeMs: epochMs(instantOr(context, timeMs)),
          sourceId: null,
          flags: ['stated'],
        });
    },
  });
}

/** Slashes delimit scopes, so a name holds none. */
export function accountNameFault(name: string) {
  if (name.trim() === '') return failure('account-name', 'The account has no name.', 'Give it one.');
  if (/[/\n]/.test(name))
    return failure('account-name', `"${name}" cannot name an account`, 'Leave the slash out of the name.');
  return null;
}

function changeFault(context: ServiceContext, change: AccountChange) {
  for (const { instrument } of [...change.instrumentModes, ...change.leverage, ...change.isolatedMargin]) {
    const named = namedInstrument(context, instrument);
    if (!named.ok) return named;
  }
  const negative = change.isolatedMargin.find(({ amount }) => amount.startsWith('-'));
  if (negative !== undefined)
    return failure(
      'account-amount',
      `The isolated margin of ${negative.instrument} cannot be ${negative.amount}`,
      'State the margin posted to the position, 0 or more.',
    );
  return null;
}

/** What a change says, as the vault keeps it. */
export function statementsOf(change: AccountChange): readonly AccountStatement[] {
  const statements: AccountStatement[] = [{ key: 'named', value: '' }];
  if (change.venue !== undefined) statements.push({ key: 'venue', value: venueId(change.venue) });
  if (change.marginMode !== undefined) statements.push({ key: 'margin-mode', value: change.marginMode });
  if (change.positionMode !== undefined) statements.push({ key: 'position-mode', value: change.positionMode });
  for (const { instrument, marginMode } of change.instrumentModes)
    statements.push({ key: 'instrument-margin-mode', instrument, value: marginMode });
  for (const { instrument, leverage } of change.leverage)
    statements.push({ key: 'leverage', instrument, value: leverage });
  for (const { instrument, amount } of change.isolatedMargin)
    statements.push({ key: 'isolated-margin', instrument, value: amount as Decimal });
  return statements;
}

function describe(change: AccountChange, rules: readonly RuleStatement[]): string {
  const parts = [
    change.venue === undefined ? null : `venue ${change.venue}`,
    change.marginMode === undefined ? null : `margin mode ${change.marginMode}`,
    change.positionMode === undefined ? null : `position mode ${change.positionMode}`,
    ...change.instrumentModes.map(({ instrument, marginMode }) => `${instrument} ${marginMode}`),
    ...change.leverage.map(({ instrument, leverage }) => `leverage of ${instrument} ${leverage}`),
    ...change.isolatedMargin.map(({ instrument, amount }) => `isolated margin of ${instrument} ${amount}`),
    ...change.wallet.map(({ asset, amount }) => `wallet ${amount} ${asset}`),
    ...rules.map(ruleWords),
  ].filter((part) => part !== null);
  return parts.length === 0 ? `Account ${change.name}` : `Account ${change.name}: ${parts.join(', ')}`;
}
