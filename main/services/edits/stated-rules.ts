import type { AccountSettings } from '../../../shared/book/account.ts';
import type { RuleStatement, StatedRules } from '../../../shared/book/stated-rules.ts';
import { venueId, venueName } from '../../../shared/book/venue.ts';
import type { bookCalls } from '../../../shared/contract/book.ts';
import type { Output } from '../../../shared/contract/core.ts';
import { failure, success, type Result } from '../../../shared/result/result.ts';
import type { z } from 'zod';
import { checkCollateral, readCollateralCsv } from '../../venues/read-collateral-csv.ts';
import type { ServiceContext } from '../context.ts';
import { namedInstrument } from './named-instrument.ts';

type AccountChange = z.output<(typeof bookCalls)['accounts.set']['input']>;
type RuleChange = NonNullable<AccountChange['rules']>;
type OpenInterestChange = RuleChange['openInterest'][number];

/**
 * What a change says of the rules of an account, checked.
 * @param venue of the account after the change; null where none is stated
 * Faults: `account-rule`, `account-rule-venue`, `collateral-header`, `collateral-row`, those of the symbol.
 */
export function ruleStatements(
  context: ServiceContext,
  change: AccountChange,
  venue: string | null,
): Result<readonly RuleStatement[]> {
  const { rules } = change;
  if (rules === undefined) return success([]);
  const loan = loanStatement(change.name, rules.loanCallRatio, venue);
  if (!loan.ok) return loan;
  const fee = feeStatement(rules.closingFeeRate);
  if (!fee.ok) return fee;
  const collateral = collateralStatements(rules);
  if (!collateral.ok) return collateral;
  const statements: RuleStatement[] = [...loan.value, ...fee.value, ...collateral.value];
  for (const one of rules.openInterest) {
    const statement = openInterestStatement(context, change.name, one, venue);
    if (!statement.ok) return statement;
    statements.push(statement.value);
  }
  return success(statements);
}

function loanStatement(
  account: string,
  value: number | null | undefined,
  venue: string | null,
): Result<readonly RuleStatement[]> {
  if (value === undefined) return success([]);
  if (value !== null && !(value > 1 && Number.isFinite(value)))
    return failure(
      'account-rule',
      `A loan cannot be called at assets / debts of ${value}.`,
      'State a ratio above 1, such as 1.1, or the loan to value below 1, such as 0.91.',
    );
  if (value !== null && venue !== 'spot-margin') return wrongVenue('A loan is called', account, venue, 'spot-margin');
  return success([{ rule: 'loan-call-ratio', value }]);
}

function feeStatement(value: number | null | undefined): Result<readonly RuleStatement[]> {
  if (value === undefined) return success([]);
  if (value !== null && !(value >= 0 && value < 1))
    return failure(
      'account-rule',
      `A closing fee of ${value} does not exist.`,
      'State it as a fraction of the value closed, from 0 to below 1: 0.05 % is 0.0005.',
    );
  return success([{ rule: 'closing-fee-rate', value }]);
}

function collateralStatements({ collateral, collateralFile }: RuleChange): Result<readonly RuleStatement[]> {
  const file = collateralFile === undefined ? success([]) : readCollateralCsv(collateralFile.text);
  if (!file.ok) return file;
  const coins = new Map([...file.value, ...collateral].map(({ asset, tiers }) => [asset.trim(), tiers]));
  const statements: RuleStatement[] = [];
  for (const [asset, tiers] of coins) {
    if (asset === '') return failure('collateral-row', 'A row of collateral names no coin.', 'Name it, such as BTC.');
    const fault = checkCollateral(asset, tiers);
    if (fault !== null) return fault;
    statements.push({ rule: 'collateral', asset, value: tiers.length === 0 ? null : tiers });
  }
  return success(statements);
}

function openInterestStatement(
  context: ServiceContext,
  account: string,
  { instrument, scale }: OpenInterestChange,
  venue: string | null,
): Result<RuleStatement> {
  const named = namedInstrument(context, instrument.trim());
  if (!named.ok) return named;
  const { symbol } = named.value;
  if (scale !== null) {
    const { openInterest, lowerCap, upperCap } = scale;
    const wrong = [openInterest, lowerCap, upperCap].find((one) => !(one >= 0 && Number.isFinite(one)));
    if (wrong !== undefined)
      return failure('account-rule', `Open interest of ${symbol}: ${wrong} is no amount from 0 up.`, 'Correct it.');
    if (upperCap !== 0 && upperCap <= lowerCap)
      return failure(
        'account-rule',
        `Open interest of ${symbol}: the upper cap ${upperCap} is not above the lower cap ${lowerCap}.`,
        'Put the smaller first; an upper cap of 0 says that the margin does not rise.',
      );
    if (venue !== 'dydx') return wrongVenue('Open interest raises the initial margin', account, venue, 'dydx');
  }
  return success({ rule: 'open-interest', instrument: symbol, value: scale });
}

function wrongVenue(what: string, account: string, venue: string | null, only: string): Result<never> {
  const stated = venue === null ? 'has no venue' : `is at ${venueName(venue)}`;
  return failure(
    'account-rule-venue',
    `${what} only at the venue "${venueName(only)}"; ${account} ${stated}.`,
    `State the venue "${venueName(only)}" of the account, or leave this out.`,
  );
}

/** The venue that an account has once a change is made. */
export function venueAfter(before: string | null, { venue }: AccountChange): string | null {
  return venue === undefined ? before : venueId(venue);
}

/** In the words of the change's description. */
export function ruleWords(statement: RuleStatement): string {
  switch (statement.rule) {
    case 'loan-call-ratio':
      return statement.value === null
        ? 'loan ratio no longer stated'
        : `loan called at assets / debts of ${statement.value}`;
    case 'closing-fee-rate':
      return statement.value === null ? 'closing fee no longer stated' : `closing fee ${statement.value} of the value`;
    case 'collateral':
      return statement.value === null
        ? `collateral of ${statement.asset} no longer stated`
        : `of ${statement.asset} counts ${tiersText(statement.asset, statement.value)}`;
    case 'open-interest':
      return statement.value === null
        ? `open interest of ${statement.instrument} no longer stated`
        : `open interest of ${statement.instrument} ${statement.value.openInterest}, caps ${statement.value.lowerCap} and ${statement.value.upperCap}`;
  }
}

/** What the figures of an account rest on, in sentences; what its venue does not ask for is left out. */
export function ruleAssumptions({ name, venue }: AccountSettings, rules: StatedRules): readonly string[] {
  const stated: readonly (readonly [statement: RuleStatement, on: string])[] = [
    ...asList(venue === 'spot-margin' ? rules.loanCallRatio : null, (value) => ({ rule: 'loan-call-ratio', value })),
    ...asList(rules.closingFeeRate, (value) => ({ rule: 'closing-fee-rate', value })),
    ...Object.entries(rules.collateral).flatMap(([asset, one]) =>
      asList(one, (value) => ({ rule: 'collateral', asset, value })),
    ),
    ...Object.entries(rules.openInterest).flatMap(([instrument, one]) =>
      asList(venue === 'dydx' ? one : null, (value) => ({ rule: 'open-interest', instrument, value })),
    ),
  ];
  return stated.map(([statement, on]) => `${name}: ${ruleWords(statement)}, stated by you on ${on}.`);
}

/** As the contract lists them. */
export function listedRules(
  rules: StatedRules,
): Output<(typeof bookCalls)['accounts.list']>['accounts'][number]['rules'] {
  return {
    loanCallRatio: rules.loanCallRatio,
    closingFeeRate: rules.closingFeeRate,
    collateral: Object.entries(rules.collateral).map(([asset, { value, statedOn }]) => ({
      asset,
      tiers: [...value],
      statedOn,
    })),
    openInterest: Object.entries(rules.openInterest).map(([instrument, { value, statedOn }]) => ({
      instrument,
      scale: value,
      statedOn,
    })),
  };
}

function asList<Value>(
  stated: { readonly value: Value; readonly statedOn: string } | null,
  toStatement: (value: Value) => RuleStatement,
): readonly (readonly [RuleStatement, string])[] {
  return stated === null ? [] : [[toStatement(stated.value), stated.statedOn]];
}

function tiersText(asset: string, tiers: readonly { readonly floor: number; readonly ratio: number }[]): string {
  return tiers.map(({ floor, ratio }) => (floor === 0 ? `${ratio}` : `${ratio} from ${floor} ${asset} on`)).join(', ');
}
