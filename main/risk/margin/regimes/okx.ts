import { closingFeeFlags, closingFeeRate } from './closing-fee.ts';
import { poolPerSettleAsset, settleAssetsOf, sharedPool, usualRegime, type MarginRegime } from './margin-regime.ts';

/**
 * OKX. In futures mode each settlement asset carries its positions; in multi-currency mode (`multi-asset`) every balance is
 * collateral of one pool, discounted by its table. The fee of closing stands INSIDE what an account must hold: it goes
 * when equity is at or below maintenance margin plus liquidation fee, so an isolated linear position at
 * P = (E - s W / q) / (1 - s (m + f)). Maintenance on the mark value by position tiers.
 * Source: OKX help, Tiered maintenance margin ratio rules (16 May 2025), 1.1.
 */
export const okx: MarginRegime = {
  ...usualRegime,
  crossPools: (account) =>
    account.marginMode === 'multi-asset' ? sharedPool(account) : poolPerSettleAsset(settleAssetsOf(account)),
  maintenance: (_, __, account) => ({ base: 'mark', closingFeeRate: closingFeeRate(account) }),
  maintenanceFlags: closingFeeFlags,
  needsTables: true,
  contractsOfMoreDollars: true,
};
