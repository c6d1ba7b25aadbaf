import type { MarginTierTable } from '../../shared/book/margin-tier.ts';
import { binanceUsdmTierTables } from './binance-usdm-tiers.ts';
import { deribitTierTables } from './deribit-tiers.ts';
import { hyperliquidTierTables } from './hyperliquid-tiers.ts';

/**
 * Every margin table that Ballast brings along: facts entered from a citable page with its date. What is not here
 * (Bybit's pages print no date) falls back to the flat rate until the trader imports his own.
 */
export const shippedTierTables: readonly MarginTierTable[] = [
  ...binanceUsdmTierTables,
  ...hyperliquidTierTables,
  ...deribitTierTables,
];
