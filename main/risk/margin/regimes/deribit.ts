import { poolPerSettleAsset, settleAssetsOf, usualRegime, type MarginRegime } from './margin-regime.ts';

/**
 * Deribit futures and perpetuals, standard margin: each settlement coin is a pool of its own. Rates grow with the size of
 * the position in the coin: maintenance 1 % + 0.005 % for each BTC, initial 2 % + the same (ETH 0.0004 % for each ETH), so
 * maintenance of n BTC is 0.01 n + 0.00005 n^2. Initial margin comes from the table, no leverage is chosen.
 * Linear contracts in USDC have no citable table here.
 * Source: Deribit support, 11 January 2022 (article 25944826427293).
 */
export const deribit: MarginRegime = {
  ...usualRegime,
  crossPools: (account) => poolPerSettleAsset(settleAssetsOf(account)),
  initial: () => 'table',
  needsTables: true,
};
