import type { Maybe, MissingData } from '../../../shared/measures/outcome.ts';
import { canBeLiquidated, type MarginTable } from '../margin/margin-table.ts';
import { axisGap, shockAt, sidesOf, type AxisSide, type CascadeAxis } from './cascade-axis.ts';
import type { CascadeEvent } from './cascade-event.ts';
import { cascadeColumns, type CascadeState } from './cascade-rungs.ts';
import { cascade, type CascadeOptions } from './cascade.ts';

/** A pool at one rung: after what has happened to it, and as it would be if nothing were closed. Base currency. */
export interface CascadeRungPool {
  readonly account: string;
  readonly pool: string;
  readonly equity: number | null;
  readonly markDownEquity: number | null;
  readonly notional: number | null;
  readonly state: CascadeState;
}

export interface CascadeRung {
  readonly shockFraction: number;
  /** Sums over the pools that count to the book; null when one of them is not known. */
  readonly bookEquity: number | null;
  readonly markDownEquity: number | null;
  readonly pools: readonly CascadeRungPool[];
}

/** The least money that keeps a pool from being called anywhere on one side. */
export interface TopUp {
  readonly account: string;
  readonly pool: string;
  readonly side: 'down' | 'up';
  /** Base currency; 0 where it is not called; null where no money helps. */
  readonly amount: number | null;
}

export interface CascadeSide {
  readonly side: 'down' | 'up';
  readonly events: readonly CascadeEvent[];
  /** The first shock at which a pool owes; null where none does. */
  readonly firstDebt: number | null;
}

/** Every pool along an axis, liquidated as it is called. */
export interface CascadeLadder {
  readonly axis: CascadeAxis;
  /** From the lowest shock to the highest. */
  readonly rungs: readonly CascadeRung[];
  readonly sides: readonly CascadeSide[];
  readonly topUps: readonly TopUp[];
  readonly missing: readonly { readonly account: string; readonly pool: string; readonly gap: MissingData }[];
}

/**
 * The ladder with its cascade: what each rung leaves after every call on the way to it.
 *
 * @param countsToBook whether a pool's equity is part of the equity of the book
 * @param powerOf by which power of the axis' own price another asset moves; asked only where betas are estimated
 */
export function cascadeLadder(
  tables: readonly MarginTable[],
  axis: CascadeAxis,
  options: CascadeOptions,
  countsToBook: (table: MarginTable) => boolean,
  powerOf: (asset: string) => Maybe,
): Maybe<CascadeLadder> {
  const gaps = new Map(tables.map((table) => [table, axisGap(table, axis, powerOf)]));
  const gapOf = (table: MarginTable): MissingData | null => gaps.get(table) ?? null;
  const power = (asset: string): number => {
    const found = powerOf(asset);
    return found.status === 'value' ? found.value : 0;
  };
  const sides: CascadeSide[] = [];
  const rungs: CascadeRung[] = [];
  const topUps: TopUp[] = [];
  for (const along of sidesOf(axis, power)) {
    const name = along.path.side === 'below' ? 'down' : 'up';
    const found = cascade(tables, along.path, options, gapOf);
    if (found.status !== 'value') return found;
    const { lanes, events } = found.value;
    const named = events.map((event) => ({ ...event, shockFraction: shockAt(axis, 1 + event.shockFraction) }));
    sides.push({
      side: name,
      events: named,
      firstDebt: named.find(({ kind }) => kind === 'debt')?.shockFraction ?? null,
    });
    const pools = tables.map((table, index) => poolRungs(table, lanes[index]?.stages ?? [], along));
    const own = Array.from(along.shocks, (shock, rung) => rungOf(shock, rung, tables, pools, countsToBook));
    // The rung at the marks stands once, on the side that comes first.
    if (name === 'down' && axis.kind === 'asset') rungs.push(...own.toReversed());
    else rungs.push(...own.slice(rungs.length > 0 ? 1 : 0));
    for (const { account, pool, stages } of lanes) {
      const [first] = stages;
      if (first === undefined) continue;
      const amount = canBeLiquidated(first.table) ? first.along.topUpTo(along.path.side, along.path.end) : 0;
      topUps.push({ account, pool, side: name, amount });
    }
  }
  const missing = tables.flatMap((table) => {
    const gap = gapOf(table);
    return gap === null ? [] : [{ account: table.account, pool: table.pool, gap }];
  });
  return { status: 'value', value: { axis, rungs, sides, topUps, missing } };
}

type PoolRungs = (rung: number) => CascadeRungPool;

function poolRungs(
  { account, pool }: MarginTable,
  stages: Parameters<typeof cascadeColumns>[0]['stages'],
  { path, factors }: AxisSide,
): PoolRungs {
  const after = cascadeColumns({ stages }, path, factors);
  const before = cascadeColumns({ stages: stages.slice(0, 1) }, path, factors);
  return (rung) => ({
    account,
    pool,
    equity: after?.equity[rung] ?? null,
    markDownEquity: before?.equity[rung] ?? null,
    notional: after?.notional[rung] ?? null,
    state: after?.states[rung] ?? 'missing-data',
  });
}

function rungOf(
  shockFraction: number,
  rung: number,
  tables: readonly MarginTable[],
  pools: readonly PoolRungs[],
  countsToBook: (table: MarginTable) => boolean,
): CascadeRung {
  const found = pools.map((at) => at(rung));
  const counted = found.filter((_, index) => countsToBook(tables[index] as MarginTable));
  return {
    shockFraction,
    bookEquity: sum(counted.map(({ equity }) => equity)),
    markDownEquity: sum(counted.map(({ markDownEquity }) => markDownEquity)),
    pools: found,
  };
}

function sum(values: readonly (number | null)[]): number | null {
  let total = 0;
  for (const value of values) {
    if (value === null) return null;
    total += value;
  }
  return total;
}
