import type { AccountChange, AccountEntry } from '../../../shared/contract/book.ts';
import { failure, success, type Result } from '../../../shared/result/result.ts';
import { readTypedAmount } from '../../format/typed-amount.ts';
import { plainNumber, ratePercent } from '../margin-tables/tier-fields.ts';

export type AccountRules = AccountEntry['rules'];
type RuleChange = NonNullable<AccountChange['rules']>;

/** A row of a table that is typed; `key` is for the list on the screen and says nothing of the row. */
export interface TypedRow<Field extends string> {
  readonly key: number;
  readonly cells: Readonly<Record<Field, string>>;
}

export type CollateralField = 'asset' | 'floor' | 'percent';
export type InterestField = 'instrument' | 'openInterest' | 'lowerCap' | 'upperCap';

/** The rules as they are typed: blank for what is not stated. */
export interface TypedRules {
  readonly loanAs: 'level' | 'loan-to-value';
  /** Assets over debts, or the loan to value in %. */
  readonly loan: string;
  /** In %. */
  readonly closingFee: string;
  readonly collateral: readonly TypedRow<CollateralField>[];
  readonly openInterest: readonly TypedRow<InterestField>[];
}

export function typedRules(rules: AccountRules): TypedRules {
  const collateral = rules.collateral.flatMap(({ asset, tiers }) =>
    tiers.map(({ floor, ratio }) => ({ asset, floor: plainNumber(floor), percent: ratePercent(ratio) })),
  );
  return {
    loanAs: 'level',
    loan: rules.loanCallRatio === null ? '' : plainNumber(rules.loanCallRatio.value),
    closingFee: rules.closingFeeRate === null ? '' : ratePercent(rules.closingFeeRate.value),
    collateral: collateral.map((cells, key) => ({ key, cells })),
    openInterest: rules.openInterest.map(({ instrument, scale }, key) => ({
      key,
      cells: {
        instrument,
        openInterest: plainNumber(scale.openInterest),
        lowerCap: plainNumber(scale.lowerCap),
        upperCap: plainNumber(scale.upperCap),
      },
    })),
  };
}

/** What of the rules is said anew, or taken back: nothing of what stays as it was. */
export function changedRules(typed: TypedRules, stated: AccountRules): Result<RuleChange> {
  const loan = optional('Loan called at', typed.loan);
  if (!loan.ok) return loan;
  const loanCallRatio = loan.value === null ? null : callRatio(typed.loanAs, loan.value);
  const fee = optional('Closing fee', typed.closingFee);
  if (!fee.ok) return fee;
  const closingFeeRate = fee.value === null ? null : fractionOf(fee.value);
  const collateral = typedCollateral(typed.collateral);
  if (!collateral.ok) return collateral;
  const openInterest = typedInterest(typed.openInterest);
  if (!openInterest.ok) return openInterest;
  const change: RuleChange = {
    ...(loanCallRatio === (stated.loanCallRatio?.value ?? null) ? {} : { loanCallRatio }),
    ...(closingFeeRate === (stated.closingFeeRate?.value ?? null) ? {} : { closingFeeRate }),
    collateral: changes(
      collateral.value,
      new Map(stated.collateral.map(({ asset, tiers }) => [asset, tiers])),
      (asset, tiers) => ({ asset, tiers: [...(tiers ?? [])] }),
    ),
    openInterest: changes(
      openInterest.value,
      new Map(stated.openInterest.map(({ instrument, scale }) => [instrument, scale])),
      (instrument, scale) => ({ instrument, scale }),
    ),
  };
  return success(change);
}

/** The same loan in the other way of saying it; what is no number yet stays. */
export function loanSaidAs(
  { loan, loanAs }: TypedRules,
  as: TypedRules['loanAs'],
): Pick<TypedRules, 'loan' | 'loanAs'> {
  const read = readTypedAmount(loan);
  if (as === loanAs || !read.ok || Number(read.value) === 0) return { loan, loanAs: as };
  return { loan: plainNumber(callRatio('loan-to-value', Number(read.value))), loanAs: as };
}

/** Whether a change says anything. */
export function saysSomething({ collateral = [], openInterest = [], ...others }: RuleChange): boolean {
  return collateral.length > 0 || openInterest.length > 0 || Object.keys(others).length > 0;
}

function callRatio(as: TypedRules['loanAs'], value: number): number {
  return as === 'level' ? value : Number((100 / value).toPrecision(15));
}

function typedCollateral(
  rows: TypedRules['collateral'],
): Result<ReadonlyMap<string, readonly { readonly floor: number; readonly ratio: number }[]>> {
  const coins = new Map<string, { readonly floor: number; readonly ratio: number }[]>();
  for (const [index, { cells }] of rows.entries()) {
    if (isBlank(cells)) continue;
    const label = `Collateral, row ${index + 1}`;
    const asset = cells.asset.trim();
    if (asset === '') return failure('blank', `${label}: the coin is missing.`, 'Name it, such as BTC.');
    const floor = optional(`${label}, from`, cells.floor);
    if (!floor.ok) return floor;
    const percent = needed(`${label}, counts`, cells.percent);
    if (!percent.ok) return percent;
    coins.set(asset, [...(coins.get(asset) ?? []), { floor: floor.value ?? 0, ratio: fractionOf(percent.value) }]);
  }
  return success(coins);
}

function typedInterest(rows: TypedRules['openInterest']): Result<ReadonlyMap<string, InterestScale>> {
  const markets = new Map<string, InterestScale>();
  for (const [index, { cells }] of rows.entries()) {
    if (isBlank(cells)) continue;
    const label = `Open interest, row ${index + 1}`;
    const instrument = cells.instrument.trim();
    if (instrument === '') return failure('blank', `${label}: the market is missing.`, 'Write it like ETH/USDC:USDC.');
    const amounts: number[] = [];
    for (const [name, text] of [
      ['lower cap', cells.lowerCap],
      ['upper cap', cells.upperCap],
      ['open interest', cells.openInterest],
    ] as const) {
      const read = needed(`${label}, ${name}`, text);
      if (!read.ok) return read;
      amounts.push(read.value);
    }
    const [lowerCap, upperCap, openInterest] = amounts as [number, number, number];
    markets.set(instrument, { lowerCap, upperCap, openInterest });
  }
  return success(markets);
}

interface InterestScale {
  readonly lowerCap: number;
  readonly upperCap: number;
  readonly openInterest: number;
}

/** What is new or other than before, and (null) what is gone. */
function changes<Value, Change>(
  now: ReadonlyMap<string, Value>,
  before: ReadonlyMap<string, Value>,
  toChange: (name: string, value: Value | null) => Change,
): Change[] {
  const said = [...now].filter(([name, value]) => JSON.stringify(value) !== JSON.stringify(before.get(name)));
  const gone = [...before.keys()].filter((name) => !now.has(name));
  return [...said.map(([name, value]) => toChange(name, value)), ...gone.map((name) => toChange(name, null))];
}

function isBlank(cells: Readonly<Record<string, string>>): boolean {
  return Object.values(cells).every((text) => text.trim() === '');
}

function needed(label: string, text: string): Result<number> {
  const read = readTypedAmount(text);
  return read.ok ? success(Number(read.value)) : failure(read.fault.code, `${label}: ${read.fault.message}`);
}

function optional(label: string, text: string): Result<number | null> {
  return text.trim() === '' ? success(null) : needed(label, text);
}

/** 95 % is 0.95: fifteen digits drop what the binary fraction adds. */
function fractionOf(percent: number): number {
  return Number((percent / 100).toPrecision(15));
}
