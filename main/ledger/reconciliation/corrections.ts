import type { FillEvent } from '../../../shared/book/event.ts';
import type { Scaled } from '../../../shared/units/decimal.ts';
import type { EpochMs } from '../../../shared/units/unit.ts';
import type { Cancellation } from '../cancellations.ts';
import { fastScaled } from '../fast-scaled.ts';
import type { InstrumentState } from '../instrument-state.ts';
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
  readonly asset: string;
  /** In that asset, received > 0: 0 for a contract on profit. */
  readonly value: Scaled;
  readonly fee: { readonly asset: string; readonly amount: Scaled } | null;
}

type AnyFill = Pick<FillEvent, 'side' | 'quantity' | 'price' | 'fee'>;

/** Notes a fill at the instant and on the side of one that was taken back: it most likely stands in its place. */
export function noteRebooked(state: InstrumentState, fill: FillEvent): void {
  const replaces = state.takenBack.some(
    ({ fromMs, quantity }) => fromMs === fill.timeMs && quantity.startsWith('-') === (fill.side === 'sell'),
  );
  if (replaces) state.rebooked.push({ timeMs: fill.timeMs, moves: movesOf(state, fill) });
}

/**
 * What the broker counted at an instant and the corrected book does not: the fills that stood then and were taken back
 * later, less those that were booked in their place.
 */
export function standingMoves(
  state: InstrumentState,
  cancellations: readonly Cancellation[],
  timeMs: EpochMs,
): readonly FillMoves[] {
  const standing = cancellations.filter(
    ({ fill, cancelMs }) =>
      fill.account === state.account &&
      fill.instrument === state.instrument.symbol &&
      fill.timeMs <= timeMs &&
      timeMs < cancelMs,
  );
  const instants = new Set(standing.map(({ fill }) => fill.timeMs));
  return [
    ...standing.map(({ fill }) => movesOf(state, fill)),
    ...state.rebooked.filter((one) => instants.has(one.timeMs)).map(({ moves }) => opposite(moves)),
  ];
}

/** Their sum on one asset. */
export function cashOf(moves: readonly FillMoves[], asset: string): Scaled {
  return moves.reduce(
    (sum, one) => sum + (one.asset === asset ? one.value : 0n) - (one.fee?.asset === asset ? one.fee.amount : 0n),
    0n,
  );
}

export function quantityOf(moves: readonly FillMoves[]): Scaled {
  return moves.reduce((sum, { quantity }) => sum + quantity, 0n);
}

function movesOf(state: InstrumentState, { side, quantity, price, fee }: AnyFill): FillMoves {
  const sign = side === 'buy' ? 1n : -1n;
  const changesHands = (state.outright || state.spot) && price !== '0';
  const { cost } = executionOf(state.payoff, side, quantity, changesHands ? price : one);
  return {
    quantity: sign * fastScaled(quantity),
    asset: state.spot ? state.instrument.quoteAsset : state.instrument.settleAsset,
    value: changesHands ? -sign * amountOfCost(state.payoff, cost) : 0n,
    fee: fee === null ? null : { asset: fee.asset, amount: fastScaled(fee.amount) },
  };
}

const one = '1' as FillEvent['price'];

function opposite({ quantity, asset, value, fee }: FillMoves): FillMoves {
  return {
    quantity: -quantity,
    asset,
    value: -value,
    fee: fee === null ? null : { asset: fee.asset, amount: -fee.amount },
  };
}
