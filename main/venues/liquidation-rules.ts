import type { LiquidationRules } from '../../shared/book/venue-rules.ts';

/** How venues liquidate, as far as a citable page says it. */
export const shippedLiquidationRules: readonly LiquidationRules[] = [];
