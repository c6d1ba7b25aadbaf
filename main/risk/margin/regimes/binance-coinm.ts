import { poolPerSettleAsset, settleAssetsOf, usualRegime, type MarginRegime } from './margin-regime.ts';

/**
 * Binance COIN-M futures: contracts of a fixed number of dollars, margined and paid in the coin; each coin's wallet carries
 * the positions settled in it. Notional = contracts x dollars / P in the coin, tier floors and maintenance amounts too are
 * in the coin, so P = N k (m + s) / (W + U - MM + c + s N k / E). Maintenance on the mark value, no fee inside.
 * Source: Binance support, COIN-M liquidation and maintenance margin (tier 5: 50 x (5 % - 2.5 %) + 0.56 = 1.81 BTC).
 */
export const binanceCoinm: MarginRegime = {
  ...usualRegime,
  crossPools: (account) => poolPerSettleAsset(settleAssetsOf(account)),
  needsTables: true,
  contractsOfMoreDollars: true,
};
