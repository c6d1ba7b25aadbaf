import { failure, success, type Result } from '../result/result.ts';
import type { Decimal } from '../units/decimal.ts';
import { epochMs, type EpochMs } from '../units/unit.ts';

declare const symbolText: unique symbol;

/** `BTC/USDT`, `BTC/USDT:USDT`, `BTC/USD:BTC`, `BTC/USDT:USDT-260327`, `BTC/USD:BTC-241227-100000-C`: the unified symbols of ccxt. */
export type InstrumentSymbol = string & { readonly [symbolText]: true };

interface InstrumentBase {
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

export type Instrument = SpotInstrument | PerpetualInstrument | FutureInstrument | OptionInstrument;

const unified = /^([^/:\s]+)\/([^/:\s-]+)(?::([^/:\s-]+)(?:-(\d{6})(?:-([\d.]+)-([CP]))?)?)?$/;

/** Contracts on a pack of coins: the number in front belongs to the contract, not to the asset. */
const packed = /^(?:1000000|10000|1000|1M|k)(?=[A-Z]{2})/;

/**
 * Reads a unified symbol. Inverse when it settles in its base asset; settlement in a third asset is refused.
 * @param multiplier see `InstrumentBase.multiplier`; 1 unless the venue says otherwise
 */
export function parseInstrument(symbol: string, multiplier: Decimal = '1' as Decimal): Result<Instrument> {
  const match = unified.exec(symbol);
  const [, baseAsset, quoteAsset, settle, date, strike, right] = match ?? [];
  if (baseAsset === undefined || quoteAsset === undefined) {
    return failure(
      'instrument-symbol',
      `"${symbol}" is no instrument symbol`,
      'Write it like BTC/USDT, BTC/USDT:USDT or BTC/USD:BTC.',
    );
  }
  const asset = baseAsset.replace(packed, '').replace(/^[A-Za-z0-9]+-(?=[A-Z0-9]+$)/, '');
  const base: InstrumentBase = {
    symbol: symbol as InstrumentSymbol,
    asset,
    baseAsset,
    quoteAsset,
    settleAsset: settle ?? quoteAsset,
    multiplier,
  };
  if (settle === undefined) return success({ ...base, kind: 'spot', payoff: 'linear' });
  if (settle !== quoteAsset && settle !== baseAsset) {
    return failure(
      'instrument-quanto',
      `${symbol} settles in ${settle}, neither in ${baseAsset} nor in ${quoteAsset}`,
      'Contracts settled in a third asset are not supported yet.',
    );
  }
  const payoff = settle === quoteAsset ? 'linear' : 'inverse';
  if (date === undefined) return success({ ...base, kind: 'perpetual', payoff });
  const expiryMs = expiryOf(date);
  if (expiryMs === null)
    return failure('instrument-expiry', `${symbol} names a date that does not exist`, 'Write the expiry as YYMMDD.');
  if (strike === undefined) return success({ ...base, kind: 'future', payoff, expiryMs });
  return success({
    ...base,
    kind: 'option',
    payoff,
    expiryMs,
    strike: strike as Decimal,
    right: right === 'C' ? 'call' : 'put',
  });
}

/** Crypto venues expire at 08:00 UTC of the day named in the symbol. */
function expiryOf(date: string): EpochMs | null {
  const [year, month, day] = [2000 + Number(date.slice(0, 2)), Number(date.slice(2, 4)), Number(date.slice(4, 6))];
  const instant = Date.UTC(year, month - 1, day, 8);
  const back = new Date(instant);
  return back.getUTCMonth() === month - 1 && back.getUTCDate() === day ? epochMs(instant) : null;
}
