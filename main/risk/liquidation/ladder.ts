import type { LadderDocument } from '../../../shared/contract/risk.ts';
import { isCash } from '../../../shared/book/asset.ts';
import { known, missing, type Maybe, type MissingData } from '../../../shared/measures/outcome.ts';
import { canBeLiquidated, firstGap, growsWithSize, isStrict, type MarginTable } from '../margin/margin-table.ts';
import { firstCrossing, isGone, valueAt, type Crossing } from './first-crossing.ts';
import { firstPowerCrossing, type PowerCrossing } from './first-power-crossing.ts';
import { optionGap, optionsOf } from './option-gap.ts';
import { powerMaintenanceAt, powerPath, powersOf, powerSumAt, type PowerPath } from './power-path.ts';
import { assetPath, poolPath, type PathSegment, type PoolPath } from './price-path.ts';

export type PoolState = LadderDocument['rungs'][number]['pools'][number]['state'];

/** The axis of a ladder whose asset is chosen. */
export interface LadderAxis {
  readonly asset: string;
  readonly from: number;
  readonly to: number;
  readonly step: number;
  /** What the other assets do: stand still, move alike, or each by its own beta. */
  readonly beta: 0 | 1 | 'estimated';
}

/** One pool along the ladder: columns with one entry a rung. */
export interface LadderLane {
  readonly account: string;
  readonly pool: string;
  /** Base currency, not floored; null when the input does not prove the pool's figures. */
  readonly equity: Float64Array | null;
  /** What of the collateral does not count for the margin; null where equity is. */
  readonly haircut: Float64Array | null;
  readonly maintenance: Float64Array | null;
  /** The pool's whole gross notional at the rung, base currency; what is liquidated where the state is not `safe`. */
  readonly notional: Float64Array | null;
  readonly states: readonly PoolState[];
  /** The exact shocks at which the pool goes; 0 when it is gone already, null when it does not go on that side. */
  readonly down: number | null;
  readonly up: number | null;
  readonly missing: MissingData | null;
}

/** A pool that goes, and at which exact shock. */
export interface Departure {
  readonly account: string;
  readonly pool: string;
  readonly shockFraction: number;
}

/** Every pool under a shock of one asset, rung by rung, each rung by itself. */
export interface Ladder {
  readonly axis: LadderAxis;
  readonly shocks: Float64Array;
  /** Equity of the book if nothing were closed; null when a part is missing. */
  readonly bookEquity: Float64Array | null;
  readonly lanes: readonly LadderLane[];
  /** Exact shocks over the whole side (to a price of 0, and without upper end), nearest first. */
  readonly order: { readonly down: readonly Departure[]; readonly up: readonly Departure[] };
}

/**
 * Every pool along one shock: equity, maintenance, notional and state rung by rung, and the order in which pools go.
 * Each rung by itself: equity is not floored, nothing is sold, no fee is paid.
 *
 * @param countsToBook whether a pool's equity is part of the equity of the book
 * @param betaOf by which power of the factor another asset moves; asked only where the axis says `estimated`
 */
export function shockLadder(
  tables: readonly MarginTable[],
  axis: LadderAxis,
  countsToBook: (table: MarginTable) => boolean,
  betaOf: (asset: string) => Maybe = () => missing('No beta is given.', 'Take beta 0 or 1.'),
): Ladder {
  const shocks = rungShocks(axis);
  const lanes = tables.map((table) => laneOf(table, alongAxis(table, axis, betaOf), shocks));
  return {
    axis,
    shocks,
    bookEquity: bookEquityOf(
      shocks.length,
      lanes.filter((_, index) => countsToBook(tables[index] as MarginTable)),
    ),
    lanes,
    order: { down: departures(lanes, 'down'), up: departures(lanes, 'up') },
  };
}

/** The shocks of the rungs, from first to last; none below -1, where a price is 0. */
function rungShocks({ from, to, step }: Pick<LadderAxis, 'from' | 'to' | 'step'>): Float64Array {
  const count = Math.max(0, Math.floor((to - from) / step + 1e-9)) + 1;
  // Multiples of the step are rounded so that the rung at the mark is exactly 0 and -0.35 prints as it was asked for.
  const rungs = Array.from({ length: count }, (_, index) => Math.round((from + index * step) * 1e12) / 1e12);
  return Float64Array.from(rungs.filter((shock) => shock >= -1).map((shock) => (shock === 0 ? 0 : shock)));
}

/** A pool along the axis, whichever powers its assets move by. */
interface AlongAxis {
  readonly equity: (shocks: Float64Array) => Float64Array;
  readonly haircut: (shocks: Float64Array) => Float64Array;
  readonly maintenance: (shocks: Float64Array) => Float64Array;
  readonly notional: (shocks: Float64Array) => Float64Array;
  readonly goesAt: (side: 'below' | 'above') => Crossing | PowerCrossing;
}

function alongAxis(
  table: MarginTable,
  { asset: axis, beta }: LadderAxis,
  betaOf: (asset: string) => Maybe,
): AlongAxis | MissingData {
  if (beta !== 'estimated') {
    const gap = optionGap(optionsOf(table), ({ asset }) => asset === axis || beta === 1);
    const path = assetPath(axis, beta);
    return gap ?? (growsWithSize(table) ? alongPowers(powerPath(table, path)) : alongLines(poolPath(table, path)));
  }
  const exponents = new Map<string, number>();
  for (const asset of movingAssets(table)) {
    const found = asset === axis ? known(1) : betaOf(asset);
    if (found.status === 'missing-data') return found;
    exponents.set(asset, found.value);
  }
  const exponentOf = (asset: string): number => exponents.get(asset) as number;
  const gap = optionGap(optionsOf(table), ({ asset }) => exponentOf(asset) !== 0);
  return gap ?? alongPowers(powerPath(table, powersOf(exponentOf)));
}

/** Everything in a pool whose price is asked for along a path. */
function movingAssets({ legs, collateral, joint }: MarginTable): ReadonlySet<string> {
  return new Set([
    ...legs.map((leg) => leg.asset),
    ...legs.map((leg) => leg.quoteAsset).filter((asset) => !isCash(asset)),
    ...collateral.filter((term) => !term.isCash).map((term) => term.asset),
    ...joint.flatMap(({ asset }) => asset ?? []),
  ]);
}

function alongLines(path: PoolPath): AlongAxis {
  return {
    equity: (shocks) => columnOf(shocks, (factor) => valueAt(path.equity, factor)),
    haircut: (shocks) => columnOf(shocks, (factor) => valueAt(path.haircut, factor)),
    maintenance: (shocks) => maintenanceColumn(path, shocks),
    notional: (shocks) => columnOf(shocks, (factor) => valueAt(path.notional, factor)),
    goesAt: (side) => firstCrossing(path, side),
  };
}

function alongPowers(path: PowerPath): AlongAxis {
  return {
    equity: (shocks) => columnOf(shocks, (factor) => powerSumAt(path.equity, factor)),
    haircut: (shocks) => columnOf(shocks, (factor) => powerSumAt(path.haircut, factor)),
    maintenance: (shocks) => columnOf(shocks, (factor) => powerMaintenanceAt(path, factor)),
    notional: (shocks) => columnOf(shocks, (factor) => powerSumAt(path.notional, factor)),
    goesAt: (side) => firstPowerCrossing(path, side),
  };
}

function laneOf(table: MarginTable, path: AlongAxis | MissingData, shocks: Float64Array): LadderLane {
  const { account, pool } = table;
  if ('status' in path) return missingLane(table, firstGap(table) ?? path, shocks);
  const gap = firstGap(table);
  const counted = table.equityMissing === null ? { equity: path.equity(shocks), haircut: path.haircut(shocks) } : null;
  const maintenance = table.maintenanceMissing === null ? path.maintenance(shocks) : null;
  const notional = table.maintenanceMissing === null ? path.notional(shocks) : null;
  const columns = { account, pool, equity: null, haircut: null, ...counted, maintenance, notional };
  if (!canBeLiquidated(table))
    return { ...columns, states: Array.from(shocks, () => 'safe'), down: null, up: null, missing: gap };
  if (counted === null || maintenance === null)
    return { ...columns, states: Array.from(shocks, () => 'missing-data'), down: null, up: null, missing: gap };
  return {
    ...columns,
    states: Array.from(shocks, (_, rung) =>
      stateOf(
        counted.equity[rung] as number,
        counted.haircut[rung] as number,
        maintenance[rung] as number,
        isStrict(table),
      ),
    ),
    down: shockOf(path.goesAt('below')),
    up: shockOf(path.goesAt('above')),
    missing: null,
  };
}

/** What cannot be liquidated stays safe though its equity is not known. */
function missingLane(table: MarginTable, gap: MissingData, shocks: Float64Array): LadderLane {
  const { account, pool } = table;
  const state = canBeLiquidated(table) ? 'missing-data' : 'safe';
  const states = Array.from(shocks, (): PoolState => state);
  return {
    account,
    pool,
    equity: null,
    haircut: null,
    maintenance: null,
    notional: null,
    states,
    down: null,
    up: null,
    missing: gap,
  };
}

/**
 * What counts of the equity at or below maintenance (below it, where the venue is strict) is liquidated; equity below 0 is bankrupt. Not a number where a price of 0 takes another,
 * which moves against it, beyond all bounds.
 */
function stateOf(equity: number, haircut: number, maintenance: number, strict: boolean): PoolState {
  if (![equity, haircut, maintenance].every(Number.isFinite)) return 'missing-data';
  if (equity < 0) return 'bankrupt';
  return isGone(equity - haircut - maintenance, strict) ? 'liquidated' : 'safe';
}

function shockOf(crossing: Crossing | PowerCrossing): number | null {
  switch (crossing.kind) {
    case 'at':
      return crossing.factor - 1;
    case 'already':
      return 0;
    case 'none':
      return null;
  }
}

function columnOf(shocks: Float64Array, at: (factor: number) => number): Float64Array {
  return shocks.map((shock) => at(1 + shock));
}

/** Shocks ascend, so each leg walks through its tiers once. */
function maintenanceColumn(path: PoolPath, shocks: Float64Array): Float64Array {
  const column = columnOf(shocks, (factor) => valueAt(path.steadyMaintenance, factor));
  for (const { maintenance, edgeBelongsTo } of path.tiered) {
    let at = 0;
    shocks.forEach((shock, rung) => {
      const factor = 1 + shock;
      for (let next = maintenance[at + 1]; next !== undefined; next = maintenance[at + 1]) {
        if (edgeBelongsTo === 'upper' ? next.from > factor : next.from >= factor) break;
        at += 1;
      }
      column[rung] = (column[rung] as number) + valueAt((maintenance[at] as PathSegment).line, factor);
    });
  }
  return column;
}

function bookEquityOf(length: number, lanes: readonly LadderLane[]): Float64Array | null {
  const total = new Float64Array(length);
  for (const { equity } of lanes) {
    if (equity === null) return null;
    equity.forEach((value, rung) => {
      total[rung] = (total[rung] as number) + value;
    });
  }
  return total;
}

/** Pools that go on one side, nearest first; those that go together in the order of their names. */
function departures(lanes: readonly LadderLane[], side: 'down' | 'up'): readonly Departure[] {
  const byName = new Map<string, Departure>();
  for (const { account, pool, [side]: shockFraction } of lanes)
    if (shockFraction !== null) byName.set(`${account}\0${pool}`, { account, pool, shockFraction });
  return [...byName.keys()]
    .sort()
    .map((name) => byName.get(name) as Departure)
    .sort((a, b) => Math.abs(a.shockFraction) - Math.abs(b.shockFraction));
}
