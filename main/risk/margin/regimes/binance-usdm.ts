import {
  listedCollateralPool,
  poolPerSettleAsset,
  settleAssetsOf,
  usualRegime,
  type MarginRegime,
} from './margin-regime.ts';

const marginAssets = ['USDT', 'USDC'];

/**
 * Binance USD-M futures. Single-asset mode: each margin asset carries the positions settled in it; other balances (BNB for
 * fees) are no collateral. Multi-assets mode: one cross pool for the positions of all margin assets; cash and the coins
 * that Binance lists count, each by its collateral value ratio, losses of one asset against profits of another.
 * Maintenance on the mark value, each leg of a hedge by its own tier, no fee inside.
 * Source: Binance support articles b3c689c1f50a44cabb3a84e663b81d93 (liquidation) and 29b45c485d664028b9ca1cdf90b24f6f
 * (Multi-Assets Mode: cross margin only).
 */
export const binanceUsdm: MarginRegime = {
  ...usualRegime,
  crossPools: (account) => {
    if (account.marginMode === 'multi-asset') return listedCollateralPool(account, []);
    const settled = settleAssetsOf(account);
    if (settled.length > 0) return poolPerSettleAsset(settled);
    return poolPerSettleAsset(marginAssets.filter((asset) => account.balances.some((one) => one.asset === asset)));
  },
};
