import { poolPerSettleAsset, settleAssetsOf, sharedPool, usualRegime, type MarginRegime } from './margin-regime.ts';

/**
 * Kraken Futures, as structure: in the multi-collateral wallet (`multi-asset`) every balance counts by its table, a
 * single-collateral contract is margined in its own coin. Maintenance on the mark value. Ballast has no citable table of
 * its rates, so every figure says `needs-table` until the trader imports them.
 */
export const krakenFutures: MarginRegime = {
  ...usualRegime,
  crossPools: (account) =>
    account.marginMode === 'multi-asset' ? sharedPool(account) : poolPerSettleAsset(settleAssetsOf(account)),
  initial: () => 'table',
  needsTables: true,
};
