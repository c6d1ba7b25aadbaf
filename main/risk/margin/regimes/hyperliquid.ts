import { poolPerSettleAsset, settleAssetsOf, usualRegime, type MarginRegime } from './margin-regime.ts';

/**
 * Hyperliquid: USDC carries all cross positions; spot balances are no collateral. Maintenance on the mark value.
 * Source: Hyperliquid docs, Margining and Liquidations.
 */
export const hyperliquid: MarginRegime = {
  ...usualRegime,
  crossPools: (account) => poolPerSettleAsset([...new Set(['USDC', ...settleAssetsOf(account)])]),
};
