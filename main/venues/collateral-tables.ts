import type { CollateralTable } from '../../shared/book/venue-rules.ts';

/** Collateral value ratios of Binance's Multi-Assets Mode as its page of that day prints them. */
const binanceMultiAssets: readonly (readonly [asset: string, ratio: number])[] = [
  ['BTC', 0.95],
  ['ETH', 0.95],
  ['BNB', 0.95],
  ['XRP', 0.9],
  ['ADA', 0.9],
  ['DOT', 0.9],
  ['SOL', 0.9],
  ['USDT', 0.9999],
  ['BUSD', 1],
  ['USDC', 0.9999],
];

/** What venues count of coins as collateral, as far as a citable page says it. */
export const shippedCollateralTables: readonly CollateralTable[] = binanceMultiAssets.map(([asset, ratio]) => ({
  venue: 'binance-usdm',
  asset,
  validFrom: '2021-05-28',
  source:
    'https://www.binance.com/en-NG/support/faq/29b45c485d664028b9ca1cdf90b24f6f (What Is Multi-Assets Mode, 2021-05-28)',
  origin: 'shipped',
  tiers: [{ floor: 0, ratio }],
}));
