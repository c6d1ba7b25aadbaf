import type { Decimal } from '../units/decimal.ts';
import type { EpochMs } from '../units/unit.ts';

declare const symbolText: unique symbol;

/**
 * Crypto and currencies by the unified symbols of ccxt (`BTC/USDT`, `EUR/USD`, `BTC/USDT:USDT`, `BTC/USD:BTC-241227-100000-C`);
 * listed US options in OCC form without padding blanks (`TSLA200717P00705000`); stocks and futures by the broker's own
 * symbol (`AAPL`, `/MCLZ5`, `ESZ5`).
 */
export type InstrumentSymbol = string & { readonly [symbolText]: true };

export interface InstrumentBase {
  readonly symbol: InstrumentSymbol;
  /** What the trader is exposed to: PEPE for `1000PEPE/USDT:USDT` and for `kPEPE/USDC:USDC`. */
  readonly asset: string;
  readonly baseAsset: string;
  readonly quoteAsset: string;
  /** In which profit is paid and margin is posted; the quote asset for spot. */
  readonly settleAsset: string;
  /** Units of the base asset per contract (linear), units of the quote asset per contract (inverse). */
  readonly multiplier: Decimal;
}

/** A share, fund or depositary receipt, paid outright in its currency. `asset` and `baseAsset` are its ticker, told apart from a coin of that name. */
export interface StockInstrument extends InstrumentBase {
  readonly kind: 'stock';
  readonly payoff: 'linear';
}

export interface SpotInstrument extends InstrumentBase {
  readonly kind: 'spot';
  readonly payoff: 'linear';
}

export interface PerpetualInstrument extends InstrumentBase {
  readonly kind: 'perpetual';
  readonly payoff: 'linear' | 'inverse';
}

export interface FutureInstrument extends InstrumentBase {
  readonly kind: 'future';
  readonly payoff: 'linear' | 'inverse';
  readonly expiryMs: EpochMs;
}

export interface OptionInstrument extends InstrumentBase {
  readonly kind: 'option';
  readonly payoff: 'linear' | 'inverse';
  readonly expiryMs: EpochMs;
  readonly strike: Decimal;
  readonly right: 'call' | 'put';
}

export type Instrument = StockInstrument | SpotInstrument | PerpetualInstrument | FutureInstrument | OptionInstrument;
