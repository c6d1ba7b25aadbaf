import type { ValuedAccount, ValuedPosition } from '../../../../shared/book/valued-book.ts';
import type { MarginMode } from '../../../../shared/book/account.ts';
import type { CollateralTable } from '../../../../shared/book/venue-rules.ts';
import { collateralRatio } from '../collateral-ratio.ts';
import type { MaintenanceRule } from '../compile-leg.ts';
import type { InitialRule } from '../initial-margin.ts';

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
  readonly initial: InitialRule;
}

export interface CrossPool {
  readonly name: string;
  /** Wallets without which the pool's equity is not known once a position settles in them. */
  readonly settleAssets: readonly string[];
  /** Whether a balance of the account counts as collateral of this pool. */
  readonly takes: (asset: string) => boolean;
  /** What it counts of a balance that it takes. */
  readonly collateral: (balance: HeldCollateral) => CollateralRule;
}

/** A balance that a pool takes as collateral. */
export interface HeldCollateral {
  readonly asset: string;
  /** Units, signed, without what isolated positions hold of it. */
  readonly amount: number;
  readonly isCash: boolean;
}

/** What a pool counts of a balance. */
export interface CollateralRule {
  /** Fraction of its value that counts for the margin. */
  readonly ratio: number;
  /** Maintenance that the balance itself asks for (a loan does), a fraction of its absolute value. */
  readonly maintenanceRate: number;
  /** Flags of every figure that rests on the pool's equity. */
  readonly flags: readonly string[];
}

/** It counts in full and asks for nothing. */
export const countsInFull: CollateralRule = { ratio: 1, maintenanceRate: 0, flags: [] };

/**
 * What the venue's table says that a coin counts for; where there is none it counts in full, and the pool says so. What is owed
 * and cash count in full.
 */
export function byCollateralTable(tables: readonly CollateralTable[]): (balance: HeldCollateral) => CollateralRule {
  return ({ asset, amount, isCash }) => {
    const table = tables.find((one) => one.asset === asset);
    if (table !== undefined) return { ...countsInFull, ratio: collateralRatio(table, amount) };
    return isCash || amount <= 0 ? countsInFull : { ...countsInFull, flags: ['collateral-ratio-unknown'] };
  };
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
    collateral: () => countsInFull,
  }));
}

/** Maintenance on the value at the mark, no fee inside. */
export const onMark: MaintenanceRule = { base: 'mark', closingFeeRate: 0 };
