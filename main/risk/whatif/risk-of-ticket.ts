import { known, missing, notApplicable, type Maybe, type Outcome } from '../../../shared/measures/outcome.ts';
import { overEquity } from '../exposure/sums.ts';
import type { TicketDesk, TradeEffect, TradeTicket } from './ticket.ts';
import { profitBetween, valueAtPrice } from './traded-value.ts';

/** What a trade may cost. */
export interface RiskOfTicket {
  /** Base currency, a positive loss. */
  readonly loss: Outcome;
  /** The same over equity. */
  readonly share: Outcome;
}

/**
 * The loss of a trade at its stop: price move x size of what it opens, the fee of the trade and the fee of leaving at the stop.
 * An inverse contract loses coins, which count at what a coin is worth at the stop. What the trade only closes loses nothing more:
 * where it opens nothing the question does not arise. Missing-data without a stop, mark or rate; the fee is 0 where none is stated,
 * and a rebate does not make the loss smaller.
 *
 * @param effect of the ticket, as `applyTicket` answers it
 * @param equity before the trade, base currency
 */
export function riskOfTicket(ticket: TradeTicket, effect: TradeEffect, equity: Maybe, desk: TicketDesk): RiskOfTicket {
  const loss = lossAtStop(ticket, effect, desk);
  const share = loss.status === 'not-applicable' ? loss : overEquity(loss, equity);
  return { loss, share };
}

function lossAtStop(ticket: TradeTicket, effect: TradeEffect, desk: TicketDesk): Outcome {
  const size = openedSize(effect);
  if (size === 0) return notApplicable('The trade opens nothing.');
  const { instrument, account, stop, side } = ticket;
  if (stop === null)
    return missing(`The trade of ${instrument.symbol} has no stop.`, 'Name the price at which you would give up.');
  const { mark, settleRate, multiplier } = desk.flatPosition(account, instrument, effect.leg, 'long');
  if (mark.status === 'missing-data') return mark;
  if (settleRate.status === 'missing-data') return settleRate;
  const rate = settleRate.value.price;
  const rateAtStop = instrument.settleAsset === instrument.baseAsset ? (rate * stop) / mark.value.price : rate;
  const opened = { instrument, size, multiplier };
  const move = -profitBetween(opened, side === 'buy', effect.price, stop) * rateAtStop;
  // Who makes the market to get in need not do so at the stop, and a rebate is no reserve: none is counted on.
  const leaving = ticket.feeRate === null ? 0 : valueAtPrice(opened, stop) * ticket.feeRate * rateAtStop;
  return known(move + Math.max(0, effect.fee) * rate + Math.max(0, leaving));
}

/** What of a trade is not the closing of something held; all of it where nobody knows what is held. */
function openedSize({ before, quantity }: TradeEffect): number {
  const size = Math.abs(quantity);
  if (before.quantity.status === 'missing-data') return size;
  const closed = Math.max(0, -before.quantity.value * Math.sign(quantity));
  return Math.max(0, size - closed);
}
