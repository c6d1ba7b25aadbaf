import type { InstrumentSymbol } from '../../../../shared/book/instrument.ts';
import { parseInstrument } from '../../../../shared/book/parse-instrument.ts';

/** A contract as Binance Futures names it, read into Ballast's symbol. */
export interface BinanceContract {
  readonly instrument: InstrumentSymbol;
  /** In which it is quoted; for `usd-m` also the asset in which it settles. */
  readonly quoteAsset: string;
  /** COIN-M contracts count contracts of a size that only Binance's contract list states. */
  readonly market: 'usd-m' | 'coin-m';
}

/**
 * Reads `BTCUSDT`, `1000PEPEUSDT`, `ETHBTC`, `BTCUSDT_260327` (USD-M) and `BTCUSD_PERP`, `BTCUSD_260327` (COIN-M).
 * Null for a symbol that ends in none of the assets in which Binance settles futures.
 */
export function readBinanceContract(text: string): BinanceContract | null {
  const written = text.trim().toUpperCase();
  const coinMargined = coinMPattern.exec(written);
  if (coinMargined !== null) {
    const [, base = '', delivery = ''] = coinMargined;
    return contract(`${base}/USD:${base}${delivery === 'PERP' ? '' : `-${delivery}`}`, 'USD', 'coin-m');
  }
  const [pair = '', delivery, ...more] = written.split('_');
  if (more.length > 0) return null;
  const quote = settlementAssets.find((asset) => pair.endsWith(asset));
  if (quote === undefined) return null;
  const base = pair.slice(0, -quote.length);
  const suffix = delivery === undefined ? '' : `-${delivery}`;
  return contract(`${base}/${quote}:${quote}${suffix}`, quote, 'usd-m');
}

/** Quote assets of Binance USD-M futures, past and present (exchangeInfo, quoteAsset = marginAsset). */
const settlementAssets = ['FDUSD', 'USDT', 'USDC', 'BUSD', 'USD1', 'BTC'] as const;

const coinMPattern = /^([A-Z0-9]+)USD_(PERP|\d{6})$/;

function contract(symbol: string, quoteAsset: string, market: BinanceContract['market']): BinanceContract | null {
  const parsed = parseInstrument(symbol);
  return parsed.ok ? { instrument: parsed.value.symbol, quoteAsset, market } : null;
}
