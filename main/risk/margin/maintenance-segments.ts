import type { MarginTier, MarginTierTable } from '../../../shared/book/margin-tier.ts';
import type { MaintenanceSegment } from './margin-table.ts';

/** The tier of a notional in the settlement asset: floor <= notional < cap; above the last cap the last tier goes on. */
export function tierAt(tiers: readonly MarginTier[], notional: number): MarginTier {
  let found: MarginTier | undefined;
  for (const tier of tiers) {
    if (tier.floor > notional) break;
    found = tier;
  }
  return found as MarginTier;
}

/**
 * Maintenance margin of one position: rate x notional - deduction of the tier of that notional.
 * Notional and result in the settlement asset.
 * Source: Binance support article b3c689c1f50a44cabb3a84e663b81d93; Hyperliquid docs, Margin tiers.
 */
export function maintenanceOf(tiers: readonly MarginTier[], notional: number): number {
  const tier = tierAt(tiers, notional);
  return tier.maintenanceRate * notional - tier.deduction;
}

/**
 * Tiers as segments over the notional factor h, 1 at the mark.
 * @param table with its growth, where the rates grow with the size
 * @param settleNotional notional at the mark in the settlement asset, > 0
 * @param settleRate base currency per settlement asset
 * @param closingFeeRate fee inside the maintenance, a fraction of notional; 0 where the venue has none inside
 */
export function maintenanceSegments(
  { tiers, growth }: Pick<MarginTierTable, 'tiers' | 'growth'>,
  settleNotional: number,
  settleRate: number,
  closingFeeRate: number,
): readonly MaintenanceSegment[] {
  return tiers.map((tier) => ({
    from: tier.floor / settleNotional,
    rate: tier.maintenanceRate + closingFeeRate,
    deduction: tier.deduction * settleRate,
    increase: growth === undefined ? 0 : growth.maintenance * settleNotional * settleNotional * settleRate,
    tier,
  }));
}
