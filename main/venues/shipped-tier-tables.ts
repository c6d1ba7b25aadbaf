import type { MarginTierTable } from '../../shared/book/margin-tier.ts';
import { hyperliquidTierTables } from './hyperliquid-tiers.ts';

/**
 * Every margin table that Ballast brings along: facts entered from a citable page with its date. Venues without one here
 * (their tables could not be read with a date) fall back to the flat rate until the trader imports his own.
 */
export const shippedTierTables: readonly MarginTierTable[] = [...hyperliquidTierTables];
