import type { FillEvent } from '../../../shared/book/event.ts';
import type { InstrumentSymbol } from '../../../shared/book/instrument.ts';
import type { Scaled } from '../../../shared/units/decimal.ts';
import type { EpochMs } from '../../../shared/units/unit.ts';
import type { Cancellation } from '../cancellations.ts';
import { fastScaled } from '../fast-scaled.ts';
import { newInstrumentState, type InstrumentState } from '../instrument-state.ts';
import type { AccountState, LedgerSettings } from '../ledger-state.ts';
import { amountOfCost, executionOf } from '../leg.ts';

/** A fill that was booked anew in the place of one that was taken back; it was not yet there before that. */
export interface Rebooked {
  readonly timeMs: EpochMs;
  readonly moves: FillMoves;
}

/** What one fill moves, as far as it says so itself. */
export interface FillMoves {
  /** Signed. */
  readonly quantity: Scaled;
  /** Received > 0: its price but for a contract on profit, its fee, the coins of spot. */
  readonly cash: readonly { readonly asset: string; readonly amount: Scaled }[];
  /** The asset of the profit that a contract on profit may have realised, which the fill does not say; else null. */
  readonly profitIn: string | null;
}

/** What the broker counted at an instant and the corrected book does not: nothing of it once it is taken back. */
export interface Standing {
  /** The fills that stood then and were taken back later. */
  readonly fills: readonly FillMoves[];
  /** Those that the book has in their place and the broker had not yet. */
  readonly rebooked: readonly FillMoves[];
}

type AnyFill = Pick<FillEvent, 'side' | 'quantity' | 'price' | 'fee'>;

/** Notes a fill at the instant and on the side of one that was taken back: it most likely stands in its place. */
export function noteRebooked(state: InstrumentState, fill: FillEvent): void {
  const replaces = state.takenBack.some(
    ({ fromMs, quantity }) => fromMs === fill.timeMs && quantity.startsWith('-') === (fill.side === 'sell'),
  );
  if (replaces) state.rebooked.push({ timeMs: fill.timeMs, moves: movesOf(state, fill) });
}

/** What of an instrument stood at an instant and was taken back later, whether or not the book knows anything else of it. */
export function standingOf(state: InstrumentState, cancellations: readonly Cancellation[], timeMs: EpochMs): Standing {
  const standing = cancellations.filter(
    ({ fill, cancelMs }) =>
      fill.account === state.account &&
      fill.instrument === state.instrument.symbol &&
      fill.timeMs <= timeMs &&
      timeMs < cancelMs,
  );
  const instants = new Set(standing.map(({ fill }) => fill.timeMs));
  return {
    fills: standing.map(({ fill }) => movesOf(state, fill)),
    rebooked: state.rebooked.filter((one) => instants.has(one.timeMs)).map(({ moves }) => moves),
  };
}

/** The same of an instrument of which the book has no other row. */
export function standingOfNew(
  settings: LedgerSettings,
  account: string,
  instrument: InstrumentSymbol,
  timeMs: EpochMs,
): Standing {
  const concerned = settings.cancellations.filter(({ fill }) => fill.instrument === instrument);
  if (concerned.length === 0) return { fills: [], rebooked: [] };
  return standingOf(newInstrumentState(account, settings.instrumentOf(instrument)), concerned, timeMs);
}

/** The same of a whole account. */
export function standingIn(
  settings: LedgerSettings,
  { account, instruments }: AccountState,
  timeMs: EpochMs,
): Standing {
  const concerned = settings.cancellations.filter(({ fill }) => fill.account === account);
  const all = [...new Set(concerned.map(({ fill }) => fill.instrument as InstrumentSymbol))].map((symbol) => {
    const state = instruments.get(symbol);
    return state === undefined
      ? standingOfNew(settings, account, symbol, timeMs)
      : standingOf(state, concerned, timeMs);
  });
  return { fills: all.flatMap(({ fills }) => fills), rebooked: all.flatMap(({ rebooked }) => rebooked) };
}

/**
 * What a figure of the broker may count beyond the corrected book, the likeliest first: what stood then; the same where
 * what looks booked anew stood beside it; nothing, where the file was written after the correction.
 */
export function countedBeyond(
  { fills, rebooked }: Standing,
  sumOf: (moves: readonly FillMoves[]) => Scaled,
): readonly [Scaled, ...Scaled[]] {
  return fills.length === 0 ? [0n] : [sumOf(fills) - sumOf(rebooked), sumOf(fills), 0n];
}

/** Their sum on one asset. */
export function cashOf(moves: readonly FillMoves[], asset: string): Scaled {
  return moves.flatMap(({ cash }) => cash).reduce((sum, one) => sum + (one.asset === asset ? one.amount : 0n), 0n);
}

export function quantityOf(moves: readonly FillMoves[]): Scaled {
  return moves.reduce((sum, { quantity }) => sum + quantity, 0n);
}

function movesOf(state: InstrumentState, fill: AnyFill): FillMoves {
  const quantity = fill.side === 'buy' ? fastScaled(fill.quantity) : -fastScaled(fill.quantity);
  const { settleAsset, baseAsset, quoteAsset } = state.instrument;
  const cash: { readonly asset: string; readonly amount: Scaled }[] = [];
  if ((state.outright || state.spot) && fill.price !== '0') {
    const { buy, cost } = executionOf(state.payoff, fill.side, fill.quantity, fill.price);
    const value = amountOfCost(state.payoff, cost);
    cash.push({ asset: state.spot ? quoteAsset : settleAsset, amount: buy ? -value : value });
  }
  if (state.spot) cash.push({ asset: baseAsset, amount: quantity });
  if (fill.fee !== null) cash.push({ asset: fill.fee.asset, amount: -fastScaled(fill.fee.amount) });
  return { quantity, cash, profitIn: state.outright || state.spot ? null : settleAsset };
}
