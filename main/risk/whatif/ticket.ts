import type { MarginMode } from '../../../shared/book/account.ts';
import type { Instrument } from '../../../shared/book/instrument.ts';
import type { ValuedBalance, ValuedPosition } from '../../../shared/book/valued-book.ts';
import type { Maybe } from '../../../shared/measures/outcome.ts';

/** Something a trader may do, thought through before it is done. */
export type Ticket = TradeTicket | CloseTicket | TopUpTicket;

export interface TradeTicket {
  readonly kind: 'trade';
  readonly account: string;
  readonly instrument: Instrument;
  readonly side: 'buy' | 'sell';
  /** The leg of an account in hedge mode; null in one-way mode. */
  readonly leg: 'long' | 'short' | null;
  readonly size: TicketSize;
  /** Per coin or share in the quote asset; null for the mark. */
  readonly price: number | null;
  /** What the instrument is levered with in this account from then on; null leaves it. */
  readonly leverage: number | null;
  /** Fraction of the value traded, a rebate < 0; null where it is not stated: none is taken then. */
  readonly feeRate: number | null;
  /** The price at which the trader would give up; null for none. */
  readonly stop: number | null;
}

/** > 0: contracts, shares or coins, or their value at the price in the base currency. */
export interface TicketSize {
  readonly unit: 'contracts' | 'base';
  readonly amount: number;
}

/** A share of what is held is closed, of both legs where there are two and none is named. */
export interface CloseTicket {
  readonly kind: 'close';
  readonly account: string;
  readonly instrument: Instrument;
  readonly leg: 'long' | 'short' | null;
  /** 0 < share <= 1. */
  readonly share: number;
  readonly price: number | null;
  readonly feeRate: number | null;
}

/** Cash in (> 0) or out (< 0). */
export interface TopUpTicket {
  readonly kind: 'top-up';
  readonly account: string;
  readonly asset: string;
  readonly amount: number;
}

/** What must be known of what the book does not hold yet. */
export interface TicketDesk {
  /** The position as it stands while flat: quantity 0, with its mark, rates, margin mode, leverage and margin table. */
  readonly flatPosition: (
    account: string,
    instrument: Instrument,
    leg: ValuedPosition['leg'],
    side: 'long' | 'short',
  ) => ValuedPosition;
  /** A balance that the book does not list. */
  readonly unlistedBalance: (account: string, asset: string) => UnlistedBalance;
}

export interface UnlistedBalance {
  /** Its amount is missing-data unless it is known to be what it is. */
  readonly balance: ValuedBalance;
  /** Nothing ever moved or stated it: what comes in first begins it, as in the ledger. */
  readonly untouched: boolean;
}

/** What a ticket does to one position or holding. */
export interface TradeEffect {
  readonly account: string;
  readonly instrument: string;
  /** Of a spot holding `net`. */
  readonly leg: ValuedPosition['leg'];
  /** Signed as traded: sold < 0. */
  readonly quantity: number;
  readonly price: number;
  readonly before: EffectSide;
  readonly after: EffectSide;
  /** In which fee and profit are paid. */
  readonly settleAsset: string;
  /** In the settlement asset: a cost >= 0, a rebate < 0. */
  readonly fee: number;
  /** Profit that the trade realises, in the settlement asset, gain > 0. */
  readonly realized: Maybe;
  /** Value traded at the price, base currency, >= 0. */
  readonly value: Maybe;
}

export interface EffectSide {
  /** Signed. */
  readonly quantity: Maybe;
  /** Average entry; null when flat, where it is not known, and for a spot holding. */
  readonly entryPrice: number | null;
  readonly leverage: number | null;
  readonly marginMode: MarginMode | null;
}
