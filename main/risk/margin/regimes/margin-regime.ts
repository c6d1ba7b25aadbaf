import type { ValuedAccount, ValuedPosition } from '../../../../shared/book/valued-book.ts';
import { isCash } from '../../../../shared/book/asset.ts';
import type { MarginMode } from '../../../../shared/book/account.ts';
import type { CollateralTable } from '../../../../shared/book/venue-rules.ts';
import type { MissingData } from '../../../../shared/measures/outcome.ts';
import { collateralRatio } from '../collateral-ratio.ts';
import type { MaintenanceRule } from '../compile-leg.ts';
import type { EpochMs } from '../../../../shared/units/unit.ts';
import type { InitialRule } from '../initial-margin.ts';
import { nothingTogether, type MarginTogether } from '../margin-together.ts';

/** How a venue turns an account into pools. One small module a venue; numbers of tiers are data in main/venues. */
export interface MarginRegime {
  /** Flags that every figure of its pools carries. */
  readonly flags: readonly string[];
  /**
   * The cross pools of an account, each by the settlement assets that share it. A position settled in an asset belongs to
   * the pool that lists it.
   */
  readonly crossPools: (account: ValuedAccount) => readonly CrossPool[];
  readonly maintenance: (position: ValuedPosition, mode: MarginMode, account: ValuedAccount) => MaintenanceRule;
  /** Flags of every figure that rests on the maintenance of its positions. */
  readonly maintenanceFlags: (account: ValuedAccount) => readonly string[];
  readonly initial: (position: ValuedPosition) => InitialRule;
  /** What it asks of positions of a cross pool together, such as a strategy of options. */
  readonly together: (account: ValuedAccount, positions: readonly ValuedPosition[], asOfMs: EpochMs) => MarginTogether;
  /** Ballast brings no tables along: a position on the flat rate says `needs-table`. */
  readonly needsTables: boolean;
  /** What is owed asks for margin by itself, without any position. */
  readonly asksOnDebts: boolean;
  /** A coin contract is worth more than one dollar, while Ballast counts dollars: a quantity that is typed off the venue may be contracts. */
  readonly contractsOfMoreDollars: boolean;
}

/** What most venues do: maintenance on the mark without a fee inside, initial margin by the leverage set, debts ask for nothing. */
export const usualRegime: Omit<MarginRegime, 'crossPools'> = {
  flags: [],
  maintenance: () => onMark,
  maintenanceFlags: () => [],
  initial: () => 'leverage',
  together: () => nothingTogether,
  needsTables: false,
  asksOnDebts: false,
  contractsOfMoreDollars: false,
};

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
  /** Why that maintenance is not known; null where it is. */
  readonly maintenanceMissing: MissingData | null;
  /** The dated table behind it; null for none. */
  readonly table: CollateralTable | null;
  /** Flags of every figure that rests on the pool's equity. */
  readonly flags: readonly string[];
}

/** It counts in full and asks for nothing. */
export const countsInFull: CollateralRule = {
  ratio: 1,
  maintenanceRate: 0,
  maintenanceMissing: null,
  table: null,
  flags: [],
};

/**
 * What the venue's table says that a coin counts for; where there is none it counts in full, and the pool says so. What is owed
 * and cash count in full.
 */
function byCollateralTable(tables: readonly CollateralTable[]): (balance: HeldCollateral) => CollateralRule {
  return ({ asset, amount, isCash: cash }) => {
    const table = tables.find((one) => one.asset === asset);
    if (table !== undefined) return { ...countsInFull, ratio: collateralRatio(table, amount), table };
    return cash || amount <= 0 ? countsInFull : { ...countsInFull, flags: ['collateral-ratio-unknown'] };
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

/** One cross pool in which every balance is collateral, by the venue's tables. */
export function sharedPool(account: ValuedAccount): readonly CrossPool[] {
  return [
    {
      name: 'cross',
      settleAssets: settleAssetsOf(account),
      takes: () => true,
      collateral: byCollateralTable(account.collateralTables),
    },
  ];
}

/**
 * One cross pool of the balances that a list of the venue admits: cash, and coins that have a table. Any other coin is no
 * collateral, but what is owed always counts.
 * @param more settlement assets whose wallets carry the pool though no position settles in them
 */
export function listedCollateralPool(account: ValuedAccount, more: readonly string[]): readonly CrossPool[] {
  const settleAssets = [...new Set([...more, ...settleAssetsOf(account)])];
  const listed = new Set([...settleAssets, ...account.collateralTables.map(({ asset }) => asset)]);
  const owed = new Set(
    account.balances.filter(({ amount }) => amount.status !== 'value' || amount.value < 0).map(({ asset }) => asset),
  );
  return [
    {
      name: 'cross',
      settleAssets,
      takes: (asset) => isCash(asset) || listed.has(asset) || owed.has(asset),
      collateral: byCollateralTable(account.collateralTables),
    },
  ];
}

/** Maintenance on the value at the mark, no fee inside. */
export const onMark: MaintenanceRule = { base: 'mark', closingFeeRate: 0 };
