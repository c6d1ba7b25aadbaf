import { closingFeeFlags, closingFeeRate } from './closing-fee.ts';
import { poolPerSettleAsset, settleAssetsOf, usualRegime, type MarginRegime } from './margin-regime.ts';

/**
 * BitMEX, inverse and linear: each settlement asset is a pool. Maintenance is a share of the ENTRY value and holds the taker
 * fee; the next funding belongs in it too, which no file says: it is left out and flagged. So an isolated inverse long goes
 * at E / (1 + IM - MM), a short at E / (1 - IM + MM). The position is taken over at its bankruptcy price.
 * Source: BitMEX support, Liquidation price calculation; bitmex.com/app/liquidation.
 */
export const bitmex: MarginRegime = {
  ...usualRegime,
  crossPools: (account) => poolPerSettleAsset(settleAssetsOf(account)),
  maintenance: (_, __, account) => ({ base: 'entry', closingFeeRate: closingFeeRate(account) }),
  maintenanceFlags: (account) => [...closingFeeFlags(account), 'funding-margin-left-out'],
  needsTables: true,
};
