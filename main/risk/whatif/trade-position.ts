import type { ValuedPosition } from '../../../shared/book/valued-book.ts';
import { known, type Maybe } from '../../../shared/measures/outcome.ts';
import { averageEntry, profitBetween, valueAtPrice } from './traded-value.ts';

export interface TradedPosition {
  /** null when nothing is left. */
  readonly after: ValuedPosition | null;
  /** Profit that the trade realises, in the settlement asset, gain > 0; missing where the entry is not known. */
  readonly realized: Maybe;
}

/**
 * One leg after a trade, as the ledger books it: more of the same side averages the entry, a part that is closed keeps it, what
 * goes beyond nothing begins anew at the trade's price. Margin stated for an isolated position grows by the added notional
 * over the leverage and shrinks with the share that is closed; it does not outlive the position.
 *
 * @param before flat, with quantity 0, where nothing is held
 * @param traded signed contracts, bought > 0
 * @param flatOn the position as it stands while flat, for a side: stocks have a table for each
 */
export function tradePosition(
  before: ValuedPosition,
  traded: number,
  price: number,
  flatOn: (side: 'long' | 'short') => ValuedPosition,
): TradedPosition {
  const { quantity, instrument, entryPrice } = before;
  const after = restOf(quantity, traded);
  if (Math.sign(quantity) === Math.sign(traded))
    return {
      after: {
        ...before,
        quantity: after,
        entryPrice: averageEntry(
          instrument,
          { size: Math.abs(quantity), price: entryPrice },
          { size: Math.abs(traded), price },
        ),
        isolatedMargin: grownMargin(before, Math.abs(traded), price),
      },
      realized: known(0),
    };
  const realized =
    quantity === 0 ? known(0) : realizedBy(before, Math.min(Math.abs(quantity), Math.abs(traded)), price);
  if (after === 0) return { after: null, realized };
  const kept = withRealized(before, realized);
  if (Math.sign(after) === Math.sign(quantity)) {
    const { isolatedMargin } = before;
    const margin = isolatedMargin === null ? null : (isolatedMargin * after) / quantity;
    return { after: { ...kept, quantity: after, isolatedMargin: margin }, realized };
  }
  const side = Math.sign(after) === 1 ? 'long' : 'short';
  const { tierTable } = flatOn(side);
  const opened = {
    side,
    tierTable,
    quantity: after,
    entryPrice: price,
    entryMissing: null,
    isolatedMargin: null,
  } as const;
  return { after: { ...kept, ...opened }, realized };
}

/** What is held after a trade. Exact amounts that cancel leave a rest in floating point: less than a trillionth of the trade is nothing. */
export function restOf(quantity: number, traded: number): number {
  const rest = quantity + traded;
  return Math.abs(rest) < Math.abs(traded) * 1e-12 ? 0 : rest;
}

function realizedBy(before: ValuedPosition, size: number, price: number): Maybe {
  const { instrument, multiplier, side, entryPrice, entryMissing } = before;
  return entryMissing ?? known(profitBetween({ instrument, multiplier, size }, side === 'long', entryPrice, price));
}

/** null where it is not stated (it then follows from the leverage), and where no leverage says by how much it grows. */
function grownMargin(before: ValuedPosition, size: number, price: number): number | null {
  const { isolatedMargin, leverage, instrument, multiplier } = before;
  if (isolatedMargin === null || leverage === null) return null;
  return isolatedMargin + valueAtPrice({ instrument, size, multiplier }, price) / leverage;
}

function withRealized(position: ValuedPosition, realized: Maybe): ValuedPosition {
  if (realized.status === 'missing-data') return { ...position, realizedMissing: position.realizedMissing ?? realized };
  return { ...position, realizedPnl: position.realizedPnl + realized.value };
}
