import type { ValuedAccount, ValuedBalance } from '../../../shared/book/valued-book.ts';
import { known, type Maybe } from '../../../shared/measures/outcome.ts';
import { failure, success, type Result } from '../../../shared/result/result.ts';
import { sumOf } from '../exposure/sums.ts';
import type { AppliedToAccount } from './apply-ticket.ts';
import { moveBalance } from './move-balance.ts';
import type { CloseTicket, TicketDesk, TradeTicket } from './ticket.ts';

/**
 * A spot trade: one balance for another, the fee in what it is quoted in. It has no leg, no leverage and no entry of its own here.
 * Faults: those of `applyTicket`.
 */
export function applyHolding(account: ValuedAccount, ticket: TradeTicket, desk: TicketDesk): Result<AppliedToAccount> {
  const price = priceOf(account.name, ticket, desk);
  if (!price.ok) return price;
  const { side, size, stop, instrument } = ticket;
  if (stop !== null && (side === 'buy' ? stop >= price.value : stop <= price.value))
    return failure(
      'stop-side',
      `A stop at ${stop} loses nothing on ${side === 'buy' ? 'a purchase' : 'a sale'} of ${instrument.symbol} at ${price.value}.`,
      `Set it ${side === 'buy' ? 'below' : 'above'} the price.`,
    );
  const quote = balanceOf(account, instrument.quoteAsset, desk);
  if (size.unit === 'base' && quote.rate.status === 'missing-data')
    return failure('rate-missing', quote.rate.reason, quote.rate.mend);
  return success(exchanged(account, ticket, 0, price.value, desk));
}

/** A share of the coins held is sold. Faults: those of `applyTicket`. */
export function closeHolding(account: ValuedAccount, ticket: CloseTicket, desk: TicketDesk): Result<AppliedToAccount> {
  return failure('nothing-held', '', '');
}
