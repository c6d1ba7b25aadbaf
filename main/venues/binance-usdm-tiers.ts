import type { InstrumentSymbol } from '../../shared/book/instrument.ts';
import type { MarginTier, MarginTierTable } from '../../shared/book/margin-tier.ts';

/**
 * Binance's own answer to /fapi/v1/leverageBracket as kept by freqtrade in its release of March 2026 (numbers only; no code
 * of it is here). The release prints no day, so the first of its month stands: an age is never understated.
 */
const source =
  'Binance /fapi/v1/leverageBracket as in freqtrade 2026.3, freqtrade/exchange/binance_leverage_tiers.json (March 2026)';
const validFrom = '2026-03-01';

/** Floor and maintenance amount in the settlement asset, as printed. */
type PublishedBracket = readonly [floor: number, maxLeverage: number, maintenanceRate: number, amount: number];

interface PublishedTable {
  readonly instrument: string;
  readonly lastCap: number;
  readonly brackets: readonly PublishedBracket[];
}

const published: readonly PublishedTable[] = [
  {
    instrument: 'BTC/USDT:USDT',
    lastCap: 1_800_000_000,
    brackets: [
      [0, 150, 0.004, 0],
      [300_000, 100, 0.005, 300],
      [800_000, 75, 0.0065, 1_500],
      [3_000_000, 50, 0.01, 12_000],
      [12_000_000, 25, 0.02, 132_000],
      [70_000_000, 20, 0.025, 482_000],
      [100_000_000, 10, 0.05, 2_982_000],
      [230_000_000, 5, 0.1, 14_482_000],
      [480_000_000, 4, 0.125, 26_482_000],
      [600_000_000, 3, 0.15, 41_482_000],
      [800_000_000, 2, 0.25, 121_482_000],
      [1_200_000_000, 1, 0.5, 421_482_000],
    ],
  },
  {
    instrument: 'ETH/USDT:USDT',
    lastCap: 1_200_000_000,
    brackets: [
      [0, 150, 0.004, 0],
      [300_000, 100, 0.005, 300],
      [800_000, 75, 0.0065, 1_500],
      [3_000_000, 50, 0.01, 12_000],
      [12_000_000, 25, 0.02, 132_000],
      [50_000_000, 20, 0.025, 382_000],
      [65_000_000, 10, 0.05, 2_007_000],
      [150_000_000, 5, 0.1, 9_507_000],
      [320_000_000, 4, 0.125, 17_507_000],
      [400_000_000, 3, 0.15, 27_507_000],
      [530_000_000, 2, 0.25, 80_507_000],
      [800_000_000, 1, 0.5, 280_507_000],
    ],
  },
  {
    instrument: 'ETH/USDC:USDC',
    lastCap: 800_000_000,
    brackets: [
      [0, 125, 0.004, 0],
      [50_000, 100, 0.005, 50],
      [500_000, 75, 0.0065, 800],
      [1_000_000, 50, 0.01, 4_300],
      [5_000_000, 20, 0.02, 54_300],
      [50_000_000, 10, 0.05, 1_554_300],
      [100_000_000, 5, 0.1, 6_554_300],
      [150_000_000, 4, 0.125, 10_304_300],
      [300_000_000, 3, 0.15, 17_804_300],
      [400_000_000, 2, 0.25, 57_804_300],
      [500_000_000, 1, 0.5, 182_804_300],
    ],
  },
  {
    instrument: 'SOL/USDT:USDT',
    lastCap: 400_000_000,
    brackets: [
      [0, 100, 0.005, 0],
      [50_000, 75, 0.0065, 75],
      [400_000, 50, 0.01, 1_475],
      [1_000_000, 25, 0.02, 11_475],
      [4_000_000, 20, 0.025, 31_475],
      [8_000_000, 10, 0.05, 231_475],
      [40_000_000, 5, 0.1, 2_231_475],
      [80_000_000, 4, 0.125, 4_231_475],
      [100_000_000, 2, 0.25, 16_731_475],
      [200_000_000, 1, 0.5, 66_731_475],
    ],
  },
  {
    instrument: 'XRP/USDT:USDT',
    lastCap: 100_000_000,
    brackets: [
      [0, 100, 0.005, 0],
      [40_000, 75, 0.006, 40],
      [80_000, 50, 0.01, 360],
      [150_000, 40, 0.0125, 735],
      [400_000, 25, 0.02, 3_735],
      [1_000_000, 20, 0.025, 8_735],
      [2_000_000, 10, 0.05, 58_735],
      [10_000_000, 5, 0.1, 558_735],
      [20_000_000, 4, 0.125, 1_058_735],
      [25_000_000, 2, 0.25, 4_183_735],
      [50_000_000, 1, 0.5, 16_683_735],
    ],
  },
  {
    instrument: 'BNB/USDT:USDT',
    lastCap: 150_000_000,
    brackets: [
      [0, 75, 0.005, 0],
      [10_000, 50, 0.006, 10],
      [200_000, 40, 0.01, 810],
      [400_000, 25, 0.02, 4_810],
      [1_500_000, 20, 0.025, 12_310],
      [3_000_000, 10, 0.05, 87_310],
      [15_000_000, 5, 0.1, 837_310],
      [30_000_000, 4, 0.125, 1_587_310],
      [37_500_000, 2, 0.25, 6_274_810],
      [75_000_000, 1, 0.5, 25_024_810],
    ],
  },
  {
    instrument: 'DOGE/USDT:USDT',
    lastCap: 200_000_000,
    brackets: [
      [0, 75, 0.0065, 0],
      [80_000, 50, 0.01, 280],
      [150_000, 40, 0.0125, 655],
      [750_000, 25, 0.02, 6_280],
      [2_000_000, 20, 0.025, 16_280],
      [4_000_000, 10, 0.05, 116_280],
      [20_000_000, 5, 0.1, 1_116_280],
      [40_000_000, 4, 0.125, 2_116_280],
      [50_000_000, 2, 0.25, 8_366_280],
      [100_000_000, 1, 0.5, 33_366_280],
    ],
  },
];

/** The most traded contracts of Binance USD-M futures. */
export const binanceUsdmTierTables: readonly MarginTierTable[] = published.map(({ instrument, lastCap, brackets }) => ({
  venue: 'binance-usdm',
  instrument: instrument as InstrumentSymbol,
  validFrom,
  source,
  origin: 'shipped',
  tiers: brackets.map(([floor, maxLeverage, maintenanceRate, deduction], index): MarginTier => {
    const next = brackets[index + 1];
    return { floor, cap: next === undefined ? lastCap : next[0], maintenanceRate, deduction, maxLeverage };
  }),
}));
