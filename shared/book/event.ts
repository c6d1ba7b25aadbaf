import type { Decimal } from '../units/decimal.ts';
import type { EpochMs } from '../units/unit.ts';
import type { InstrumentSymbol } from './instrument.ts';

export type EventFlag =
  /** The file names no zone and none was given: read as UTC. */
  | 'timezone-assumed'
  /** A local time that occurs twice at the end of summer time. */
  | 'time-ambiguous'
  /** Stated by the trader, not by a file. */
  | 'stated'
  /** The row's own arithmetic does not hold (amount is not price times quantity). */
  | 'amount-differs';

/** An amount of one asset. */
export interface AssetAmount {
  readonly asset: string;
  readonly amount: Decimal;
}

interface EventCommon {
  readonly timeMs: EpochMs;
  /** The id that the source gives the row, unique within the account and instrument; null when it gives none. */
  readonly sourceId: string | null;
  readonly flags: readonly EventFlag[];
}

/** What a broker says a fill does to the position; null when it does not say. */
export type FillEffect = 'open' | 'close' | 'flip' | null;

/** Realised profit as the broker prints it on a fill: evidence that the fold must reproduce, never a booking. */
export interface ReportedPnl {
  readonly amount: Decimal;
  /** `net-of-fee`: the fee of this fill is already taken off. */
  readonly basis: 'gross' | 'net-of-fee';
}

/** A purchase or sale that moves a position (or, for spot, two balances). */
export interface FillEvent extends EventCommon {
  readonly kind: 'trade' | 'liquidation';
  readonly instrument: InstrumentSymbol;
  readonly side: 'buy' | 'sell';
  /** Contracts or coins, > 0. */
  readonly quantity: Decimal;
  /** Per coin, in the quote asset. */
  readonly price: Decimal;
  /** A cost >= 0, a rebate < 0; null when the source is silent. */
  readonly fee: AssetAmount | null;
  /** The leg of an account in hedge mode; null when the source does not say or the account is one-way. */
  readonly positionSide: 'long' | 'short' | null;
  readonly effect: FillEffect;
  readonly reportedPnl: ReportedPnl | null;
  /** Signed position after the fill, where the source prints it. */
  readonly positionAfter: Decimal | null;
  /** Balance of the settlement asset after the fill, where the source prints it. */
  readonly balanceAfter: Decimal | null;
}

export type CashKind =
  | 'funding'
  | 'interest'
  | 'fee'
  | 'transfer'
  | 'deposit'
  | 'withdrawal'
  | 'settlement'
  | 'dividend'
  | 'tax'
  | 'adjustment';

/** A movement of one balance. */
export interface CashEvent extends EventCommon {
  readonly kind: CashKind;
  readonly asset: string;
  /** Signed movement: received > 0, paid < 0 (a fee paid is negative here, as on the statement). */
  readonly amount: Decimal;
  readonly instrument: InstrumentSymbol | null;
  /**
   * `ledger`: a row that restates what fills say (Binance REALIZED_PNL and COMMISSION). Where the account has fills for
   * that time it is evidence and moves nothing a second time; without fills it moves the balance and makes no position.
   */
  readonly grain: 'own' | 'ledger';
  readonly balanceAfter: Decimal | null;
}

/** From this instant on the position is this, whatever came before. */
export interface OpeningPositionEvent extends EventCommon {
  readonly kind: 'opening-position';
  readonly instrument: InstrumentSymbol;
  /** Signed; 0 states that the history starts flat. */
  readonly quantity: Decimal;
  /** Average entry in the quote asset; null only with quantity 0. */
  readonly averagePrice: Decimal | null;
  readonly positionSide: 'long' | 'short' | null;
}

/** From this instant on the balance of the asset is this. */
export interface BalanceEvent extends EventCommon {
  readonly kind: 'opening-balance' | 'reported-balance';
  readonly asset: string;
  readonly amount: Decimal;
}

/** What one row or one statement of the trader says, before it belongs to an account. */
export type LedgerEvent = FillEvent | CashEvent | OpeningPositionEvent | BalanceEvent;

export type EventKind = LedgerEvent['kind'];

/** Where an event was read, so that any row can show its raw text. */
export interface Provenance {
  readonly importId: number;
  /** 1-based line on which the record begins. */
  readonly line: number;
  readonly byteOffset: number;
  readonly byteLength: number;
}

/** An event of the book. Events that share an instant are read in the order in which they were imported, then in the file's own. */
export type BookedEvent = LedgerEvent & {
  readonly id: number;
  readonly account: string;
  readonly provenance: Provenance | null;
};

export function isFill(event: LedgerEvent): event is FillEvent {
  return event.kind === 'trade' || event.kind === 'liquidation';
}

export function isStatement(event: LedgerEvent): event is OpeningPositionEvent | BalanceEvent {
  return event.kind === 'opening-position' || event.kind === 'opening-balance' || event.kind === 'reported-balance';
}

export function isCashMovement(event: LedgerEvent): event is CashEvent {
  return !isFill(event) && !isStatement(event);
}
