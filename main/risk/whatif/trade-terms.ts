import type { ValuedPosition } from '../../../shared/book/valued-book.ts';
import { failure, success, type Result } from '../../../shared/result/result.ts';
import type { TradeTicket } from './ticket.ts';
import { sizeOfValue } from './traded-value.ts';

/** At which price, per coin or share, and how many contracts, shares or coins, > 0. */
export interface TradeTerms {
  readonly price: number;
  readonly size: number;
}

/**
 * What a ticket leaves open is taken from the position it trades: the mark as its price, the rate for a size in money.
 * Faults: `price-missing`, `rate-missing`, `stop-side`.
 */
export function tradeTerms(ticket: TradeTicket, position: ValuedPosition): Result<TradeTerms> {
  const price = priceOrMark(ticket.price, position);
  if (!price.ok) return price;
  const { stop, side, instrument, size } = ticket;
  const buys = side === 'buy';
  if (stop !== null && (buys ? stop >= price.value : stop <= price.value))
    return failure(
      'stop-side',
      `A stop at ${stop} loses nothing on ${buys ? 'a purchase' : 'a sale'} of ${instrument.symbol} at ${price.value}.`,
      `Set it ${buys ? 'below' : 'above'} the price.`,
    );
  if (size.unit === 'contracts') return success({ price: price.value, size: size.amount });
  const { settleRate, multiplier } = position;
  if (settleRate.status === 'missing-data') return failure('rate-missing', settleRate.reason, settleRate.mend);
  const value = size.amount / settleRate.value.price;
  return success({ price: price.value, size: sizeOfValue(instrument, multiplier, value, price.value) });
}

/** Fault: `price-missing`. */
export function priceOrMark(price: number | null, { mark }: ValuedPosition): Result<number> {
  if (price !== null) return success(price);
  return mark.status === 'value' ? success(mark.value.price) : failure('price-missing', mark.reason, mark.mend);
}
