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
  /** The row takes out whatever is held and does not say on which side: the book's own position decides. */
  | 'side-from-position'
  /** The row's own arithmetic does not hold (amount is not price times quantity). */
  | 'amount-differs'
  /** The row does not say what it cost: the fee may be more than nothing. */
  | 'fee-unknown';

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

export type FillKind =
  | 'trade'
  | 'liquidation'
  /** An option or future leaves at its end: price 0 for an option that is worthless or delivered, else the settlement price. */
  | 'expiry'
  /** A short option is removed because it was assigned, a long one because it was exercised: price 0; what is delivered is a trade at the strike. */
  | 'assignment'
  | 'exercise';

/** A purchase or sale that moves a position (or, for spot, two balances). */
export interface FillEvent extends EventCommon {
  readonly kind: FillKind;
  readonly instrument: InstrumentSymbol;
  readonly side: 'buy' | 'sell';
  /** Contracts, shares or coins, > 0. */
  readonly quantity: Decimal;
  /** Per coin or share, in the quote asset; never of a whole contract. 0 only where a contract leaves worthless. */
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
  /** Signed position of the instrument on which the row was paid, where the source prints it: evidence that the fold must meet. */
  readonly positionHeld?: Decimal | null;
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

/**
 * Units of one instrument become units of another (or of the same) with their cost carried over: a split (4 for 1: from
 * 1, to 4), a reverse split (from 8, to 1), a change of symbol (1 to 1 into another), a merger for shares.
 */
export interface SplitEvent extends EventCommon {
  readonly kind: 'split';
  readonly instrument: InstrumentSymbol;
  /** > 0. */
  readonly from: Decimal;
  /** > 0. */
  readonly to: Decimal;
  /** The instrument into which it turns; null when it stays the same. */
  readonly into: InstrumentSymbol | null;
}

/** The broker takes a fill back: the fill it names is as if it had never been, wherever it was imported. */
export interface CancelEvent extends EventCommon {
  readonly kind: 'cancel';
  readonly instrument: InstrumentSymbol;
  /** Of the fill that is taken back. */
  readonly side: 'buy' | 'sell';
  /** Of the fill that is taken back, > 0. */
  readonly quantity: Decimal;
  readonly price: Decimal;
  /** Of the fill that is taken back, where the source gives it back: of two equal fills the one with this fee is meant. */
  readonly fee?: AssetAmount | null;
  /** When that fill was made; null when the source does not say. */
  readonly cancelledMs: EpochMs | null;
}

/** A position as the broker's own report prints it at an instant: evidence that the fold must meet; it moves nothing. */
export interface ReportedPositionEvent extends EventCommon {
  readonly kind: 'reported-position';
  readonly instrument: InstrumentSymbol;
  /** Signed contracts, shares or coins. */
  readonly quantity: Decimal;
  /** Average entry per unit in the quote asset as the broker calculates it; null when not printed. */
  readonly averagePrice: Decimal | null;
  readonly positionSide: 'long' | 'short' | null;
  /** Price per unit at which the report values it; null when not printed. */
  readonly mark: Decimal | null;
  /** The liquidation price that the broker prints; null when not printed. */
  readonly liquidationPrice: Decimal | null;
}

/** What one row or one statement of the trader says, before it belongs to an account. */
export type LedgerEvent =
  FillEvent | CashEvent | OpeningPositionEvent | BalanceEvent | SplitEvent | CancelEvent | ReportedPositionEvent;

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
  switch (event.kind) {
    case 'trade':
    case 'liquidation':
    case 'expiry':
    case 'assignment':
    case 'exercise':
      return true;
    default:
      return false;
  }
}

export function isStatement(event: LedgerEvent): event is OpeningPositionEvent | BalanceEvent {
  return event.kind === 'opening-position' || event.kind === 'opening-balance' || event.kind === 'reported-balance';
}

export function isCashMovement(event: LedgerEvent): event is CashEvent {
  return 'grain' in event;
}
