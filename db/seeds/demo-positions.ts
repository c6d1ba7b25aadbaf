import type { AccountChange } from '../../shared/contract/book.ts';

/** A position of the demo book as it stands at the end; its history is made from the seed. */
export interface DemoPosition {
  readonly instrument: string;
  /** Row of the invented market that prices it. */
  readonly priced: string;
  /** Signed contracts or coins at the end. */
  readonly quantity: number;
  /** Decimals of the lot. */
  readonly lotDecimals: number;
  /** How many days before the end the present position was opened. */
  readonly heldDays: number;
  readonly leverage: number;
  /** Round trips before it, as a share of the final size. */
  readonly earlierShare: number;
}

export interface DemoAccount {
  readonly settings: AccountChange;
  /** Margin asset, first deposit, and the wallet equity that the account ends with. */
  readonly cash: string;
  readonly firstDeposit: number;
  readonly finalEquity: number;
  /** Coins deposited on the first day. */
  readonly coins: readonly { readonly asset: string; readonly amount: number }[];
  readonly takerFee: number;
  readonly positions: readonly DemoPosition[];
}

type Row = readonly [instrument: string, quantity: number, lotDecimals: number, heldDays: number, leverage: number];

function positions(quote: string, earlierShare: number, rows: readonly Row[]): readonly DemoPosition[] {
  return rows.map(([base, quantity, lotDecimals, heldDays, leverage]) => ({
    instrument: base.includes('/') ? base : `${base}/${quote}:${quote}`,
    priced: base.startsWith('k') ? base.replace('k', '1000') : (base.split('/')[0] as string),
    quantity,
    lotDecimals,
    heldDays,
    leverage,
    earlierShare,
  }));
}

function leverageOf(held: readonly DemoPosition[]): { instrument: string; leverage: number }[] {
  return held.map(({ instrument, leverage }) => ({ instrument, leverage }));
}

const binance = positions('USDT', 0.55, [
  ['BTC', 0.62, 3, 47, 20],
  ['ETH', 9.4, 3, 63, 20],
  ['SOL', 150, 0, 21, 10],
  ['XRP', -18_000, 1, 88, 10],
  ['BNB', 22, 2, 35, 10],
  ['ADA', -26_000, 0, 54, 10],
  ['AVAX', -420, 0, 17, 10],
  ['LINK', 900, 2, 71, 10],
  ['LTC', -95, 3, 29, 10],
  ['SUI', 3_200, 1, 9, 5],
  ['1000PEPE', -1_250_000, 0, 25, 5],
  ['TON', -2_500, 1, 41, 10],
]);

const bybit = positions('USDT', 0.5, [
  ['BTC', -0.48, 3, 66, 15],
  ['ETH', 6.2, 2, 33, 15],
  ['SOL', -130, 1, 58, 10],
  ['BTC/USD:BTC', 24_000, 0, 92, 5],
  ['ETH/USD:ETH', -9_500, 0, 44, 5],
  ['AVAX', -640, 1, 38, 10],
  ['ARB', 21_000, 1, 15, 8],
  ['OP', 14_000, 1, 27, 8],
  ['DOGE', -45_000, 0, 12, 10],
  ['LINK', -310, 1, 49, 10],
  ['XRP', 9_000, 0, 20, 10],
]);

const hyperliquid = positions('USDC', 0.3, [
  ['DOGE', 330_000, 0, 14, 10],
  ['ETH', 9.4, 4, 19, 20],
  ['SOL', 120, 2, 23, 15],
  ['HYPE', -150, 2, 30, 5],
  ['BTC', -0.11, 5, 52, 25],
  ['kPEPE', 420_000, 0, 7, 5],
  ['SUI', -900, 1, 40, 5],
  ['ARB', -6_000, 1, 34, 5],
  ['XRP', -1_500, 0, 61, 10],
]);

const swing = positions('USDT', 0.6, [
  ['BTC', 0.21, 2, 77, 10],
  ['ETH', -5, 1, 31, 10],
  ['SOL', 60, 0, 45, 10],
  ['XRP', 5_000, 0, 68, 5],
  ['DOGE', -38_000, 0, 22, 5],
  ['LTC', 45, 1, 37, 5],
  ['ADA', 9_000, 0, 83, 5],
  ['TON', 1_900, 0, 11, 5],
]);

export const demoAccounts: readonly DemoAccount[] = [
  {
    settings: {
      name: 'Binance main',
      venue: 'binance-usdm',
      leverage: leverageOf(binance),
      instrumentModes: [{ instrument: 'SUI/USDT:USDT', marginMode: 'isolated' }],
      isolatedMargin: [{ instrument: 'SUI/USDT:USDT', amount: '1150' }],
    },
    cash: 'USDT',
    firstDeposit: 48_000,
    finalEquity: 58_400,
    coins: [],
    takerFee: 0.0005,
    positions: binance,
  },
  {
    settings: { name: 'Bybit unified', venue: 'bybit', leverage: leverageOf(bybit) },
    cash: 'USDT',
    firstDeposit: 36_000,
    finalEquity: 21_900,
    coins: [
      { asset: 'BTC', amount: 0.32 },
      { asset: 'ETH', amount: 3.1 },
    ],
    takerFee: 0.00055,
    positions: bybit,
  },
  {
    settings: { name: 'Hyperliquid perps', venue: 'hyperliquid', leverage: leverageOf(hyperliquid) },
    cash: 'USDC',
    firstDeposit: 30_000,
    finalEquity: 5_900,
    coins: [],
    takerFee: 0.00045,
    positions: hyperliquid,
  },
  {
    settings: { name: 'OKX swing', venue: 'okx', leverage: leverageOf(swing) },
    cash: 'USDT',
    firstDeposit: 25_000,
    finalEquity: 27_800,
    coins: [],
    takerFee: 0.0005,
    positions: swing,
  },
];
