/** The venues whose rules Ballast knows, with the name that a trader reads. */
export const venueNames = {
  'binance-usdm': 'Binance USD-M futures',
  bybit: 'Bybit unified',
  hyperliquid: 'Hyperliquid',
  'interactive-brokers': 'Interactive Brokers',
  tastytrade: 'tastytrade',
} as const;

export type VenueId = keyof typeof venueNames;

const otherNames: Readonly<Record<string, VenueId>> = {
  binance: 'binance-usdm',
  'binance-usd-m': 'binance-usdm',
  'binance-futures': 'binance-usdm',
  binanceusdm: 'binance-usdm',
  'bybit-unified': 'bybit',
  'bybit-uta': 'bybit',
  'hyperliquid-perps': 'hyperliquid',
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
