import type { Instrument } from '../../../shared/book/instrument.ts';
import { isOutright } from '../exposure/position-terms.ts';

/** Contracts with what turns them into money. */
export interface TradedSize {
  readonly instrument: Instrument;
  /** Contracts, shares or coins, >= 0. */
  readonly size: number;
  readonly multiplier: number;
}

/** Value at a price in the settlement asset, >= 0: the coin for inverse contracts, the quote asset for everything else. */
export function valueAtPrice({ instrument, size, multiplier }: TradedSize, price: number): number {
  return isInverse(instrument) ? (size * multiplier) / price : size * multiplier * price;
}

/** Contracts of which the value at a price is this much of the settlement asset. */
export function sizeOfValue(instrument: Instrument, multiplier: number, value: number, price: number): number {
  return isInverse(instrument) ? (value * price) / multiplier : value / (multiplier * price);
}

/** What contracts bought (`long`) at one price and given back at another bring, in the settlement asset, gain > 0. */
export function profitBetween(traded: TradedSize, long: boolean, from: number, to: number): number {
  const gain = valueAtPrice(traded, to) - valueAtPrice(traded, from);
  // An inverse contract is worth fewer coins as the price rises.
  return long === isInverse(traded.instrument) ? -gain : gain;
}

/** Average entry of two purchases or two sales: by value for linear contracts, harmonically for inverse ones. */
export function averageEntry(
  instrument: Instrument,
  held: { readonly size: number; readonly price: number },
  added: { readonly size: number; readonly price: number },
): number {
  const size = held.size + added.size;
  if (isInverse(instrument)) return size / (held.size / held.price + added.size / added.price);
  return (held.size * held.price + added.size * added.price) / size;
}

/** An option's premium is paid outright, in whatever asset it is quoted: only contracts on profit are inverse. */
function isInverse(instrument: Instrument): boolean {
  return instrument.payoff === 'inverse' && !isOutright(instrument);
}
