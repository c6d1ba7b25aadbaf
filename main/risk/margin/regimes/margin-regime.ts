import type { ValuedAccount, ValuedPosition } from '../../../../shared/book/valued-book.ts';
import type { MarginMode } from '../../../../shared/book/account.ts';
import type { MaintenanceRule } from '../compile-leg.ts';

/** How a venue turns an account into pools. One small module a venue; numbers of tiers are data in main/venues. */
export interface MarginRegime {
  /** Flags that every figure of its pools carries. */
  readonly flags: readonly string[];
  /**
   * The cross pools of an account, each by the settlement assets that share it. A position settled in an asset belongs to
   * the pool that lists it.
   */
  readonly crossPools: (account: ValuedAccount) => readonly CrossPool[];
  readonly maintenance: (position: ValuedPosition, mode: MarginMode) => MaintenanceRule;
}

export interface CrossPool {
  readonly name: string;
  /** Wallets without which the pool's equity is not known once a position settles in them. */
  readonly settleAssets: readonly string[];
  /** Whether a balance of the account counts as collateral of this pool. */
  readonly takes: (asset: string) => boolean;
  /** Flags when it holds this balance as collateral. */
  readonly collateralFlags: (asset: string, isCash: boolean) => readonly string[];
}

/** Settlement assets of the account's positions, each once, in the order of first appearance. */
export function settleAssetsOf(account: ValuedAccount): readonly string[] {
  return [...new Set(account.positions.map((position) => position.instrument.settleAsset))];
}

/** One cross pool for each settlement asset: `cross` for the only one, `cross USDT` and `cross USDC` for several. */
export function poolPerSettleAsset(assets: readonly string[]): readonly CrossPool[] {
  return assets.map((asset) => ({
    name: assets.length === 1 ? 'cross' : `cross ${asset}`,
    settleAssets: [asset],
    takes: (balance: string) => balance === asset,
    collateralFlags: () => [],
  }));
}

/** Maintenance on the value at the mark, no fee inside. */
export const onMark: MaintenanceRule = { base: 'mark', closingFeeRate: 0 };
