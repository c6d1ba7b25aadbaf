import type { Instrument } from '../../../shared/book/instrument.ts';
import type { ValuedPosition } from '../../../shared/book/valued-book.ts';
import { known, type Maybe, type MissingData } from '../../../shared/measures/outcome.ts';

/**
 * What a position adds to the equity of its pool, as two linear terms in the base currency, at the marks: with the base
 * asset's price times x and the quote asset's price times y it is baseTerm * x + quoteTerm * y.
 *
 * Contracts on profit: unrealised profit. Linear: quantity * multiplier * (P - entry), paid in the quote asset. Inverse:
 * contracts * multiplier * (1/entry - 1/P), paid in the coin. Stocks and options are paid for, so they count with their
 * whole value, quantity * multiplier * P, whatever they cost.
 */
export interface PositionTerms {
  readonly baseTerm: number;
  readonly quoteTerm: number;
  /** Base currency; missing where the entry of what was paid outright is not known. */
  readonly unrealized: Maybe;
  /** Value at the mark in the settlement asset, >= 0: the notional, of an option its market value. */
  readonly settleNotional: number;
  /** The same at the entry price. */
  readonly entryNotional: number;
  /** Base currency per settlement asset. */
  readonly settleRate: number;
  readonly mark: number;
}

/** The terms of a position; missing-data where its history, its mark, the rate of its settlement asset or a needed entry is. */
export function positionTerms(position: ValuedPosition): Maybe<PositionTerms> {
  if (position.incomplete !== null) return position.incomplete;
  if (position.mark.status === 'missing-data') return position.mark;
  if (position.settleRate.status === 'missing-data') return position.settleRate;
  const { entryPrice, entryMissing, instrument } = position;
  const outright = isOutright(instrument);
  if (entryMissing !== null && !outright) return entryMissing;
  const mark = position.mark.value.price;
  const settleRate = position.settleRate.value.price;
  const size = position.quantity * position.multiplier;
  const inverse = !outright && instrument.payoff === 'inverse';
  const valueAt = (price: number): number => (inverse ? size / price : size * price);
  const [atMark, atEntry] = [valueAt(mark), valueAt(entryPrice)];
  const found = { settleNotional: Math.abs(atMark), entryNotional: Math.abs(atEntry), settleRate, mark };
  if (outright) {
    const value = atMark * settleRate;
    const unrealized = entryMissing ?? known(value - atEntry * settleRate);
    return known({ ...found, baseTerm: value, quoteTerm: 0, unrealized });
  }
  const baseTerm = (inverse ? atEntry : atMark) * settleRate;
  const quoteTerm = -(inverse ? atMark : atEntry) * settleRate;
  return known({ ...found, baseTerm, quoteTerm, unrealized: known(baseTerm + quoteTerm) });
}

/** Paid in full when it changes hands: worth its price, where a contract is worth its profit. */
export function isOutright({ kind }: Instrument): boolean {
  return kind === 'stock' || kind === 'option';
}

/** Signed value at the mark in the base currency: quantity x multiplier x mark; for all but options the exposure too. */
export function signedNotional(position: ValuedPosition, terms: PositionTerms): number {
  const notional = terms.settleNotional * terms.settleRate;
  return position.quantity < 0 ? -notional : notional;
}

/** What a stock or an option would bring at its mark, signed, base currency; null for a contract on profit. */
export function marketValue(position: ValuedPosition): Maybe | null {
  if (!isOutright(position.instrument)) return null;
  const terms = positionTerms(position);
  return terms.status === 'value' ? known(signedNotional(position, terms.value)) : terms;
}

/** Quantity x multiplier x strike of an option, signed by the position, base currency; null for what has no strike. */
export function strikeNotional({ incomplete, strike, quantity, multiplier }: ValuedPosition): Maybe | null {
  if (strike === null) return null;
  if (incomplete !== null) return incomplete;
  if (strike.rate.status === 'missing-data') return strike.rate;
  return known(quantity * multiplier * strike.price * strike.rate.value.price);
}

/** Why the exposure of an option, which is by its delta, is not known. */
export function deltaMissing({ instrument }: ValuedPosition): MissingData {
  return {
    status: 'missing-data',
    reason: `${instrument.symbol} is an option: its delta, and so its exposure to ${instrument.asset}, is not calculated yet.`,
    mend: 'Read its market value and its strike notional; every sum with its exposure is missing.',
  };
}
