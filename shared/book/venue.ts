/** The venues whose rules Ballast knows, with the name that a trader reads. */
export const venueNames = {
  'binance-usdm': 'Binance USD-M futures',
  'binance-coinm': 'Binance COIN-M futures',
  bybit: 'Bybit unified',
  okx: 'OKX',
  deribit: 'Deribit',
  hyperliquid: 'Hyperliquid',
  dydx: 'dYdX',
  bitmex: 'BitMEX',
  drift: 'Drift',
  'kraken-futures': 'Kraken Futures',
  gmx: 'GMX',
  'spot-margin': 'Margin loan',
  'interactive-brokers': 'Interactive Brokers',
  tastytrade: 'tastytrade',
} as const;

export type VenueId = keyof typeof venueNames;

const otherNames: Readonly<Record<string, VenueId>> = {
  binance: 'binance-usdm',
  'binance-usd-m': 'binance-usdm',
  'binance-futures': 'binance-usdm',
  binanceusdm: 'binance-usdm',
  'binance-coin-m': 'binance-coinm',
  'binance-coin-m-futures': 'binance-coinm',
  'binance-delivery': 'binance-coinm',
  binancecoinm: 'binance-coinm',
  'bybit-unified': 'bybit',
  'bybit-uta': 'bybit',
  'okx-futures': 'okx',
  okex: 'okx',
  'deribit-futures': 'deribit',
  'hyperliquid-perps': 'hyperliquid',
  'dydx-v4': 'dydx',
  'dydx-chain': 'dydx',
  'bitmex-futures': 'bitmex',
  'drift-protocol': 'drift',
  krakenfutures: 'kraken-futures',
  'gmx-v2': 'gmx',
  'margin-loan': 'spot-margin',
  'spot-margin-loan': 'spot-margin',
  ib: 'interactive-brokers',
  ibkr: 'interactive-brokers',
  tastyworks: 'tastytrade',
};

/** The id of a venue as the trader may write it ("Binance USD-M" is `binance-usdm`); a venue Ballast does not know keeps its own word. */
export function venueId(text: string): string {
  const word = text
    .trim()
    .toLowerCase()
    .replace(/[\s_]+/g, '-')
    .replace(/-futures$/, (end) => (text.includes('USD') ? '' : end));
  return otherNames[word] ?? word;
}

export function isKnownVenue(venue: string): venue is VenueId {
  return Object.hasOwn(venueNames, venue);
}

/** What the trader reads for a venue. */
export function venueName(venue: string): string {
  return isKnownVenue(venue) ? venueNames[venue] : venue;
}
