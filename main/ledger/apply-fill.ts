import type { BookedEvent, FillEvent } from '../../shared/book/event.ts';
import type { Decimal, Scaled } from '../../shared/units/decimal.ts';
import { loseBalance, moveByTrade, moveByUnknown, notePrinted } from './balance.ts';
import { fastScaled } from './fast-scaled.ts';
import { agreesClearly } from './agrees-clearly.ts';
import {
  contradictionOf,
  differingPosition,
  reducesLeg,
  reportedGross,
  reproduces,
  saysClosing,
} from './fill-evidence.ts';
import { noteDelivery } from './deliveries.ts';
import { answerHeld, noteRun, settleHeld } from './held-evidence.ts';
import { incompleteHistory, legOf, legOfFill, markIncomplete, type InstrumentState } from './instrument-state.ts';
import {
  addFee,
  amountOfCost,
  bookFill,
  costOf,
  executionOf,
  releaseAtCost,
  type Execution,
  type LegState,
} from './leg.ts';
import { balanceOf, instrumentStateOf, noteChangedLeg, type AccountState, type LedgerState } from './ledger-state.ts';
import { noteRebooked } from './reconciliation/corrections.ts';
import { noteTrade } from './reconciliation/recent-trades.ts';
import { capSpotBasis } from './spot-basis.ts';

type BookedFill = BookedEvent & FillEvent;

/** Books a fill: its leg, the balances it moves, and what the broker says of it held against the fold. */
export function applyFill(ledger: LedgerState, account: AccountState, read: BookedFill): void {
  const state = instrumentStateOf(ledger, account, read.instrument);
  const fill = read.flags.includes('side-from-position') ? sidedExpiry(state, read) : read;
  const fee = fill.fee === null || fill.fee.amount === '0' ? 0n : fastScaled(fill.fee.amount);
  const named = legOfFill(state, fill, account.mode);
  const leg = legOf(state, named ?? 'net');
  settleHeld(state, fill.timeMs);
  noteRun(leg, fill.timeMs);
  noteChangedLeg(ledger, state, leg);
  const found = layoutContradiction(state, named);
  if (found !== null) markIncomplete(leg, incompleteHistory(state, found), fill.timeMs);
  // A stock or an option may leave worthless; a contract on profit never does, and its settlement price is then not printed.
  const unpriced = fill.price === '0' && !state.outright && !state.spot;
  if (unpriced) markIncomplete(leg, incompleteHistory(state, 'a fill has no price'), fill.timeMs);
  const execution = executionOf(state.payoff, fill.side, fill.quantity, unpriced ? anyPrice : fill.price);
  if (state.spot) applySpot(ledger, account, state, leg, fill, execution, fee);
  else {
    account.firstPositionMs ??= fill.timeMs;
    applyDerivative(ledger, account, state, leg, fill, execution, fee);
    answerHeld(state);
  }
  leg.lastEventMs = fill.timeMs;
  if (fill.fee !== null) {
    addFee(leg, fill.fee.asset, fee);
  }
  for (const flag of fill.flags) leg.flags.add(flag);
  noteRebooked(state, fill);
  if (state.followsSession) {
    noteTrade(state.recent, execution.buy ? execution.size : -execution.size, fill.timeMs);
    noteDelivery(ledger, account, state, fill);
  }
}

/** What expires without a named side takes out what the book holds; from nothing known, nothing can be taken, which is then said. */
function sidedExpiry(state: InstrumentState, fill: BookedFill): BookedFill {
  return { ...fill, side: state.net !== null && reducesLeg(state.net.quantity, true) ? 'buy' : 'sell' };
}

/** Of a fill whose leg is marked, so that nothing is made of it. */
const anyPrice = '1' as Decimal;

/** Fills that name a leg and fills that name none cannot follow one position. */
function layoutContradiction(state: InstrumentState, named: string | null): string | null {
  if (named === null) return 'a fill does not say to which leg it belongs (long or short)';
  if (named !== 'net' && state.net !== null && state.net.quantity !== 0n && state.net.mark === null)
    return 'some fills name a leg (long or short) and others do not';
  return null;
}

function applyDerivative(
  ledger: LedgerState,
  account: AccountState,
  state: InstrumentState,
  leg: LegState,
  fill: BookedFill,
  execution: Execution,
  fee: Scaled,
): void {
  const settle = state.instrument.settleAsset;
  const balance = balanceOf(ledger, account, settle);
  const feeHere = fill.fee !== null && fill.fee.asset === settle;
  const realized = leg.mark === null ? checkedProfit(state, leg, fill, execution) : null;
  const paid = state.outright ? valueOf(execution) : realized;
  const movement = (paid ?? 0n) - (feeHere ? fee : 0n);
  moveByTrade(balance, movement, 'trade', fill.timeMs);
  if (paid === null) moveByUnknown(balance, fill.timeMs);
  else if (fill.flags.includes('fee-unknown')) moveByUnknown(balance, fill.timeMs, 'fee-unknown');
  if (fill.balanceAfter !== null) {
    notePrinted(balance, fastScaled(fill.balanceAfter), movement, fill.provenance);
    ledger.printed.push(balance);
  }
  if (fill.fee !== null && !feeHere) moveFee(ledger, account, fill.fee.asset, fee, fill);
}

/** What is paid outright changes hands with the fill, whatever was held before: a short sale brings cash. */
function valueOf({ buy, cost }: Execution): Scaled {
  return buy ? -cost : cost;
}

/** Books on the leg; null where the broker's words show that the history is incomplete. */
function checkedProfit(state: InstrumentState, leg: LegState, fill: BookedFill, execution: Execution): Scaled | null {
  const before = leg.quantity;
  const costWasKnown = leg.costKnown;
  const contradiction = contradictionOf(
    fill,
    { leg: leg.leg, before, size: execution.size },
    saysClosing(fill, state.assets),
  );
  if (contradiction !== null) return fail(state, leg, fill, contradiction);
  const realized = bookFill(leg, state.payoff, execution, fill.timeMs);
  const printed = differingPosition(fill, leg.quantity, state.takenBack);
  if (printed !== null) {
    noteContradiction(state, fill, 'running-position', leg.quantity, printed);
    return fail(state, leg, fill, 'the position that the file prints is not the one that its fills add up to');
  }
  if (fill.positionAfter !== null) leg.printedMs = fill.timeMs;
  if (!reducesLeg(before, execution.buy)) return realized;
  if (!costWasKnown) {
    leg.flags.add('realised-without-cost');
    return null;
  }
  if (fill.reportedPnl !== null) state.profitsChecked += 1;
  if (!agreesClearly(fill, realized, state.payoff.inverse)) {
    const gross = reportedGross(fill, state.assets);
    const notional = amountOfCost(state.payoff, execution.cost);
    const booked = { size: execution.size, notional, inverse: state.payoff.inverse };
    if (gross !== null && !reproduces(gross, realized, booked)) {
      noteContradiction(state, fill, 'realised-profit', realized, gross);
      return fail(state, leg, fill, 'the realised profit that the file prints does not follow from its fills');
    }
  }
  leg.realized += realized;
  return realized;
}

function noteContradiction(
  state: InstrumentState,
  { timeMs, provenance: source }: BookedFill,
  what: 'realised-profit' | 'running-position',
  derived: Scaled,
  reported: Scaled,
): void {
  state.contradiction ??= { what, timeMs, source, derived, reported };
}

function fail(state: InstrumentState, leg: LegState, fill: BookedFill, found: string): null {
  markIncomplete(leg, incompleteHistory(state, found), fill.timeMs);
  return null;
}

/**
 * A spot fill moves two balances and the cost basis. A fee in the coin traded leaves the holding: on a purchase less is
 * held, at the fill's own price, so the average stays gross of fees; on a sale the coins go at cost.
 */
function applySpot(
  ledger: LedgerState,
  account: AccountState,
  state: InstrumentState,
  leg: LegState,
  fill: BookedFill,
  execution: Execution,
  fee: Scaled,
): void {
  const { baseAsset, quoteAsset } = state.instrument;
  const base = balanceOf(ledger, account, baseAsset);
  const quote = balanceOf(ledger, account, quoteAsset);
  const feeInBase = fill.fee !== null && fill.fee.asset === baseAsset ? fee : 0n;
  const feeInQuote = fill.fee !== null && fill.fee.asset === quoteAsset ? fee : 0n;
  const { size, buy } = execution;
  const value = buy ? -execution.cost : execution.cost;
  moveByTrade(base, (buy ? size : -size) - feeInBase, buy ? 'purchase' : 'trade', fill.timeMs);
  moveByTrade(quote, value - feeInQuote, 'trade', fill.timeMs);
  if (fill.balanceAfter !== null) {
    notePrinted(quote, fastScaled(fill.balanceAfter), value - feeInQuote, fill.provenance);
    ledger.printed.push(quote);
  }
  if (fill.fee !== null && fill.fee.asset !== baseAsset && fill.fee.asset !== quoteAsset)
    moveFee(ledger, account, fill.fee.asset, fee, fill);
  // Currencies are no holding with a cost: one may be owed, and nothing can be sold that was not bought.
  if (state.currencyPair) return;
  if (leg.mark === null) {
    if (!buy && size + feeInBase > leg.quantity) {
      if (base.known) sellBeyondBasis(state, leg, fill);
      else fail(state, leg, fill, 'the file sells more than it is known to have bought');
    } else if (checkedProfit(state, leg, fill, execution) !== null && feeInBase > 0n) {
      if (buy && feeInBase <= size) keepLessAtPrice(state, leg, feeInBase, fastScaled(fill.price));
      else releaseAtCost(leg, feeInBase);
    }
  }
  if (leg.mark !== null && base.startsFlat) loseBalance(base, 'sold-more-than-bought');
}

/** Coins that were held without a known cost: what the file bought is sold, the rest realises nothing provable. */
function sellBeyondBasis(state: InstrumentState, leg: LegState, fill: BookedFill): void {
  if (leg.quantity > 0n) {
    const size = leg.quantity;
    const cost = costOf(state.payoff, size, fastScaled(fill.price));
    leg.realized += bookFill(leg, state.payoff, { size, buy: false, price: fill.price, cost }, fill.timeMs);
  }
  leg.flags.add('cost-basis-unknown');
}

/** The fee of a purchase in kind: never held, so neither is its cost. */
function keepLessAtPrice(state: InstrumentState, leg: LegState, size: Scaled, price: Scaled): void {
  leg.quantity -= size;
  leg.openCost -= costOf(state.payoff, size, price);
  if (leg.quantity === 0n) leg.openedMs = null;
}

function moveFee(ledger: LedgerState, account: AccountState, asset: string, fee: Scaled, fill: BookedFill): void {
  if (fee === 0n) return;
  moveByTrade(balanceOf(ledger, account, asset), -fee, 'fee', fill.timeMs);
  capSpotBasis(account, asset);
}
