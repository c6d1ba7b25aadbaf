import { isPaidInFull } from '../paid-in-full.ts';
import { poolPerSettleAsset, settleAssetsOf, usualRegime, type MarginRegime } from './margin-regime.ts';

/** A venue whose rules Ballast does not know, or none stated: pools by settlement asset, and every figure says so. */
export const flatRate: MarginRegime = {
  ...usualRegime,
  flags: ['venue-rules-unknown'],
  crossPools: (account) => (isPaidInFull(account) ? [] : poolPerSettleAsset(settleAssetsOf(account))),
};
