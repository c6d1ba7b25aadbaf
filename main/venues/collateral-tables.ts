import type { CollateralTable } from '../../shared/book/venue-rules.ts';

/** What venues count of coins as collateral, as far as a citable page says it. */
export const shippedCollateralTables: readonly CollateralTable[] = [];
