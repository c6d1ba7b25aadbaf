import type { FillEvent, OpeningPositionEvent } from '../../shared/book/event.ts';
import type { Instrument } from '../../shared/book/instrument.ts';
import type { PositionMode } from '../../shared/book/account.ts';
import { missing, type MissingData } from '../../shared/measures/outcome.ts';
import type { Decimal, Scaled } from '../../shared/units/decimal.ts';
import type { EpochMs } from '../../shared/units/unit.ts';
import { isFiat } from '../../shared/book/asset.ts';
import { closeLeg, newLeg, payoffOf, setPosition, setPositionWithoutCost, type LegState, type Payoff } from './leg.ts';
import type { TakenBack } from './cancellations.ts';
import { fastScaled } from './fast-scaled.ts';
import { takeEarly, type EarlyCash } from './early-cash.ts';
import { effectOf, type FillAssets } from './fill-evidence.ts';
import type { HeldEvidence } from './held-evidence.ts';
import type { FillContradiction } from './reconciliation/checks.ts';
import type { Rebooked } from './reconciliation/corrections.ts';
import { noRecentTrades, type RecentTrades } from './reconciliation/recent-trades.ts';

/** One instrument in one account while the ledger runs. Legs exist once something was booked on them. */
export interface InstrumentState {
  readonly account: string;
  readonly instrument: Instrument;
  readonly payoff: Payoff;
  readonly spot: boolean;
  /** Paid in full when it changes hands (stocks, options): worth its price, not its profit. */
  readonly outright: boolean;
  /** Listed: the broker's reports may end with the session, before the day does. */
  readonly followsSession: boolean;
  /** Two currencies changed into each other: two balances and no position. */
  readonly currencyPair: boolean;
  readonly assets: FillAssets;
  /** Fills that were taken back: between the two the broker's own words count them in. */
  readonly takenBack: readonly TakenBack[];
  /** The instruments that turned into this one. */
  readonly cameFrom: Set<string>;
  net: LegState | null;
  long: LegState | null;
  short: LegState | null;
  /** The instant at which a statement last cleared a mark; null when none ever did. */
  clearedMs: EpochMs | null;
  /** What the last trades moved of the position, where a report may end with the session; empty for what trades all day. */
  readonly recent: RecentTrades;
  /** Fills that stand in the place of those that were taken back. */
  readonly rebooked: Rebooked[];
  /** Fills whose printed profit was held against the fold. */
  profitsChecked: number;
  /** Funding and fees from before the first leg; null once a leg has them. */
  early: EarlyCash | null;
  /** A printed position that differs and waits for the fills of its moment; null while none does. */
  held: HeldEvidence | null;
  /** The printed figure that made the history incomplete; null when none did. */
  contradiction: FillContradiction | null;
}

export function newInstrumentState(
  account: string,
  instrument: Instrument,
  takenBack: readonly TakenBack[] = [],
): InstrumentState {
  return {
    account,
    instrument,
    payoff: payoffOf(instrument),
    spot: instrument.kind === 'spot',
    followsSession: instrument.kind === 'stock' || instrument.kind === 'option' || instrument.kind === 'future',
    outright: instrument.kind === 'stock' || instrument.kind === 'option',
    currencyPair: instrument.kind === 'spot' && isFiat(instrument.baseAsset),
    takenBack,
    cameFrom: new Set(),
    assets: assetsOf(instrument),
    net: null,
    long: null,
    short: null,
    clearedMs: null,
    recent: noRecentTrades(),
    rebooked: [],
    profitsChecked: 0,
    early: null,
    held: null,
    contradiction: null,
  };
}

export function assetsOf({ settleAsset, baseAsset, kind }: Instrument): FillAssets {
  return { settle: settleAsset, base: baseAsset, spot: kind === 'spot' };
}

export type LegName = 'net' | 'long' | 'short';

export function legOf(state: InstrumentState, name: LegName): LegState {
  const known = state[name];
  if (known !== null) return known;
  const made = newLeg(name);
  state[name] = made;
  if (state.early !== null) takeEarly(made, state.early);
  state.early = null;
  return made;
}

/** What a leg holds, signed; a leg on which nothing was booked holds nothing. */
export function quantityOn(state: InstrumentState, name: LegName): Scaled {
  return state[name]?.quantity ?? 0n;
}

export function legsOf(state: InstrumentState): readonly LegState[] {
  return [state.net, state.long, state.short].filter((leg) => leg !== null);
}

/**
 * The leg that a fill belongs to. A side that the file names decides, also where the account is not said to be in hedge
 * mode. In hedge mode the words "open" and "close" decide with the direction: who buys to open is long.
 *
 * @returns null in hedge mode where nothing names the leg
 */
export function legOfFill(state: InstrumentState, fill: FillEvent, mode: PositionMode): LegName | null {
  if (state.spot) return 'net';
  if (fill.positionSide !== null) return fill.positionSide;
  if (mode === 'one-way' && !isOpen(state.long) && !isOpen(state.short)) return 'net';
  const effect = effectOf(fill);
  if (effect === 'open') return fill.side === 'buy' ? 'long' : 'short';
  if (effect === 'close') return fill.side === 'buy' ? 'short' : 'long';
  return null;
}

/** Why a position of unknown beginning is missing, with the one way to mend it. */
export function incompleteHistory(state: InstrumentState, found: string): MissingData {
  const { account, instrument } = state;
  return missing(
    `The history of ${instrument.symbol} in ${account} is incomplete: ${found}.`,
    `State the position of ${instrument.symbol} in ${account}, or import earlier files.`,
  );
}

export function markIncomplete(leg: LegState, reason: MissingData, timeMs: number): void {
  if (leg.mark !== null) return;
  leg.mark = reason;
  leg.markedMs = timeMs;
}

/** The mark that holds for the whole instrument: one leg that cannot be trusted makes the instrument untrusted. */
export function markOf(state: InstrumentState): MissingData | null {
  return state.net?.mark ?? state.long?.mark ?? state.short?.mark ?? null;
}

/**
 * Applies a stated position. Without a side it speaks for the whole instrument: in hedge mode the leg of its sign holds
 * it and the other is flat. With a side it speaks for that leg; the instrument's own mark falls once both legs are stated.
 */
export function statePosition(state: InstrumentState, event: OpeningPositionEvent, mode: PositionMode): void {
  const quantity = fastScaled(event.quantity);
  const marked = markOf(state) !== null;
  const name = legOfStatement(state, event, mode);
  stateLeg(state, legOf(state, name), quantity, event);
  for (const leg of legsOf(state)) if (leg.leg !== name && event.positionSide === null) stateLeg(state, leg, 0n, event);
  const net = state.net;
  if (net !== null && net.mark !== null && [state.long, state.short].every((leg) => statedSince(leg, net.markedMs)))
    stateLeg(state, net, 0n, event);
  if (marked && markOf(state) === null) state.clearedMs = event.timeMs;
}

function stateLeg(state: InstrumentState, leg: LegState, quantity: bigint, event: OpeningPositionEvent): void {
  const confirmed = leg.mark === null && leg.quantity === quantity;
  if (!confirmed) {
    // What was realised before cannot be proved; from here on it can.
    leg.realized = 0n;
    leg.flags.add('realised-since-opening');
  }
  leg.mark = null;
  state.contradiction = null;
  leg.statedMs = event.timeMs;
  leg.lastEventMs = event.timeMs;
  // What the rows say already is confirmed, and keeps its cost where none is stated.
  if (confirmed && leg.costKnown && event.averagePrice === null) return;
  if (quantity === 0n) closeLeg(leg);
  else if (event.averagePrice !== null)
    setPosition(leg, state.payoff, quantity, fastScaled(event.averagePrice), event.timeMs);
  else {
    setPositionWithoutCost(leg, quantity, event.timeMs);
    const { account, instrument } = state;
    const mend = `State the position of ${instrument.symbol} in ${account} with its average price.`;
    markIncomplete(leg, missing('The position is stated without its average price.', mend), event.timeMs);
  }
}

/** The leg of which a statement or a report without a side speaks: the one of its sign, where the account has two. */
export function legOfStatement(
  state: InstrumentState,
  { quantity, positionSide }: { readonly quantity: Decimal; readonly positionSide: 'long' | 'short' | null },
  mode: PositionMode,
): LegName {
  if (positionSide !== null) return positionSide;
  const sided = mode === 'hedge' || state.long !== null || state.short !== null;
  if (!sided || state.spot) return 'net';
  return quantity.startsWith('-') ? 'short' : 'long';
}

function isOpen(leg: LegState | null): boolean {
  return leg !== null && (leg.quantity !== 0n || leg.mark !== null);
}

function statedSince(leg: LegState | null, timeMs: number): boolean {
  return leg !== null && leg.statedMs !== null && leg.statedMs >= timeMs;
}
