import { isCash, isFiat } from '../../shared/book/asset.ts';
import type { Provenance } from '../../shared/book/event.ts';
import type { InstrumentSymbol } from '../../shared/book/instrument.ts';
import type { EpochMs } from '../../shared/units/unit.ts';
import { magnitudeOf, type Scaled } from '../../shared/units/decimal.ts';
import type { PrintedGap, PrintedPlace } from './reconciliation/checks.ts';
import { cashDigits, roundingOf } from './reconciliation/printed-digits.ts';
import { noRecentTrades, noteTrade, type RecentTrades } from './reconciliation/recent-trades.ts';

/** Money that came from outside or went there: no performance. */
export type FlowKind =
  | 'deposit'
  | 'withdrawal'
  | 'transfer'
  /** A statement or a printed balance differs from what the rows add up to. */
  | 'difference'
  /** What was there when the balance first became known. */
  | 'opening';

export interface Flow {
  readonly account: string;
  readonly asset: string;
  /** What came in units of its own, a stock or an option; null for money. */
  readonly instrument: InstrumentSymbol | null;
  /** Received > 0: of the asset, or contracts or shares of the instrument. */
  readonly amount: Scaled;
  readonly kind: FlowKind;
  readonly timeMs: EpochMs;
}

/** Begun by what was stated of a spot pair: no wallet says more. */
export const fromPositionStatement = 'from-position-statement';

/** Why a balance moves: it decides whether the movement can begin a balance. */
export type MovementCause = 'deposit' | 'purchase' | 'trade' | 'fee' | 'other';

interface PrintedBalance {
  readonly after: Scaled;
  readonly delta: Scaled;
  readonly source: Provenance | null;
}

/** The balance of one asset in one account while the ledger runs. */
export interface BalanceState {
  readonly account: string;
  readonly asset: string;
  amount: Scaled;
  known: boolean;
  knownSinceMs: EpochMs | null;
  /** The last instant at which a statement or a printed balance confirmed it. */
  confirmedMs: EpochMs | null;
  /** The last instant at which a report or a statement said it: unlike a printed row, it speaks for rows that could not be read. */
  statedMs: EpochMs | null;
  moved: boolean;
  /** Moved by nothing but fees, and no instrument of the account trades or settles in it. */
  onlyFees: boolean;
  /** Known only because its first movement was a purchase: it is taken to start at nothing. */
  startsFlat: boolean;
  instantMs: EpochMs | null;
  knownAtInstant: boolean;
  /** The amount when the present instant began. */
  amountAtInstant: Scaled;
  provable: boolean;
  printed: PrintedBalance[];
  readonly flags: Set<string>;
  changed: boolean;
  /** A currency: the reports of its broker may end with the session, before the day does. */
  readonly followsSession: boolean;
  readonly recent: RecentTrades;
  /** Movements since it was last held against a report or a statement. */
  rowsSinceCheck: number;
  /** The finest digit to which a report printed it; at least what brokers print of such an asset. */
  reportDigits: number;
  /** Rows that print the balance and were held against it. */
  printedRows: number;
  /** Instants at which the printed balance was another. */
  gaps: number;
  firstGap: PrintedGap | null;
  lastPrinted: PrintedPlace | null;
}

export function newBalance(account: string, asset: string): BalanceState {
  return {
    account,
    asset,
    amount: 0n,
    known: false,
    knownSinceMs: null,
    confirmedMs: null,
    statedMs: null,
    moved: false,
    onlyFees: true,
    startsFlat: false,
    instantMs: null,
    knownAtInstant: false,
    amountAtInstant: 0n,
    provable: true,
    printed: [],
    flags: new Set(),
    changed: false,
    followsSession: isFiat(asset),
    recent: noRecentTrades(),
    rowsSinceCheck: 0,
    reportDigits: cashDigits(asset),
    printedRows: 0,
    gaps: 0,
    firstGap: null,
    lastPrinted: null,
  };
}

/**
 * Moves a balance. A deposit before any other movement begins it; so does the purchase of a coin, taken to start flat
 * as a position is, until more is sold than was bought.
 */
export function moveBalance(balance: BalanceState, delta: Scaled, cause: MovementCause, timeMs: EpochMs): void {
  enterInstant(balance, timeMs);
  if (!balance.moved && !balance.known && delta > 0n) {
    if (cause === 'deposit') begin(balance, timeMs);
    else if (cause === 'purchase' && !isCash(balance.asset)) {
      begin(balance, timeMs);
      balance.startsFlat = true;
      balance.flags.add('assumed-flat-start');
    }
  }
  balance.moved = true;
  balance.rowsSinceCheck += 1;
  if (cause !== 'fee') balance.onlyFees = false;
  balance.amount += delta;
  if (balance.startsFlat && balance.amount < 0n) loseBalance(balance, 'sold-more-than-bought');
}

/** Moves a balance by a fill or its fee. */
export function moveByTrade(balance: BalanceState, delta: Scaled, cause: MovementCause, timeMs: EpochMs): void {
  moveBalance(balance, delta, cause, timeMs);
  if (balance.followsSession) noteTrade(balance.recent, delta, timeMs);
}

/** Nothing proves this balance any longer: profit of an incomplete history went through it. */
export function loseBalance(balance: BalanceState, flag: string): void {
  balance.known = false;
  balance.knownSinceMs = null;
  balance.startsFlat = false;
  balance.moved = true;
  balance.flags.add(flag);
  balance.flags.delete('assumed-flat-start');
}

/** A movement of unknown size (profit of an incomplete history, a fee that no file tells): only a printed or stated balance holds after it. */
export function moveByUnknown(
  balance: BalanceState,
  timeMs: EpochMs,
  why: 'derived-from-incomplete-history' | 'fee-unknown' = 'derived-from-incomplete-history',
): void {
  enterInstant(balance, timeMs);
  balance.provable = false;
  balance.onlyFees = false;
  loseBalance(balance, why);
}

/** Notes the balance that a row prints beside its movement of `delta`; `settlePrinted` compares once the instant is over. */
export function notePrinted(
  balance: BalanceState,
  after: Scaled,
  delta: Scaled,
  source: Provenance | null = null,
): void {
  balance.printed.push({ after, delta, source });
}

/**
 * Holds an instant's movements against the balances that its rows print. Rows inside one second stand in no order in
 * some exports, so the sum counts, not the sequence: one of the printed balances must be the last one.
 *
 * @returns the flow that the comparison reveals: where the balance began, or the gap; null when there is none
 */
export function settlePrinted(balance: BalanceState, timeMs: EpochMs): Flow | null {
  const printed = balance.printed;
  const last = printed.at(-1);
  if (last === undefined) return null;
  balance.printed = [];
  balance.confirmedMs = timeMs;
  const before = balance.lastPrinted;
  balance.lastPrinted = { timeMs, source: last.source };
  const flow = (amount: Scaled, kind: FlowKind): Flow | null =>
    amount === 0n ? null : { account: balance.account, asset: balance.asset, instrument: null, amount, kind, timeMs };
  if (balance.knownAtInstant && balance.provable) {
    const expected = balance.amount;
    balance.printedRows += printed.length;
    if (printed.some((row) => row.after === expected)) return null;
    const digits = cashDigits(balance.asset);
    if (printed.some((row) => magnitudeOf(row.after - expected) <= roundingOf(row.after, digits))) return null;
    balance.gaps += 1;
    balance.firstGap ??= { timeMs, source: last.source, derived: expected, reported: last.after, before };
    balance.amount = last.after;
    balance.flags.add('balance-gap');
    return flow(last.after - expected, 'difference');
  }
  const unproven = balance.knownAtInstant;
  const total = balance.amount - balance.amountAtInstant;
  const started = printed.find((row) => printed.some((other) => other.after === row.after - row.delta + total));
  const final = started === undefined ? last.after : started.after - started.delta + total;
  balance.amount = final;
  begin(balance, timeMs);
  balance.startsFlat = false;
  balance.flags.delete('derived-from-incomplete-history');
  balance.flags.delete('fee-unknown');
  balance.flags.delete('assumed-flat-start');
  // What an incomplete history did to a known balance is no flow: its instrument says that it is missing.
  return unproven ? null : flow(final - total, 'opening');
}

/**
 * Puts a stated balance in place of the derived one.
 * @returns the difference as a flow (all of it where nothing was known); null when there is none
 */
export function stateBalance(balance: BalanceState, amount: Scaled, timeMs: EpochMs): Flow | null {
  const difference = balance.known ? amount - balance.amount : amount;
  const kind: FlowKind = balance.known ? 'difference' : 'opening';
  if (balance.known && difference !== 0n) balance.flags.add('balance-restated');
  if (!balance.known) begin(balance, timeMs);
  balance.amount = amount;
  balance.confirmedMs = timeMs;
  balance.statedMs = timeMs;
  balance.startsFlat = false;
  beginInstant(balance, timeMs);
  for (const flag of [
    'derived-from-incomplete-history',
    'fee-unknown',
    'sold-more-than-bought',
    'assumed-flat-start',
    fromPositionStatement,
  ])
    balance.flags.delete(flag);
  return difference === 0n
    ? null
    : { account: balance.account, asset: balance.asset, instrument: null, amount: difference, kind, timeMs };
}

/** A report that agrees within its rounding: what the rows add up to stays, and is known to be right. */
export function confirmBalance(balance: BalanceState, timeMs: EpochMs): void {
  balance.confirmedMs = timeMs;
  balance.statedMs = timeMs;
  balance.startsFlat = false;
  balance.flags.delete('assumed-flat-start');
}

function begin(balance: BalanceState, timeMs: EpochMs): void {
  balance.known = true;
  balance.knownSinceMs = timeMs;
}

function enterInstant(balance: BalanceState, timeMs: EpochMs): void {
  if (balance.instantMs !== timeMs) beginInstant(balance, timeMs);
}

function beginInstant(balance: BalanceState, timeMs: EpochMs): void {
  balance.instantMs = timeMs;
  balance.knownAtInstant = balance.known;
  balance.amountAtInstant = balance.amount;
  balance.provable = true;
}
