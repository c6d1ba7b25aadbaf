import { onMark, poolPerSettleAsset, settleAssetsOf, type MarginRegime } from './margin-regime.ts';

const marginAssets = ['USDT', 'USDC'];

/**
 * Binance USD-M futures in single-asset mode: each margin asset carries the positions settled in it; other balances
 * (BNB for fees) are no collateral. Maintenance on the mark value, each leg of a hedge by its own tier, no fee inside.
 * Source: Binance support article b3c689c1f50a44cabb3a84e663b81d93.
 */
export const binanceUsdm: MarginRegime = {
  flags: [],
  crossPools: (account) => {
    const settled = settleAssetsOf(account);
    if (settled.length > 0) return poolPerSettleAsset(settled);
    return poolPerSettleAsset(marginAssets.filter((asset) => account.balances.some((one) => one.asset === asset)));
  },
  maintenance: () => onMark,
  initial: 'leverage',
};
