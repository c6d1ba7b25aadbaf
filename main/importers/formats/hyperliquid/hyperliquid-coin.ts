import type { InstrumentSymbol } from '../../../../shared/book/instrument.ts';
import { parseInstrument } from '../../../../shared/book/parse-instrument.ts';

export interface HyperliquidCoin {
  readonly symbol: InstrumentSymbol;
  readonly isSpot: boolean;
  readonly baseAsset: string;
  /** In which trades are paid: USDC unless a spot pair names another. */
  readonly quoteAsset: string;
}

/**
 * Reads Hyperliquid's name of a market: `BTC` and `kPEPE` are perpetuals, `xyz:TSLA` a perpetual of a builder's own
 * exchange (HIP-3; ccxt writes XYZ-TSLA), also written `TSLA (xyz)`, `ETH/USDC` a spot pair and `@107` a spot pair that is known by its number only.
 * Null for anything else.
 */
export function hyperliquidCoin(text: string): HyperliquidCoin | null {
  const coin = text.trim();
  const spot = spotPair.exec(coin);
  if (spot !== null) {
    const [, named, quoteAsset = 'USDC', numbered = ''] = spot;
    const baseAsset = named ?? numbered;
    return coinOf(`${baseAsset}/${quoteAsset}`, true, baseAsset, quoteAsset);
  }
  const perpetual = perpetualName.exec(coin.replace(nameWithExchange, '$2:$1'));
  if (perpetual === null) return null;
  const [, exchange, name = ''] = perpetual;
  const baseAsset = exchange === undefined ? name : `${exchange.toUpperCase()}-${name}`;
  return coinOf(`${baseAsset}/USDC:USDC`, false, baseAsset, 'USDC');
}

/** `HYPE/USDC`, `PURR/USDC`, `@107`. */
const spotPair = /^([A-Za-z0-9.]+)\/([A-Za-z0-9.]+)$|^(@\d+)$/;
/** `BTC`, `kPEPE`, `xyz:TSLA`. */
const perpetualName = /^(?:([A-Za-z0-9]+):)?([A-Za-z0-9]+)$/;
/** `TSLA (xyz)`. */
const nameWithExchange = /^([A-Za-z0-9]+)\s*\(([A-Za-z0-9]+)\)$/;

function coinOf(symbol: string, isSpot: boolean, baseAsset: string, quoteAsset: string): HyperliquidCoin | null {
  const instrument = parseInstrument(symbol);
  return instrument.ok ? { symbol: instrument.value.symbol, isSpot, baseAsset, quoteAsset } : null;
}
