import type { InstrumentSymbol } from '../../shared/book/instrument.ts';
import type { LedgerBalance, LedgerPosition } from '../../shared/book/position.ts';
import { missing, type MissingData } from '../../shared/measures/outcome.ts';
import { formatScaled } from '../../shared/units/decimal.ts';
import type { EpochMs } from '../../shared/units/unit.ts';
import type { BalanceState } from './balance.ts';
import { takeEarly } from './early-cash.ts';
import { doubtOf } from './held-evidence.ts';
import { legsOf, newInstrumentState, type InstrumentState } from './instrument-state.ts';
import { averagePriceOf, newLeg, type LegState } from './leg.ts';
import type { AccountState, FailedRow, LedgerState } from './ledger-state.ts';

/** An instrument whose history is incomplete, or was until a statement. */
export interface HistoryDoubt {
  readonly account: string;
  /** null where a row failed of which not even the instrument could be read. */
  readonly instrument: InstrumentSymbol | null;
  /** What is missing; null once a statement cleared it. */
  readonly incomplete: MissingData | null;
  /** The statement from which on it can be trusted; null while it cannot. */
  readonly trustedSinceMs: EpochMs | null;
}

/** Every leg on which something was booked, closed ones too, by account, instrument and leg. */
export function readPositions(ledger: LedgerState): readonly LedgerPosition[] {
  return states(ledger).flatMap(({ account, state }) => {
    if (state.currencyPair) return [];
    const incomplete = incompleteOf(ledger, account.account, state);
    return legsToRead(state).map((leg) => positionOf(state, leg, incomplete, account));
  });
}

/** By account and asset, known or not. */
export function readBalances(ledger: LedgerState): readonly LedgerBalance[] {
  return sorted(ledger.accounts).flatMap((account) =>
    sorted(account.balances).map((balance) => {
      const doubted = balance.known && hiddenMovement(ledger, account, balance);
      const known = balance.known && !doubted;
      const flags = [...balance.flags];
      if (doubted) flags.push('row-failed');
      if (!balance.known && balance.onlyFees) flags.push('fee-asset-never-deposited');
      return {
        account: account.account,
        asset: balance.asset,
        amount: formatScaled(balance.amount),
        status: known ? 'known' : 'unknown',
        knownSinceMs: known ? balance.knownSinceMs : null,
        flags: flags.sort(),
      } as const;
    }),
  );
}

export function readDoubts(ledger: LedgerState): readonly HistoryDoubt[] {
  const whole = ledger.settings.failedRows
    .filter((row) => row.instrument === null)
    .map((row) => ({ ...row, incomplete: failedRowReason(row), trustedSinceMs: null }));
  const single = states(ledger).flatMap(({ account, state }) => {
    const incomplete = incompleteOf(ledger, account.account, state);
    if (incomplete === null && state.clearedMs === null) return [];
    const instrument = state.instrument.symbol;
    const trustedSinceMs = incomplete === null ? state.clearedMs : null;
    return [{ account: account.account, instrument, incomplete, trustedSinceMs }];
  });
  return [...whole, ...single];
}

/**
 * Whether a failed row may hide a movement of this balance. Nothing says when the row was; so only a report or a
 * statement that is at least as new as the last row holds; a printed balance may stand before the row.
 */
function hiddenMovement(ledger: LedgerState, account: AccountState, balance: BalanceState): boolean {
  if (ledger.settings.failedRows.length === 0) return false;
  if (balance.statedMs !== null && balance.statedMs >= (account.lastMovementMs ?? account.firstEventMs)) return false;
  return ledger.settings.failedRows.some((row) => {
    if (row.account !== account.account) return false;
    if (row.instrument === null) return true;
    const { kind, settleAsset, baseAsset } = ledger.settings.instrumentOf(row.instrument);
    return balance.asset === settleAsset || (kind === 'spot' && balance.asset === baseAsset);
  });
}

function positionOf(
  state: InstrumentState,
  leg: LegState,
  incomplete: MissingData | null,
  account: AccountState,
): LedgerPosition {
  const average = averagePriceOf(leg, state.payoff);
  const whole = leg.quantity === 0n ? 'closed' : 'open';
  return {
    account: state.account,
    instrument: state.instrument.symbol,
    leg: leg.leg,
    quantity: formatScaled(leg.quantity),
    averagePrice: average === null ? null : formatScaled(average),
    realizedPnl: formatScaled(leg.realized),
    fees: sorted(new Map(leg.fees.map((fee) => [fee.asset, fee]))).map(({ asset, amount }) => ({
      asset,
      amount: formatScaled(amount),
    })),
    funding: formatScaled(leg.funding),
    status: incomplete === null ? whole : 'history-incomplete',
    incomplete,
    flags: [...leg.flags, ...(incomplete !== null && doubtOf(state) === null ? ['row-failed'] : [])].sort(),
    openedMs: leg.openedMs,
    lastEventMs: leg.lastEventMs ?? account.lastEventMs,
  };
}

function incompleteOf(ledger: LedgerState, account: string, state: InstrumentState): MissingData | null {
  const doubt = doubtOf(state);
  if (doubt !== null) return doubt;
  const failed = ledger.settings.failedRows.find((row) => row.account === account && concerns(row, state));
  return failed === undefined ? null : failedRowReason(failed);
}

function concerns(row: FailedRow, state: InstrumentState): boolean {
  return row.instrument === null || row.instrument === state.instrument.symbol || state.cameFrom.has(row.instrument);
}

function failedRowReason(row: FailedRow): MissingData {
  const found =
    row.instrument === null
      ? `A row of ${row.account} could not be read, and nothing says which instrument it is about.`
      : `A row of ${row.instrument} in ${row.account} could not be read.`;
  return missing(found, 'Mend the failed row and import the file again, or dismiss the row in Imports.');
}

/** Every instrument with a state, and those of which nothing but a failed row is known. */
function states(ledger: LedgerState): readonly { readonly account: AccountState; readonly state: InstrumentState }[] {
  return sorted(ledger.accounts).flatMap((account) => {
    const all = new Map(account.instruments);
    for (const row of ledger.settings.failedRows)
      if (row.account === account.account && row.instrument !== null && !all.has(row.instrument))
        all.set(row.instrument, stateOfFailedRow(ledger, account, row.instrument));
    return sorted(all).map((state) => ({ account, state }));
  });
}

function legsToRead(state: InstrumentState): readonly LegState[] {
  const legs = legsOf(state);
  if (legs.length > 0) return legs;
  const leg = newLeg('net');
  if (state.early !== null) takeEarly(leg, state.early);
  return [leg];
}

/** Nothing but a failed row and its funding is known of it. */
function stateOfFailedRow(ledger: LedgerState, account: AccountState, symbol: InstrumentSymbol): InstrumentState {
  const state = newInstrumentState(account.account, ledger.settings.instrumentOf(symbol));
  state.early = account.early.get(symbol) ?? null;
  return state;
}

/** The values of a map by the code units of its keys: the same bytes on every machine. */
function sorted<Value>(map: ReadonlyMap<string, Value>): readonly Value[] {
  return [...map.keys()].sort().map((key) => map.get(key) as Value);
}
