import { closingFeeFlags, closingFeeRate } from './closing-fee.ts';
import { poolPerSettleAsset, settleAssetsOf, usualRegime, type MarginRegime } from './margin-regime.ts';

/**
 * GMX v2, as structure: a position goes once collateral + profit - price impact - closing fees is below the market's
 * minimum collateral factor x size, or below a fixed least of dollars. Size is in dollars at the ENTRY. The fees are taken
 * as one rate inside the maintenance; price impact and the fixed least are not here, so every figure says `needs-table`.
 * Source: gmx-io/gmx-synthetics, PositionUtils.isPositionLiquidatable.
 */
export const gmx: MarginRegime = {
  ...usualRegime,
  flags: ['needs-table'],
  crossPools: (account) => poolPerSettleAsset(settleAssetsOf(account)),
  maintenance: (_, __, account) => ({ base: 'entry', closingFeeRate: closingFeeRate(account) }),
  maintenanceFlags: closingFeeFlags,
};
