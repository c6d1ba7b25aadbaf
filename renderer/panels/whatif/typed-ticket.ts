import type { WhatIfTicket } from '../../../shared/contract/whatif.ts';
import { neededAmount, neededWord, optionalAmount } from '../accounts/read-fields.ts';
import { plainNumber, ratePercent } from '../margin-tables/tier-fields.ts';
import type { Result } from '../../../shared/result/result.ts';

/** A ticket as it is typed: rates and shares in %, blank for what is left open. */
export interface TypedTicket {
  /** For the list on the screen; says nothing of the ticket. */
  readonly key: number;
  readonly kind: 'trade' | 'close' | 'top-up';
  readonly account: string;
  readonly instrument: string;
  readonly side: 'buy' | 'sell';
  readonly leg: '' | 'long' | 'short';
  readonly unit: 'contracts' | 'base';
  readonly size: string;
  readonly price: string;
  readonly leverage: string;
  readonly feeRate: string;
  readonly stop: string;
  readonly share: string;
  readonly asset: string;
  readonly direction: 'in' | 'out';
  readonly amount: string;
}

export type TicketField = Exclude<keyof TypedTicket, 'key' | 'kind' | 'side' | 'unit' | 'direction'>;

/** What the fields say, or the first field that says nothing usable. */
export type ReadTicket =
  | { readonly ok: true; readonly ticket: WhatIfTicket }
  | { readonly ok: false; readonly field: TicketField; readonly message: string; readonly isBlank: boolean };

export function blankTicket(key: number, account: string): TypedTicket {
  return {
    key,
    kind: 'trade',
    account,
    instrument: '',
    side: 'buy',
    leg: '',
    unit: 'contracts',
    size: '',
    price: '',
    leverage: '',
    feeRate: '',
    stop: '',
    share: '100',
    asset: '',
    direction: 'in',
    amount: '',
  };
}

/** A ticket of the engine in the fields, to be changed there. */
export function typedTicket(key: number, ticket: WhatIfTicket): TypedTicket {
  const blank = blankTicket(key, ticket.account);
  if (ticket.kind === 'top-up') {
    const isOut = ticket.amount.startsWith('-');
    const amount = isOut ? ticket.amount.slice(1) : ticket.amount;
    return { ...blank, kind: 'top-up', asset: ticket.asset, direction: isOut ? 'out' : 'in', amount };
  }
  const shared = {
    ...blank,
    kind: ticket.kind,
    instrument: ticket.instrument,
    leg: ticket.leg ?? '',
    price: ticket.price ?? '',
    feeRate: ticket.feeRate === null ? '' : ratePercent(ticket.feeRate),
  } as const;
  if (ticket.kind === 'close') return { ...shared, share: ratePercent(ticket.share) };
  return {
    ...shared,
    side: ticket.side,
    unit: ticket.size.unit,
    size: ticket.size.amount,
    leverage: ticket.leverage === null ? '' : plainNumber(ticket.leverage),
    stop: ticket.stop ?? '',
  };
}

/** What the fields say. Sizes and amounts are > 0: side and direction say which way. */
export function readTicket(typed: TypedTicket): ReadTicket {
  try {
    return { ok: true, ticket: ticketOf(typed) };
  } catch (refusal) {
    if (refusal instanceof Refusal) return { ok: false, ...refusal.found };
    throw refusal;
  }
}

/** Carries a refused field out of the reading. */
class Refusal extends Error {
  readonly found: { readonly field: TicketField; readonly message: string; readonly isBlank: boolean };
  constructor(found: Refusal['found']) {
    super(found.message);
    this.found = found;
  }
}

function ticketOf(typed: TypedTicket): WhatIfTicket {
  const take = <Value>(field: TicketField, read: Result<Value>): Value => {
    if (read.ok) return read.value;
    const message = [read.fault.message, read.fault.mend].filter(Boolean).join(' ');
    throw new Refusal({ field, message, isBlank: typed[field].trim() === '' });
  };
  const positive = <Text extends string | null>(field: TicketField, label: string, amount: Text): Text => {
    if (amount !== null && Number(amount) <= 0)
      throw new Refusal({ field, message: `${label}: give one above 0.`, isBlank: false });
    return amount;
  };
  const needed = (field: TicketField, label: string) =>
    positive(field, label, take(field, neededAmount(label, typed[field])));
  const optional = (field: TicketField, label: string) =>
    positive(field, label, take(field, optionalAmount(label, typed[field])));
  const account = take('account', neededWord('The account', typed.account, 'Choose one.'));
  if (typed.kind === 'top-up') {
    const asset = take('asset', neededWord('The asset', typed.asset, 'Name it, such as USDT.'));
    const amount = needed('amount', 'Amount');
    return { kind: 'top-up', account, asset, amount: typed.direction === 'out' ? `-${amount}` : amount };
  }
  const instrument = take(
    'instrument',
    neededWord('The instrument', typed.instrument, 'Choose what is held, or type it.'),
  );
  const leg = typed.leg === '' ? null : typed.leg;
  if (typed.kind === 'close') {
    const share = fraction(needed('share', 'Share'));
    if (share > 1) throw new Refusal({ field: 'share', message: 'Share: no more than 100 %.', isBlank: false });
    const price = optional('price', 'Price');
    return { kind: 'close', account, instrument, leg, share, price, feeRate: feeOf(typed, take) };
  }
  const amount = needed('size', 'Size');
  const price = optional('price', 'Price');
  const leverage = optional('leverage', 'Leverage');
  const feeRate = feeOf(typed, take);
  const stop = optional('stop', 'Stop');
  return {
    kind: 'trade',
    account,
    instrument,
    side: typed.side,
    leg,
    size: { unit: typed.unit, amount },
    price,
    leverage: leverage === null ? null : Number(leverage),
    feeRate,
    stop,
  };
}

function feeOf(typed: TypedTicket, take: <Value>(field: TicketField, read: Result<Value>) => Value): number | null {
  const percent = take('feeRate', optionalAmount('Fee rate', typed.feeRate));
  if (percent === null) return null;
  const rate = fraction(percent);
  if (Math.abs(rate) >= 1)
    throw new Refusal({ field: 'feeRate', message: 'Fee rate: less than 100 % of the value.', isBlank: false });
  return rate;
}

/** 0.05 % is 0.0005: fifteen digits drop what the binary fraction adds. */
function fraction(percent: string): number {
  return Number((Number(percent) / 100).toPrecision(15));
}
