import type { MarginTier } from '../../../../shared/book/margin-tier.ts';
import type { ValuedPosition } from '../../../../shared/book/valued-book.ts';
import type { MaintenanceRule } from '../compile-leg.ts';

/**
 * FINRA Rule 4210(c)(2) and (3), dollars a share: stock sold short below 5 dollars asks for 2.50 a share or all of its value,
 * at 5 dollars or more for 5 a share or 30 %, whichever is greater. As tiers over the price: 2.50 up to 2.50, the whole
 * price up to 5, then 5 a share until 30 % of the price is more.
 * @param rate in place of the 30 %: a leveraged fund asks for its multiple of them, at most 1
 */
export function shareTiers(rate: number): readonly MarginTier[] {
  return [
    { floor: 0, cap: 2.5, maintenanceRate: 0, deduction: -2.5, maxLeverage: null },
    { floor: 2.5, cap: 5, maintenanceRate: 1, deduction: 0, maxLeverage: null },
    { floor: 5, cap: 5 / rate, maintenanceRate: 0, deduction: -5, maxLeverage: null },
    { floor: 5 / rate, cap: null, maintenanceRate: rate, deduction: 0, maxLeverage: null },
  ];
}

/**
 * The rule of a stock sold short where only the least of FINRA is known; null for any other position, whose table says it
 * all. The rule is in dollars: for a stock in another currency the flat rate stands.
 */
export function cheapShortStock({ instrument, side, tierTable }: ValuedPosition): MaintenanceRule | null {
  const applies =
    instrument.kind === 'stock' &&
    side === 'short' &&
    tierTable.origin === 'flat-rate' &&
    instrument.quoteAsset === 'USD';
  if (!applies) return null;
  const [tier] = tierTable.tiers as [MarginTier];
  return { base: 'mark', closingFeeRate: 0, unitTiers: shareTiers(tier.maintenanceRate) };
}
