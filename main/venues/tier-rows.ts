import type { MarginTier } from '../../shared/book/margin-tier.ts';

/** A tier as venues publish it when the deduction follows from the tiers: notional from which it holds, rate, leverage. */
export interface PublishedTier {
  readonly floor: number;
  readonly maintenanceRate: number;
  readonly maxLeverage: number | null;
}

/**
 * Tiers with the deduction that makes maintenance continuous: c_1 = 0, c_n = floor_n (m_n - m_{n-1}) + c_{n-1}.
 * @param rows ascending by floor, the first at 0
 * @param lastCap upper end of the last tier; null where the venue names none
 * Source: Binance support article b3c689c1f50a44cabb3a84e663b81d93; Hyperliquid docs, Margin tiers.
 */
export function continuousTiers(rows: readonly PublishedTier[], lastCap: number | null): readonly MarginTier[] {
  let deduction = 0;
  return rows.map((row, index) => {
    const before = rows[index - 1];
    if (before !== undefined) deduction = nextDeduction(row, before.maintenanceRate, deduction);
    const next = rows[index + 1];
    return { ...row, cap: next === undefined ? lastCap : next.floor, deduction };
  });
}

/**
 * The deduction of a tier from that of the tier before: floor * (rate - rate before) + deduction before.
 * Rates and floors are short decimals: fifteen digits drop the noise of binary fractions and keep what the venue prints.
 */
export function nextDeduction(
  row: Pick<PublishedTier, 'floor' | 'maintenanceRate'>,
  rateBefore: number,
  deductionBefore: number,
): number {
  return Number((row.floor * (row.maintenanceRate - rateBefore) + deductionBefore).toPrecision(15));
}
