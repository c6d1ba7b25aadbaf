import type { ValuedAccount, ValuedPosition } from '../../../shared/book/valued-book.ts';
import { known, type Maybe } from '../../../shared/measures/outcome.ts';
import { failure, success, type Result } from '../../../shared/result/result.ts';
import { isOutright } from '../exposure/position-terms.ts';
import { difference } from '../exposure/sums.ts';
import type { AppliedToAccount } from './apply-ticket.ts';
import { leverageFault } from './leverage-allowed.ts';
import { moveBalance } from './move-balance.ts';
import type { CloseTicket, EffectSide, TicketDesk, TradeEffect, TradeTicket } from './ticket.ts';
import { restOf, tradePosition } from './trade-position.ts';
import { priceOrMark, tradeTerms } from './trade-terms.ts';
import { valueAtPrice } from './traded-value.ts';

/** A trade in a stock, an option or a contract. Faults: those of `applyTicket`. */
export function applyTrade(account: ValuedAccount, ticket: TradeTicket, desk: TicketDesk): Result<AppliedToAccount> {
  const { instrument, side, leverage } = ticket;
  const leg = legOf(account, ticket);
  if (!leg.ok) return leg;
  const legs = account.positions.filter((one) => one.instrument.symbol === instrument.symbol);
  const flat = flatOf(account.name, ticket, leg.value, desk);
  // Both legs of an instrument have one leverage. The trade itself says which side is opened.
  const opened = (): ValuedPosition => {
    const fresh = flat('long');
    return { ...fresh, leverage: legs[0]?.leverage ?? fresh.leverage };
  };
  const before = legs.find((one) => one.leg === leg.value) ?? opened();
  if (before.incomplete !== null)
    return failure('history-incomplete', before.incomplete.reason, before.incomplete.mend);
  const terms = tradeTerms(ticket, before);
  if (!terms.ok) return terms;
  const { price, size } = terms.value;
  const traded = side === 'buy' ? size : -size;
  const left = restOf(before.quantity, traded);
  if (leg.value !== 'net' && (leg.value === 'long' ? left : -left) < 0)
    return failure(
      'leg-too-small',
      `The ${leg.value} leg of ${instrument.symbol} in ${account.name} holds ${Math.abs(before.quantity)}: a leg of a hedge does not turn round.`,
      `${side === 'buy' ? 'Buy' : 'Sell'} no more than that, or name the other leg.`,
    );
  const refused = leverage === null ? null : leverageFault(before, left, price, leverage);
  if (refused !== null) return refused;
  const applied = booked(account, before, { traded, price, feeRate: ticket.feeRate, leverage }, flat, desk);
  return success({ ...applied, account: withLeverage(applied.account, instrument.symbol, leverage) });
}

/** A share of what is held is given back. Faults: those of `applyTicket`. */
export function closePositions(
  account: ValuedAccount,
  ticket: CloseTicket,
  desk: TicketDesk,
): Result<AppliedToAccount> {
  const { instrument, leg } = ticket;
  const held = account.positions.filter(
    (one) => one.instrument.symbol === instrument.symbol && (leg === null || one.side === leg),
  );
  if (held.length === 0)
    return failure(
      'nothing-held',
      `${account.name} holds no ${leg === null ? '' : `${leg} `}position of ${instrument.symbol}.`,
      'Name what is held.',
    );
  let applied: AppliedToAccount = { account, effects: [] };
  for (const position of held) {
    if (position.incomplete !== null)
      return failure('history-incomplete', position.incomplete.reason, position.incomplete.mend);
    const price = priceOrMark(ticket.price, position);
    if (!price.ok) return price;
    const traded = -position.quantity * ticket.share;
    const flat = flatOf(account.name, ticket, position.leg, desk);
    const terms = { traded, price: price.value, feeRate: ticket.feeRate, leverage: null };
    const next = booked(applied.account, position, terms, flat, desk);
    applied = { account: next.account, effects: [...applied.effects, ...next.effects] };
  }
  return success(applied);
}

/** The leg that a trade belongs to: named where the account keeps two, the only one elsewhere. */
function legOf(account: ValuedAccount, { instrument, leg }: TradeTicket): Result<ValuedPosition['leg']> {
  const { symbol } = instrument;
  const hasLegs =
    account.positionMode === 'hedge' ||
    account.positions.some((one) => one.instrument.symbol === symbol && one.leg !== 'net');
  if (hasLegs && leg === null)
    return failure(
      'leg-missing',
      `${account.name} keeps a long and a short leg of ${symbol}.`,
      'Say which of them is meant: long or short.',
    );
  if (!hasLegs && leg !== null)
    return failure(
      'leg-unknown',
      `${account.name} is in one-way mode and keeps no ${leg} leg of its own.`,
      'Leave the leg out.',
    );
  return success(leg ?? 'net');
}

function withLeverage(account: ValuedAccount, symbol: string, leverage: number | null): ValuedAccount {
  const positions = account.positions.map((one) =>
    one.instrument.symbol === symbol ? { ...one, leverage: leverage ?? one.leverage } : one,
  );
  return { ...account, positions };
}

function flatOf(
  account: string,
  { instrument }: TradeTicket | CloseTicket,
  leg: ValuedPosition['leg'],
  desk: TicketDesk,
): (side: 'long' | 'short') => ValuedPosition {
  return (side) => desk.flatPosition(account, instrument, leg, side);
}

interface BookedTerms {
  /** Signed contracts, bought > 0. */
  readonly traded: number;
  readonly price: number;
  readonly feeRate: number | null;
  /** From then on; null leaves it. */
  readonly leverage: number | null;
}

function booked(
  account: ValuedAccount,
  before: ValuedPosition,
  { traded: quantity, price, feeRate, leverage }: BookedTerms,
  flat: (side: 'long' | 'short') => ValuedPosition,
  desk: TicketDesk,
): AppliedToAccount {
  const { instrument, multiplier, settleRate } = before;
  const { settleAsset } = instrument;
  const levered = { ...before, leverage: leverage ?? before.leverage };
  const { after, realized } = tradePosition(levered, quantity, price, flat);
  const value = valueAtPrice({ instrument, size: Math.abs(quantity), multiplier }, price);
  const fee = feeRate === null ? 0 : value * feeRate;
  const cash = isOutright(instrument) ? known(-Math.sign(quantity) * value) : realized;
  const positions = account.positions.includes(before)
    ? account.positions.flatMap((one) => (one === before ? (after ?? []) : [one]))
    : [...account.positions, ...(after === null ? [] : [after])];
  const moved = moveBalance({ ...account, positions }, settleAsset, difference(cash, known(fee)), 'trade', desk);
  const effect: TradeEffect = {
    account: account.name,
    instrument: instrument.symbol,
    leg: before.leg,
    quantity,
    price,
    before: sideOf(before),
    after: after === null ? { ...sideOf(levered), quantity: known(0), entryPrice: null } : sideOf(after),
    settleAsset,
    fee,
    realized,
    value: inBase(value, settleRate),
  };
  return { account: moved, effects: [effect] };
}

function sideOf({ quantity, entryPrice, entryMissing, leverage, marginMode }: ValuedPosition): EffectSide {
  const hasEntry = quantity !== 0 && entryMissing === null;
  return { quantity: known(quantity), entryPrice: hasEntry ? entryPrice : null, leverage, marginMode };
}

function inBase(value: number, rate: ValuedPosition['settleRate']): Maybe {
  return rate.status === 'value' ? known(value * rate.value.price) : rate;
}
