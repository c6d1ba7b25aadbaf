import type { ValuedAccount, ValuedPosition } from '../../../shared/book/valued-book.ts';
import { known, type Maybe } from '../../../shared/measures/outcome.ts';
import { failure, success, type Result } from '../../../shared/result/result.ts';
import { isOutright } from '../exposure/position-terms.ts';
import { difference } from '../exposure/sums.ts';
import type { AppliedToAccount } from './apply-ticket.ts';
import { moveBalance } from './move-balance.ts';
import type { CloseTicket, EffectSide, TicketDesk, TradeEffect, TradeTicket } from './ticket.ts';
import { tradePosition } from './trade-position.ts';
import { sizeOfValue, valueAtPrice } from './traded-value.ts';

/** A trade in a stock, an option or a contract. Faults: those of `applyTicket`. */
export function applyTrade(account: ValuedAccount, ticket: TradeTicket, desk: TicketDesk): Result<AppliedToAccount> {
  const { instrument, side, leverage } = ticket;
  const leg = legOf(account, ticket);
  if (!leg.ok) return leg;
  const long = leg.value === 'net' ? side === 'buy' : leg.value === 'long';
  const levered = leverage === null ? account : withLeverage(account, ticket.instrument.symbol, leverage);
  const held = heldOn(levered, instrument.symbol, leg.value);
  const flat = flatOf(levered.name, ticket, leg.value, desk);
  const before = held ?? flat(long ? 'long' : 'short');
  if (before.incomplete !== null) return failure('history-incomplete', before.incomplete.reason, before.incomplete.mend);
  const price = priceOf(ticket.price, before);
  if (!price.ok) return price;
  const stop = stopFault(ticket, price.value);
  if (stop !== null) return stop;
  const size = sizeOf(ticket, before, price.value);
  if (!size.ok) return size;
  const traded = side === 'buy' ? size.value : -size.value;
  const beyond = before.quantity + traded;
  if (leg.value !== 'net' && (leg.value === 'long' ? beyond : -beyond) < -1e-12 * size.value)
    return failure(
      'leg-too-small',
      `The ${leg.value} leg of ${instrument.symbol} in ${account.name} holds ${Math.abs(before.quantity)}: a leg of a hedge does not turn round.`,
      `${side === 'buy' ? 'Buy' : 'Sell'} no more than that, or name the other leg.`,
    );
  return success(booked(levered, before, traded, price.value, ticket.feeRate, flat, desk));
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
    const price = priceOf(ticket.price, position);
    if (!price.ok) return price;
    const traded = -position.quantity * ticket.share;
    const flat = flatOf(account.name, ticket, position.leg, desk);
    const next = booked(applied.account, position, traded, price.value, ticket.feeRate, flat, desk);
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

function withLeverage(account: ValuedAccount, symbol: string, leverage: number): ValuedAccount {
  const positions = account.positions.map((one) => (one.instrument.symbol === symbol ? { ...one, leverage } : one));
  return { ...account, positions };
}

function heldOn(account: ValuedAccount, symbol: string, leg: ValuedPosition['leg']): ValuedPosition | null {
  return account.positions.find((one) => one.instrument.symbol === symbol && one.leg === leg) ?? null;
}

function flatOf(
  account: string,
  ticket: TradeTicket | CloseTicket,
  leg: ValuedPosition['leg'],
  desk: TicketDesk,
): (side: 'long' | 'short') => ValuedPosition {
  const leverage = ticket.kind === 'trade' ? ticket.leverage : null;
  return (side) => {
    const flat = desk.flatPosition(account, ticket.instrument, leg, side);
    return leverage === null ? flat : { ...flat, leverage };
  };
}

function priceOf(price: number | null, { mark }: ValuedPosition): Result<number> {
  if (price !== null) return success(price);
  return mark.status === 'value' ? success(mark.value.price) : failure('price-missing', mark.reason, mark.mend);
}

function stopFault({ stop, side, instrument }: TradeTicket, price: number) {
  if (stop === null || (side === 'buy' ? stop < price : stop > price)) return null;
  return failure(
    'stop-side',
    `A stop at ${stop} loses nothing on ${side === 'buy' ? 'a purchase' : 'a sale'} of ${instrument.symbol} at ${price}.`,
    `Set it ${side === 'buy' ? 'below' : 'above'} the price.`,
  );
}

function sizeOf(
  { size, instrument }: TradeTicket,
  { settleRate, multiplier }: ValuedPosition,
  price: number,
): Result<number> {
  if (size.unit === 'contracts') return success(size.amount);
  if (settleRate.status === 'missing-data') return failure('rate-missing', settleRate.reason, settleRate.mend);
  return success(sizeOfValue(instrument, multiplier, size.amount / settleRate.value.price, price));
}

function booked(
  account: ValuedAccount,
  before: ValuedPosition,
  quantity: number,
  price: number,
  feeRate: number | null,
  flat: (side: 'long' | 'short') => ValuedPosition,
  desk: TicketDesk,
): AppliedToAccount {
  const { instrument, multiplier, settleRate } = before;
  const { settleAsset } = instrument;
  const { after, realized } = tradePosition(before, quantity, price, flat);
  const value = valueAtPrice({ instrument, size: Math.abs(quantity), multiplier }, price);
  const fee = feeRate === null ? 0 : value * feeRate;
  const cash = isOutright(instrument) ? known(quantity > 0 ? -value : value) : realized;
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
    after: after === null ? { ...sideOf(before), quantity: known(0), entryPrice: null } : sideOf(after),
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
