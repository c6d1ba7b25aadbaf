import { failure, success, type Result } from '../result/result.ts';
import type { Decimal } from '../units/decimal.ts';
import { epochMs, type EpochMs } from '../units/unit.ts';
import type { Instrument, InstrumentBase, InstrumentSymbol } from './instrument.ts';
import { parseListed } from './listed-symbol.ts';

// A quotation mark or a separator is left over from a damaged table: no coin has one in its name.
const unified = /^(?!\.\/)([^/:\s"'`,;]+)\/([^/:\s"'`,;-]+)(?::([^/:\s"'`,;-]+)(?:-(\d{6})(?:-([\d.]+)-([CP]))?)?)?$/;

/** Contracts on a pack of coins: the number in front belongs to the contract, not to the asset. */
const packed = /^(?:1000000|10000|1000|1M|k)(?=[A-Z]{2})/;

/**
 * What a symbol says of its instrument where no file or venue says more. A unified symbol names everything; inverse when
 * it settles in its base asset, settlement in a third asset is refused. An OCC symbol is an option on 100 shares, in USD;
 * a plain ticker is a stock in USD; a future needs its contract's multiplier in `futures-contracts.ts`.
 * @param multiplier see `InstrumentBase.multiplier`; 1 unless the venue says otherwise
 */
export function parseInstrument(symbol: string, multiplier: Decimal = '1' as Decimal): Result<Instrument> {
  if (!unified.test(symbol)) return parseListed(symbol);
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
