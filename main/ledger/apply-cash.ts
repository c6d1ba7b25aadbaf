import type { BalanceEvent, BookedEvent, CashEvent, CashKind } from '../../shared/book/event.ts';
import type { InstrumentSymbol } from '../../shared/book/instrument.ts';
import { assertNever } from '../../shared/result/result.ts';
import type { Scaled } from '../../shared/units/decimal.ts';
import {
  confirmBalance,
  loseBalance,
  moveBalance,
  notePrinted,
  settlePrinted,
  stateBalance,
  type FlowKind,
  type MovementCause,
} from './balance.ts';
import { fastScaled } from './fast-scaled.ts';
import { noEarlyCash } from './early-cash.ts';
import { holdPrinted } from './held-evidence.ts';
import { legOf, legOfStatement, type InstrumentState } from './instrument-state.ts';
import { addFee, type LegState } from './leg.ts';
import { balanceOf, remark, type AccountState, type LedgerState } from './ledger-state.ts';
import { holdBalance } from './reconciliation/hold-against.ts';
import { isTradeInstant, noteTrade } from './reconciliation/recent-trades.ts';
import { capSpotBasis } from './spot-basis.ts';

/** Books a movement of one balance. A row that restates fills of the book moves nothing a second time. */
export function applyCash(ledger: LedgerState, account: AccountState, event: BookedEvent & CashEvent): void {
  if (event.grain === 'ledger' && ledger.covered(account.account, event)) return;
  const amount = fastScaled(event.amount);
  const balance = balanceOf(ledger, account, event.asset);
  moveBalance(balance, amount, causeOf(event.kind), event.timeMs);
  if (event.kind === 'tax' && isTradeInstant(balance.recent, event.timeMs))
    noteTrade(balance.recent, amount, event.timeMs);
  if (event.balanceAfter !== null) {
    notePrinted(balance, fastScaled(event.balanceAfter), amount, event.provenance);
    ledger.printed.push(balance);
  }
  const flow = flowOf(event.kind);
  if (flow !== null && amount !== 0n)
    ledger.flows.push({
      account: account.account,
      asset: event.asset,
      instrument: null,
      amount,
      kind: flow,
      timeMs: event.timeMs,
    });
  capSpotBasis(account, event.asset);
  if (event.instrument !== null && amount !== 0n) noteUnseenTrade(ledger, account, event, event.instrument);
  if (event.instrument !== null) bookOnInstrument(ledger, account, event, event.instrument, amount);
}

/**
 * Puts a stated or reported balance in place of the derived one; a difference is a flow, marked. A report that agrees
 * within its rounding only confirms, for the derived balance has more digits; one that does not count the last trades of
 * its day yet is evidence and no more. What it counts of fills that were taken back later never was.
 */
export function applyBalanceStatement(
  ledger: LedgerState,
  account: AccountState,
  event: BookedEvent & BalanceEvent,
): void {
  const balance = balanceOf(ledger, account, event.asset);
  const revealed = settlePrinted(balance, event.timeMs);
  if (revealed !== null) ledger.flows.push(revealed);
  const { check, counted, unproven } = holdBalance(ledger, account, balance, event);
  if (check.verdict === 'after-cut-off') return;
  if (unproven) return loseBalance(balance, 'derived-from-incomplete-history');
  if (check.verdict === 'agrees' && check.by === 'report') return confirmBalance(balance, event.timeMs);
  const flow = stateBalance(balance, fastScaled(event.amount) - counted, event.timeMs);
  if (flow !== null) ledger.flows.push(flow);
}

/**
 * A ledger row that settles a profit or a fee proves a trade. Where no fills cover it, the book does not know that trade:
 * the position that its fills make may be another, or none. It makes no position, but it is said.
 */
function noteUnseenTrade(
  ledger: LedgerState,
  { account }: AccountState,
  event: CashEvent,
  instrument: InstrumentSymbol,
): void {
  if (event.grain !== 'ledger' || (event.kind !== 'settlement' && event.kind !== 'fee')) return;
  remark(ledger, {
    kind: 'trades-without-fills',
    account,
    instrument,
    text: `${account} has ledger rows of trades in ${instrument} whose fills are not known: its position may be another.`,
  });
}

/** Funding and fees that name an instrument are shown with it; they make no position. */
function bookOnInstrument(
  ledger: LedgerState,
  account: AccountState,
  event: BookedEvent & CashEvent,
  instrument: InstrumentSymbol,
  amount: Scaled,
): void {
  if (event.kind !== 'funding' && event.kind !== 'fee') return;
  const state = account.instruments.get(instrument);
  const { positionHeld: printed = null } = event;
  if (state === undefined) {
    keepEarly(account, event, instrument, amount);
    if (event.kind === 'funding')
      remark(ledger, {
        kind: 'funding-without-fills',
        account: account.account,
        instrument,
        text: `${account.account} has funding on ${instrument} but no fills of it are known: a position in it is left out.`,
      });
    return;
  }
  if (printed !== null) {
    const leg = legOfStatement(state, { quantity: printed, positionSide: null }, account.mode);
    const { timeMs, provenance: source } = event;
    holdPrinted(state, { timeMs, leg, printed: fastScaled(printed), source });
  }
  const leg = legForCash(state);
  leg.lastEventMs = event.timeMs;
  if (event.kind === 'funding') leg.funding += amount;
  else addFee(leg, event.asset, -amount);
}

/** Whatever is traded or stated of the instrument later, these rows are its own. */
function keepEarly(
  account: AccountState,
  event: BookedEvent & CashEvent,
  instrument: InstrumentSymbol,
  amount: Scaled,
): void {
  const before = account.early.get(instrument) ?? noEarlyCash;
  const { timeMs, provenance: source, positionHeld = null } = event;
  account.early.set(
    instrument,
    event.kind === 'funding'
      ? {
          ...before,
          funding: before.funding + amount,
          printed: positionHeld === null ? before.printed : { timeMs, quantity: fastScaled(positionHeld), source },
        }
      : { ...before, fees: [...before.fees, { asset: event.asset, amount: -amount }] },
  );
}

/** Rows of an account do not name the leg: the one that is open takes them; with both open the long one, flagged. */
function legForCash(state: InstrumentState): LegState {
  const { net, long, short } = state;
  if (long !== null && short !== null && long.quantity !== 0n && short.quantity !== 0n) {
    long.flags.add('funding-of-both-legs');
    return long;
  }
  return [net, long, short].find((leg) => leg !== null && leg.quantity !== 0n) ?? long ?? short ?? legOf(state, 'net');
}

function causeOf(kind: CashKind): MovementCause {
  if (kind === 'deposit' || kind === 'transfer') return 'deposit';
  return kind === 'fee' ? 'fee' : 'other';
}

/** What comes from outside or goes there is no performance; all else was won or lost. */
function flowOf(kind: CashKind): FlowKind | null {
  switch (kind) {
    case 'deposit':
    case 'withdrawal':
    case 'transfer':
      return kind;
    case 'funding':
    case 'interest':
    case 'fee':
    case 'settlement':
    case 'dividend':
    case 'tax':
    case 'adjustment':
      return null;
    default:
      return assertNever(kind);
  }
}
