import { isCash } from '../../shared/book/asset.ts';
import type { BookedEvent } from '../../shared/book/event.ts';
import type { PositionMode } from '../../shared/book/account.ts';
import type { Instrument, InstrumentSymbol } from '../../shared/book/instrument.ts';
import { formatScaled, type Decimal } from '../../shared/units/decimal.ts';
import type { EpochMs } from '../../shared/units/unit.ts';
import { takenBackOf, type Cancellation } from './cancellations.ts';
import { newBalance, type BalanceState, type Flow } from './balance.ts';
import type { Coverage, FillPeriod } from './fill-periods.ts';
import type { Delivery } from './deliveries.ts';
import type { EarlyCash } from './early-cash.ts';
import { legOfStatement, newInstrumentState, type InstrumentState } from './instrument-state.ts';
import type { LegState } from './leg.ts';
import { noChecks, type AccountChecks } from './reconciliation/checks.ts';

/** A row that could not be read and is neither mended nor dismissed. */
export interface FailedRow {
  readonly account: string;
  /** null where not even the instrument could be read: then the whole account is incomplete. */
  readonly instrument: InstrumentSymbol | null;
}

/** What a ledger must be told beside the events. */
export interface LedgerSettings {
  readonly instrumentOf: (symbol: InstrumentSymbol) => Instrument;
  /** One-way for an account of which nothing was said. */
  readonly positionModeOf: (account: string) => PositionMode;
  readonly failedRows: readonly FailedRow[];
  /** From when to when fills cover an instrument; see `fillPeriodsOf`. */
  readonly fillPeriods: readonly FillPeriod[];
  /** Fills that the broker took back; see `matchCancels`. */
  readonly cancellations: readonly Cancellation[];
}

/** A remark on what was read, for the strip of a panel. */
export interface LedgerNote {
  readonly kind:
    | 'funding-without-fills'
    | 'trades-without-fills'
    | 'split-without-position'
    | 'timezone-assumed'
    | 'time-ambiguous'
    | 'row-failed';
  readonly account: string;
  readonly instrument: InstrumentSymbol | null;
  readonly text: string;
}

/** A split as the broker prints it: prices before it count in other shares. */
export interface AppliedSplit {
  readonly instrument: InstrumentSymbol;
  readonly timeMs: EpochMs;
  readonly from: Decimal;
  readonly to: Decimal;
}

/** One account while the ledger runs. */
export interface AccountState {
  readonly account: string;
  readonly mode: PositionMode;
  readonly instruments: Map<InstrumentSymbol, InstrumentState>;
  readonly balances: Map<string, BalanceState>;
  /** What came on instruments before anything else is known of them. */
  readonly early: Map<InstrumentSymbol, EarlyCash>;
  /** Spot instruments by the coin they hold. */
  readonly spotByBase: Map<string, InstrumentState[]>;
  firstEventMs: EpochMs;
  lastEventMs: EpochMs;
  /** The last row that moved anything: a statement is none. */
  lastMovementMs: EpochMs | null;
  /** The first fill, stated position or coin: from here on prices move the account's equity. */
  firstPositionMs: EpochMs | null;
  /** The last instant at which a report listed positions; null while none did. */
  listedMs: EpochMs | null;
  /** What was held against the broker's own figures. */
  readonly checks: AccountChecks;
}

/** All that changes while events are applied. */
export interface LedgerState {
  readonly settings: LedgerSettings;
  readonly covered: Coverage;
  readonly accounts: Map<string, AccountState>;
  readonly notes: Map<string, LedgerNote>;
  readonly splits: AppliedSplit[];
  flows: Flow[];
  changedBalances: BalanceState[];
  changedLegs: { readonly state: InstrumentState; readonly leg: LegState }[];
  /** Balances that rows of the present instant print. */
  printed: BalanceState[];
  /** What options of the present instant deliver. */
  deliveries: Delivery[];
  /** The instruments that position reports of the present instant list. */
  readonly listed: Map<AccountState, ReportedList>;
}

export interface ReportedList {
  readonly report: BookedEvent;
  readonly instruments: Set<string>;
}

export function accountOf(ledger: LedgerState, account: string, timeMs: EpochMs): AccountState {
  const known = ledger.accounts.get(account);
  if (known !== undefined) return known;
  const made: AccountState = {
    account,
    mode: ledger.settings.positionModeOf(account),
    instruments: new Map(),
    balances: new Map(),
    early: new Map(),
    spotByBase: new Map(),
    firstEventMs: timeMs,
    lastEventMs: timeMs,
    lastMovementMs: null,
    firstPositionMs: null,
    listedMs: null,
    checks: noChecks(),
  };
  ledger.accounts.set(account, made);
  return made;
}

export function instrumentStateOf(
  ledger: LedgerState,
  account: AccountState,
  symbol: InstrumentSymbol,
): InstrumentState {
  const known = account.instruments.get(symbol);
  if (known !== undefined) return known;
  const takenBack = takenBackOf(ledger.settings.cancellations, account.account, symbol);
  const made = newInstrumentState(account.account, ledger.settings.instrumentOf(symbol), takenBack);
  account.instruments.set(symbol, made);
  bringEarly(ledger, account, made);
  if (made.spot) {
    const siblings = account.spotByBase.get(made.instrument.baseAsset);
    if (siblings === undefined) account.spotByBase.set(made.instrument.baseAsset, [made]);
    else siblings.push(made);
  }
  return made;
}

/** The instrument is known from here on: what came before is its own, and a position printed there is held against nothing. */
function bringEarly(ledger: LedgerState, account: AccountState, state: InstrumentState): void {
  const { symbol } = state.instrument;
  const early = account.early.get(symbol);
  if (early === undefined) return;
  account.early.delete(symbol);
  state.early = early;
  unremark(ledger, { kind: 'funding-without-fills', account: account.account, instrument: symbol });
  const { printed } = early;
  if (printed === null || printed.quantity === 0n) return;
  const named = { quantity: formatScaled(printed.quantity), positionSide: null };
  const { timeMs, source } = printed;
  const leg = legOfStatement(state, named, account.mode);
  state.held = { timeMs, source, leg, printed: printed.quantity, derived: 0n };
}

/** The balance of an asset, noted as changed. */
export function balanceOf(ledger: LedgerState, account: AccountState, asset: string): BalanceState {
  let balance = account.balances.get(asset);
  if (balance === undefined) {
    balance = newBalance(account.account, asset);
    account.balances.set(asset, balance);
    if (!isCash(asset)) account.firstPositionMs ??= account.lastEventMs;
  }
  if (!balance.changed) {
    balance.changed = true;
    ledger.changedBalances.push(balance);
  }
  return balance;
}

export function noteChangedLeg(ledger: LedgerState, state: InstrumentState, leg: LegState): void {
  if (leg.changed) return;
  leg.changed = true;
  ledger.changedLegs.push({ state, leg });
}

export function remark(ledger: LedgerState, note: LedgerNote): void {
  ledger.notes.set(noteKey(note), note);
}

/** Takes a remark back that a later statement has answered. */
export function unremark(ledger: LedgerState, note: Pick<LedgerNote, 'kind' | 'account' | 'instrument'>): void {
  ledger.notes.delete(noteKey(note));
}

export function noteKey({ kind, account, instrument }: Pick<LedgerNote, 'kind' | 'account' | 'instrument'>): string {
  return `${kind}/${account}/${instrument ?? ''}`;
}
