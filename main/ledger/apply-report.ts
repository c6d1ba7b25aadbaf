import type { BookedEvent, OpeningPositionEvent, ReportedPositionEvent } from '../../shared/book/event.ts';
import { missing } from '../../shared/measures/outcome.ts';
import { isoTimeOfMs } from '../../shared/units/iso-day.ts';
import { formatScaled, type Scaled } from '../../shared/units/decimal.ts';
import { fromPositionStatement, stateBalance } from './balance.ts';
import { fastScaled } from './fast-scaled.ts';
import { failHeld } from './held-evidence.ts';
import {
  legOf,
  legOfStatement,
  legsOf,
  markIncomplete,
  markOf,
  newInstrumentState,
  quantityOn,
  statePosition,
  type InstrumentState,
} from './instrument-state.ts';
import { setPosition, setPositionWithoutCost } from './leg.ts';
import { answerPosition } from './reconciliation/checks.ts';
import { countedBeyond, quantityOf, standingOf, standingOfNew } from './reconciliation/corrections.ts';
import { holdNewPosition, holdPosition, holdSpotPosition, holdStatedPosition } from './reconciliation/hold-against.ts';
import {
  balanceOf,
  instrumentStateOf,
  noteChangedLeg,
  unremark,
  type AccountState,
  type LedgerState,
} from './ledger-state.ts';
import { capSpotBasis } from './spot-basis.ts';

/** Applies what the trader states to be held. What is paid outright and was not known to be there came from outside. */
export function applyPositionStatement(
  ledger: LedgerState,
  account: AccountState,
  read: BookedEvent & OpeningPositionEvent,
): void {
  const event = asCorrected(ledger, account, read);
  const isNew = !account.instruments.has(event.instrument);
  const state = instrumentStateOf(ledger, account, event.instrument);
  // What is stated of an instrument that nothing was known of is its beginning.
  if (isNew) state.held = null;
  else failHeld(state);
  const before = heldOf(state);
  const coinsBefore = quantityOn(state, 'net');
  const name = legOfStatement(state, event, account.mode);
  const folded = isNew || markOf(state) !== null ? null : quantityOn(state, name);
  statePosition(state, event, account.mode);
  // Of an instrument as a whole a statement without a side speaks for every leg.
  for (const leg of legsOf(state))
    if (event.positionSide === null || leg.leg === name) answerPosition(account.checks, event.instrument, leg.leg);
  holdStatedPosition(account, state, event, name, folded);
  unremark(ledger, { kind: 'trades-without-fills', account: event.account, instrument: event.instrument });
  if (!isFlat(event)) account.firstPositionMs ??= event.timeMs;
  for (const leg of legsOf(state)) noteChangedLeg(ledger, state, leg);
  noteFlow(ledger, state, heldOf(state) - before, isNew ? 'opening' : 'difference', event.timeMs);
  // How many coins there are is stated, even where what they cost is not.
  if (state.spot) noteCoins(ledger, account, state, quantityOn(state, 'net') - coinsBefore, event.timeMs);
}

/** What is stated as the broker showed it while a fill stood that was taken back later confirms the book without that fill. */
function asCorrected(
  { settings }: LedgerState,
  account: AccountState,
  event: BookedEvent & OpeningPositionEvent,
): BookedEvent & OpeningPositionEvent {
  const state = account.instruments.get(event.instrument);
  if (state !== undefined && markOf(state) !== null) return event;
  const folded = state === undefined ? 0n : quantityOn(state, legOfStatement(state, event, account.mode));
  const standing =
    state === undefined
      ? standingOfNew(settings, account.account, event.instrument, event.timeMs)
      : standingOf(state, settings.cancellations, event.timeMs);
  const beyond = fastScaled(event.quantity) - folded;
  if (beyond === 0n || !countedBeyond(standing, quantityOf).includes(beyond)) return event;
  return { ...event, quantity: formatScaled(folded), averagePrice: null };
}

/**
 * Holds the broker's own position report against the fold. Where they differ, the history is incomplete from there. Equal
 * figures confirm and change nothing: a report is evidence, so it neither clears a mark that fell before it nor a row
 * that failed, since nothing says when that row was (BOOK section 2: only a statement, an earlier file, a mended or a
 * dismissed row does). Of an instrument of which nothing at all was known before, the report itself is the beginning.
 */
export function applyReport(
  ledger: LedgerState,
  account: AccountState,
  event: BookedEvent & ReportedPositionEvent,
): void {
  const known = account.instruments.get(event.instrument);
  // What is reported as gone lists nothing: others need not be gone with it.
  if (!isFlat(event)) noteListed(ledger, account, event);
  if (known !== undefined) {
    if (known.spot) holdSpotPosition(account, known, event);
    else holdAgainst(ledger, known, account, event);
    return;
  }
  if (isFlat(event)) return;
  const standing = standingOfNew(ledger.settings, account.account, event.instrument, event.timeMs);
  const stood = standing.fills.length > 0;
  if (stood && countedBeyond(standing, quantityOf).includes(fastScaled(event.quantity))) {
    // All that the book has of it is a fill that was taken back later: it never was, but it is what was reported.
    const alone = newInstrumentState(account.account, ledger.settings.instrumentOf(event.instrument));
    holdPosition(ledger, account, alone, event, legOfStatement(alone, event, account.mode), 0n);
    return;
  }
  const state = instrumentStateOf(ledger, account, event.instrument);
  state.held = null;
  // What lies in spot is a balance, of which the report of a position says nothing.
  if (state.spot) return;
  if (stood) return holdAgainst(ledger, state, account, event);
  const reported = fastScaled(event.quantity);
  const name = legOfStatement(state, event, account.mode);
  holdNewPosition(account, state, event, name);
  const leg = legOf(state, name);
  noteChangedLeg(ledger, state, leg);
  if (event.averagePrice === null) setPositionWithoutCost(leg, reported, event.timeMs);
  else setPosition(leg, state.payoff, reported, fastScaled(event.averagePrice), event.timeMs);
  leg.lastEventMs = event.timeMs;
  leg.flags.add('from-position-report');
  account.firstPositionMs ??= event.timeMs;
  noteFlow(ledger, state, reported, 'opening', event.timeMs);
}

function holdAgainst(
  ledger: LedgerState,
  state: InstrumentState,
  account: AccountState,
  event: BookedEvent & ReportedPositionEvent,
): void {
  failHeld(state);
  const named = legOfStatement(state, event, account.mode);
  const folded = isFlat(event) && event.positionSide === null ? heldOf(state) : quantityOn(state, named);
  const { verdict, counted, derived } = holdPosition(ledger, account, state, event, named, folded);
  const { symbol } = state.instrument;
  const reported =
    counted === null
      ? `${event.quantity}${event.averagePrice === null ? '' : ` at ${event.averagePrice}`}`
      : `${formatScaled(fastScaled(event.quantity) - counted)} without what was taken back later,`;
  const mend = `State the position of ${symbol} in ${state.account} as the broker reports it (${reported} on ${isoTimeOfMs(event.timeMs)}), or import earlier files.`;
  // The newest report is the best thing to state.
  for (const leg of legsOf(state)) if (leg.mark !== null) leg.mark = missing(leg.mark.reason, mend);
  if (verdict !== 'differs') return;
  const reason =
    `The history of ${symbol} in ${state.account} is incomplete: the broker reports ${event.quantity} at ` +
    `${isoTimeOfMs(event.timeMs)}, the rows known add up to ${formatScaled(derived ?? folded)}.`;
  markIncomplete(legOf(state, named), missing(reason, mend), event.timeMs);
}

function isFlat({ quantity }: OpeningPositionEvent | ReportedPositionEvent): boolean {
  return quantity === '0';
}

function noteListed({ listed }: LedgerState, account: AccountState, report: ReportedPositionEvent & BookedEvent): void {
  const known = listed.get(account);
  if (known === undefined) listed.set(account, { report, instruments: new Set([report.instrument]) });
  else known.instruments.add(report.instrument);
}

/** Stocks and options that come in are worth their price: for the equity they are money from outside. */
function noteFlow(
  ledger: LedgerState,
  state: InstrumentState,
  amount: Scaled,
  kind: 'opening' | 'difference',
  timeMs: OpeningPositionEvent['timeMs'],
): void {
  if (!state.outright || amount === 0n) return;
  const { settleAsset, symbol } = state.instrument;
  ledger.flows.push({ account: state.account, asset: settleAsset, instrument: symbol, amount, kind, timeMs });
}

/**
 * Coins of a spot pair lie in their balance. One that nothing has moved yet, or that only such a statement began, follows what is
 * stated of the pair; of one that is known otherwise the statement tells the cost alone, and of one that moved without a
 * beginning nobody knows how much the stated coins are of it.
 */
function noteCoins(
  ledger: LedgerState,
  account: AccountState,
  { instrument: { baseAsset } }: InstrumentState,
  came: Scaled,
  timeMs: OpeningPositionEvent['timeMs'],
): void {
  const balance = balanceOf(ledger, account, baseAsset);
  const follows = balance.known && balance.flags.has(fromPositionStatement);
  const isUntouched = !balance.known && !balance.moved;
  if (follows || isUntouched) {
    const flow = stateBalance(balance, balance.amount + came, timeMs);
    if (flow !== null) ledger.flows.push(flow);
    balance.flags.add(fromPositionStatement);
  }
  capSpotBasis(account, baseAsset);
}

/** Everything held in an instrument, both legs together; nothing of what cannot be trusted. */
function heldOf(state: InstrumentState): Scaled {
  if (markOf(state) !== null) return 0n;
  return legsOf(state).reduce((sum, leg) => sum + leg.quantity, 0n);
}
