import type { ValuedAccount, ValuedPosition } from '../../../shared/book/valued-book.ts';
import { known, type Maybe } from '../../../shared/measures/outcome.ts';
import { failure, success, type Result } from '../../../shared/result/result.ts';
import type { AppliedToAccount } from './apply-ticket.ts';
import { moveBalance } from './move-balance.ts';
import type { CloseTicket, EffectSide, TicketDesk, TradeTicket } from './ticket.ts';
import { priceOrMark, tradeTerms } from './trade-terms.ts';
import { valueAtPrice } from './traded-value.ts';

/**
 * A spot trade: one balance for another, the fee in what it is quoted in. A holding has no leg, no leverage and no entry here.
 * Faults: those of `applyTicket`.
 */
export function applyHolding(account: ValuedAccount, ticket: TradeTicket, desk: TicketDesk): Result<AppliedToAccount> {
  const pair = pairOf(account, ticket, desk);
  const terms = tradeTerms(ticket, pair);
  if (!terms.ok) return terms;
  const { price, size } = terms.value;
  return success(exchanged(account, pair, ticket.side === 'buy' ? size : -size, price, ticket.feeRate, desk));
}

/** A share of the coins held is sold, or of those owed bought back. Faults: those of `applyTicket`. */
export function closeHolding(account: ValuedAccount, ticket: CloseTicket, desk: TicketDesk): Result<AppliedToAccount> {
  const held = heldOf(account, ticket.instrument.baseAsset, desk);
  if (held.status === 'missing-data') return failure('size-unknown', held.reason, held.mend);
  if (held.value === 0)
    return failure('nothing-held', `${account.name} holds no ${ticket.instrument.baseAsset}.`, 'Name what is held.');
  const pair = pairOf(account, ticket, desk);
  const price = priceOrMark(ticket.price, pair);
  if (!price.ok) return price;
  return success(exchanged(account, pair, -held.value * ticket.share, price.value, ticket.feeRate, desk));
}

/** The pair with its price and the rate of what it is quoted in. */
function pairOf(account: ValuedAccount, { instrument }: TradeTicket | CloseTicket, desk: TicketDesk): ValuedPosition {
  return desk.flatPosition(account.name, instrument, 'net', 'long');
}

function heldOf(account: ValuedAccount, asset: string, desk: TicketDesk): Maybe {
  const listed = account.balances.find((one) => one.asset === asset);
  return (listed ?? desk.unlistedBalance(account.name, asset).balance).amount;
}

/** @param quantity signed coins, bought > 0 */
function exchanged(
  account: ValuedAccount,
  { instrument, multiplier, settleRate }: ValuedPosition,
  quantity: number,
  price: number,
  feeRate: number | null,
  desk: TicketDesk,
): AppliedToAccount {
  const { baseAsset, quoteAsset, symbol } = instrument;
  const value = valueAtPrice({ instrument, size: Math.abs(quantity), multiplier }, price);
  const fee = feeRate === null ? 0 : value * feeRate;
  const paid = known(-Math.sign(quantity) * value - fee);
  const withCoins = moveBalance(account, baseAsset, known(quantity), 'purchase', desk);
  const before = heldOf(account, baseAsset, desk);
  return {
    account: moveBalance(withCoins, quoteAsset, paid, 'trade', desk),
    effects: [
      {
        account: account.name,
        instrument: symbol,
        leg: 'net',
        quantity,
        price,
        before: holding(before),
        after: holding(heldOf(withCoins, baseAsset, desk)),
        settleAsset: quoteAsset,
        fee,
        realized: known(0),
        value: settleRate.status === 'value' ? known(value * settleRate.value.price) : settleRate,
      },
    ],
  };
}

function holding(quantity: Maybe): EffectSide {
  return { quantity, entryPrice: null, leverage: null, marginMode: null };
}
