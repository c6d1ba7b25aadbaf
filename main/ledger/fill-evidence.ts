import type { FillEvent } from '../../shared/book/event.ts';
import type { Leg } from '../../shared/book/position.ts';
import { mulScaled, type Scaled } from '../../shared/units/decimal.ts';
import { fastScaled } from './fast-scaled.ts';

/** What the fold would make of a fill, for holding it against the broker's own words. */
export interface FoldedFill {
  readonly leg: Leg;
  /** Signed position of the leg before the fill. */
  readonly before: Scaled;
  /** Signed quantity of the fill. */
  readonly signed: Scaled;
}

/**
 * The broker's words against the fold, before the fill is booked: a fill it calls closing that would open, an opening
 * that would reduce, a close larger than what is held.
 *
 * @param gross realised profit as reported, fees put back; null when the source is silent
 * @returns what was found, or null when nothing speaks against the fold
 */
export function contradictionOf(fill: FillEvent, folded: FoldedFill, gross: Scaled | null): string | null {
  const { before, signed, leg } = folded;
  const reduces = before !== 0n && before > 0n !== signed > 0n;
  const overshoots = reduces && (before > 0n ? before + signed < 0n : before + signed > 0n);
  switch (fill.effect) {
    case 'close':
      if (!reduces) return 'the file calls a fill closing, but no such position is known';
      if (overshoots) return 'the file closes more than is known to be held';
      break;
    case 'open':
      if (reduces) return 'the file calls a fill opening that would reduce the known position';
      break;
    case 'flip':
      if (!overshoots) return 'the file calls a fill a reversal, but the known position is not crossed';
      break;
    case null:
      break;
  }
  if (overshoots && leg !== 'net') return 'the file closes more than is known to be held';
  if (!reduces && gross !== null && !isNothing(fill, gross))
    return 'the file prints a realised profit on a fill that closes nothing known';
  return null;
}

/** Whether the position that the row prints is the one the fold arrives at. */
export function positionDiffers(fill: FillEvent, after: Scaled): boolean {
  return fill.positionAfter !== null && fastScaled(fill.positionAfter) !== after;
}

/**
 * Realised profit as the broker prints it, with this fill's fee put back where it was taken off.
 * @returns null when the source is silent, or where the fee is in a third asset that has no price here
 */
export function reportedGross(
  fill: FillEvent,
  fee: Scaled,
  price: Scaled,
  assets: { readonly settle: string; readonly base: string; readonly spot: boolean },
): Scaled | null {
  const reported = fill.reportedPnl;
  if (reported === null) return null;
  const amount = reported.amount === '0' ? 0n : fastScaled(reported.amount);
  if (reported.basis === 'gross' || fill.fee === null) return amount;
  if (fill.fee.asset === assets.settle) return amount + fee;
  if (assets.spot && fill.fee.asset === assets.base) return amount + mulScaled(fee, price);
  return null;
}

/** A gross figure of 0 is printed as 0; a net one is 0 up to the sixth digit of the figure and of its fee. */
function isNothing(fill: FillEvent, gross: Scaled): boolean {
  if (fill.reportedPnl?.basis === 'gross') return gross === 0n;
  return magnitude(gross) <= printedRounding.linear;
}

/** Two printed figures (profit and fee), each to the sixth digit at the coarsest; coins to the eighth. In units of 1e-18. */
const printedRounding = { linear: 2n * 10n ** 12n, inverse: 2n * 10n ** 10n };

/**
 * Whether a printed profit is the fold's, within rounding. Venues print profit truncated at the sixth (Hyperliquid) or
 * eighth digit (Binance: 0.28699999 for 0.287), and calculate it from an average entry that is itself rounded: at the
 * eighth decimal (so up to 1e-8 a coin), or to about seven significant digits (so up to 1e-6 of the notional). One
 * tick of a liquid contract is more than 1e-6 of its price, so an entry that is a tick off is still seen.
 *
 * @param size contracts or coins that the fill closes, at least in part
 * @param notional of the fill in the settlement asset at 1e-18
 */
export function reproduces(
  reported: Scaled,
  realized: Scaled,
  fill: { readonly size: Scaled; readonly notional: Scaled; readonly inverse: boolean },
): boolean {
  const difference = magnitude(reported - realized);
  if (difference === 0n) return true;
  const printed = fill.inverse ? printedRounding.inverse : printedRounding.linear;
  const entry = fill.inverse ? 0n : magnitude(fill.size) / 100_000_000n;
  return difference <= printed + entry + magnitude(fill.notional) / 1_000_000n;
}

function magnitude(amount: bigint): bigint {
  return amount < 0n ? -amount : amount;
}
