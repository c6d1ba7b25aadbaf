import type { ValuedPosition } from '../../../shared/book/valued-book.ts';
import { known, type Maybe } from '../../../shared/measures/outcome.ts';

/**
 * The value of a position as two linear terms in the base currency, at the marks: with the base asset's price times x and the
 * quote asset's price times y, unrealised profit = baseTerm * x + quoteTerm * y.
 *
 * Linear: quantity * multiplier * (P - entry), paid in the quote asset. Inverse: contracts * multiplier * (1/entry - 1/P),
 * paid in the coin.
 */
export interface PositionTerms {
  readonly baseTerm: number;
  readonly quoteTerm: number;
  /** Notional at the mark in the settlement asset, >= 0. */
  readonly settleNotional: number;
  /** Notional at the entry price in the settlement asset, >= 0. */
  readonly entryNotional: number;
  /** Base currency per settlement asset. */
  readonly settleRate: number;
  readonly mark: number;
}

/** The terms of a position; missing-data where its history, its mark or the rate of its settlement asset is missing. */
export function positionTerms(position: ValuedPosition): Maybe<PositionTerms> {
  if (position.incomplete !== null) return position.incomplete;
  if (position.mark.status === 'missing-data') return position.mark;
  if (position.settleRate.status === 'missing-data') return position.settleRate;
  const { entryPrice } = position;
  const mark = position.mark.value.price;
  const settleRate = position.settleRate.value.price;
  const size = position.quantity * position.multiplier;
  const inverse = position.instrument.payoff === 'inverse';
  return known({
    baseTerm: (inverse ? size / entryPrice : size * mark) * settleRate,
    quoteTerm: (inverse ? -size / mark : -size * entryPrice) * settleRate,
    settleNotional: Math.abs(inverse ? size / mark : size * mark),
    entryNotional: Math.abs(inverse ? size / entryPrice : size * entryPrice),
    settleRate,
    mark,
  });
}

/** Signed exposure in the base currency: quantity x multiplier x mark, > 0 gains when the price rises. */
export function signedNotional(position: ValuedPosition, terms: PositionTerms): number {
  const notional = terms.settleNotional * terms.settleRate;
  return position.quantity < 0 ? -notional : notional;
}
