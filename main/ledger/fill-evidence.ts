import type { FillEffect, FillEvent } from '../../shared/book/event.ts';
import type { Leg } from '../../shared/book/position.ts';
import { magnitudeOf, scaledOf, type Scaled } from '../../shared/units/decimal.ts';
import type { TakenBack } from './cancellations.ts';
import { fastProduct, fastScaled } from './fast-scaled.ts';

/** What the fold would make of a fill, for holding it against the broker's own words. */
export interface FoldedFill {
  readonly leg: Leg;
  /** Signed position of the leg before the fill. */
  readonly before: Scaled;
  /** Contracts or coins of the fill, > 0. */
  readonly size: Scaled;
}

/** The assets in which a fee can be put back into a net profit. */
export interface FillAssets {
  readonly settle: string;
  readonly base: string;
  readonly spot: boolean;
}

/** What the source says of the position; what leaves at its end, by assignment or by exercise was held. */
export function effectOf(fill: FillEvent): FillEffect {
  return fill.effect === null && fill.kind !== 'trade' && fill.kind !== 'liquidation' ? 'close' : fill.effect;
}

/**
 * The broker's words against the fold, before the fill is booked: a fill it calls closing that would open, an opening
 * that would reduce, a close larger than what is held.
 *
 * @param closes whether the reported profit says that the fill closes something
 * @returns what was found, or null when nothing speaks against the fold
 */
export function contradictionOf(fill: FillEvent, folded: FoldedFill, closes: boolean): string | null {
  const { before, size, leg } = folded;
  const reduces = reducesLeg(before, fill.side === 'buy');
  const overshoots = reduces && size > magnitudeOf(before);
  switch (effectOf(fill)) {
    case 'close':
      if (!reduces)
        return fill.effect === null
          ? `the file prints an ${fill.kind}, but no such position is known`
          : 'the file calls a fill closing, but no such position is known';
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
  const closesLeg = leg !== 'net' && (leg === 'long') !== (fill.side === 'buy');
  if (closesLeg && (!reduces || overshoots)) return 'the file closes more than is known to be held';
  if (!reduces && closes) return 'the file prints a realised profit on a fill that closes nothing known';
  return null;
}

/** Whether a fill takes from what a leg holds; from nothing, nothing is taken. */
export function reducesLeg(before: Scaled, buy: boolean): boolean {
  return buy ? before < 0n : before > 0n;
}

/** The position that the row prints where it is another than the one the fold arrives at; null where nothing speaks against the fold. */
export function differingPosition(fill: FillEvent, after: Scaled, takenBack: readonly TakenBack[]): Scaled | null {
  if (fill.positionAfter === null) return null;
  const printed = fastScaled(fill.positionAfter);
  return isPrinted(printed, after, takenBack, fill.timeMs) ? null : printed;
}

/** Whether a printed position is the fold's, or was while a fill stood that was taken back later. */
function isPrinted(printed: Scaled, folded: Scaled, takenBack: readonly TakenBack[], timeMs: number): boolean {
  if (printed === folded) return true;
  const standing = takenBack.filter(({ fromMs, untilMs }) => fromMs <= timeMs && timeMs < untilMs);
  return printed === standing.reduce((sum, { quantity }) => sum + scaledOf(quantity), folded);
}

/**
 * Realised profit as the broker prints it, with this fill's fee put back where it was taken off.
 * @returns null when the source is silent, or where the fee is in a third asset that has no price here
 */
export function reportedGross(fill: FillEvent, assets: FillAssets): Scaled | null {
  const reported = fill.reportedPnl;
  if (reported === null) return null;
  const amount = fastScaled(reported.amount);
  if (reported.basis === 'gross' || fill.fee === null) return amount;
  if (fill.fee.asset === assets.settle) return amount + fastScaled(fill.fee.amount);
  if (assets.spot && fill.fee.asset === assets.base) return amount + fastProduct(fill.fee.amount, fill.price);
  return null;
}

/**
 * Whether the reported profit says that the fill closes something: a gross figure that is not 0; a net one that is more
 * than the fee, up to the sixth digit of the figure and of its fee. False when the source is silent.
 */
export function saysClosing(fill: FillEvent, assets: FillAssets): boolean {
  const reported = fill.reportedPnl;
  if (reported === null) return false;
  if (reported.basis === 'gross') return reported.amount !== '0';
  const gross = reportedGross(fill, assets);
  return gross !== null && magnitudeOf(gross) > printedRounding.linear;
}

/** Two printed figures (profit and fee), each to the sixth digit at the coarsest; coins to the eighth. In units of 1e-18. */
const printedRounding = { linear: 2_000_000_000_000n, inverse: 20_000_000_000n };

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
  const difference = magnitudeOf(reported - realized);
  const printed = fill.inverse ? printedRounding.inverse : printedRounding.linear;
  const entry = fill.inverse ? 0n : magnitudeOf(fill.size) / 100_000_000n;
  return difference <= printed + entry + magnitudeOf(fill.notional) / 1_000_000n;
}
