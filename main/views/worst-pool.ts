import type { RiskDocument } from '../../shared/contract/risk.ts';

type PoolRow = RiskDocument['accounts'][number]['pools'][number];

/** Unknown ranks above watch, since it may hide danger. */
const severity = { danger: 3, unknown: 2, watch: 1, safe: 0 } as const;

/**
 * The margin pool in the worst state; among equals one whose ratio cannot be told (its equity is gone, or an input is
 * missing), then the highest margin ratio. Spot pools and pools that are safe without a ratio (they hold no position) are
 * not asked. Undefined when none is left.
 */
export function worstPool<T extends { readonly pool: PoolRow }>(pools: readonly T[]): T | undefined {
  return pools
    .filter(({ pool }) => pool.kind !== 'spot' && (pool.state !== 'safe' || pool.marginRatio !== null))
    .toSorted((a, b) => severity[b.pool.state] - severity[a.pool.state] || byRatio(a.pool, b.pool))[0];
}

function byRatio({ marginRatio: a }: PoolRow, { marginRatio: b }: PoolRow): number {
  if (a === null || b === null) return Number(b === null) - Number(a === null);
  return b - a;
}

/**
 * Whether the equity of a pool is part of its account's and the book's: that of the margin pools; without any, of what the
 * account holds (BOOK section 8).
 */
export function countsToEquity(pool: Pick<PoolRow, 'kind'>, ofAccount: readonly Pick<PoolRow, 'kind'>[]): boolean {
  return pool.kind !== 'spot' || ofAccount.every(({ kind }) => kind === 'spot');
}
