import type { InstrumentSymbol } from '../../shared/book/instrument.ts';
import type { MarginTier, MarginTierTable } from '../../shared/book/margin-tier.ts';
import { continuousTiers } from './tier-rows.ts';

const source = 'https://hyperliquid.gitbook.io/hyperliquid-docs/trading/margin-tiers (mainnet margin tiers)';

/** The tiers of the page agree with the venue's own `meta` answer of this day. */
const validFrom = '2026-09-27';

/** Notional in USDC from which a tier holds, and its largest leverage. Groups as on the page. */
const groups: readonly (readonly [coins: string, ...tiers: (readonly [floor: number, maxLeverage: number])[]])[] = [
  ['BTC', [0, 40], [150_000_000, 20]],
  ['ETH', [0, 25], [100_000_000, 15]],
  ['SOL', [0, 20], [70_000_000, 10]],
  ['XRP', [0, 20], [40_000_000, 10]],
  [
    'DOGE kPEPE SUI WLD TRUMP LTC ENA POPCAT WIF AAVE kBONK LINK CRV AVAX ADA UNI NEAR TIA APT BCH HYPE FARTCOIN',
    [0, 10],
    [20_000_000, 5],
  ],
  ['OP ARB LDO TON MKR ONDO JUP INJ kSHIB SEI TRX BNB DOT', [0, 10], [3_000_000, 5]],
];

/** Hyperliquid's perpetuals with listed tiers. */
export const hyperliquidTierTables: readonly MarginTierTable[] = groups.flatMap(([coins, ...rows]) => {
  const tiers = leverageTiers(rows);
  return coins.split(' ').map((coin) => ({
    venue: 'hyperliquid',
    instrument: `${coin}/USDC:USDC` as InstrumentSymbol,
    validFrom,
    source,
    origin: 'shipped',
    tiers,
  }));
});

/** Tiers from largest leverages: the rate is half the initial margin at the largest leverage of the tier, maintenance is continuous. */
export function leverageTiers(rows: readonly (readonly [floor: number, maxLeverage: number])[]): readonly MarginTier[] {
  return continuousTiers(
    rows.map(([floor, maxLeverage]) => ({ floor, maxLeverage, maintenanceRate: 1 / (2 * maxLeverage) })),
    null,
  );
}
