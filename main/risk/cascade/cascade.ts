import { known, type Maybe, type MissingData } from '../../../shared/measures/outcome.ts';
import { canBeLiquidated, firstGap, type MarginTable } from '../margin/margin-table.ts';
import { textOrder } from '../numerics/text-order.ts';
import type { CascadeEvent } from './cascade-event.ts';
import { isReached, type CascadePath } from './cascade-path.ts';
import { liquidate } from './liquidate.ts';
import { poolAlong, type PoolAlong } from './pool-along.ts';
import { rebased } from './rebase.ts';
import { saleLoss, type SaleTerms } from './sale-terms.ts';
import type { WorkingPool } from './working-pool.ts';

/** What the trader says of a cascade. */
export interface CascadeOptions {
  readonly sale: SaleTerms;
  /** Whether what is sold moves the price for everybody, by what the sale lost. */
  readonly salesMovePrice: boolean;
  readonly sigmaOf: (asset: string) => Maybe;
}

/** A pool as it was from one point of the path on. */
export interface PoolStage {
  /** Where on the path its table stands: the factor x. */
  readonly x: number;
  /** Where on the path it begins: the x of the call, which is carried out a little beyond it. */
  readonly calledAt: number;
  /** What forced sales had moved by then, asset by asset. */
  readonly moved: ReadonlyMap<string, number>;
  readonly table: MarginTable;
  readonly along: PoolAlong;
  /** Whether the pool has been called by then. */
  readonly isCalled: boolean;
}

/** A pool in a cascade: one stage for each time that something happened to it. */
export interface CascadeLane {
  readonly account: string;
  readonly pool: string;
  /** In the order of the path; the first is the pool at the marks. Empty where the pool's figures are not known. */
  readonly stages: readonly PoolStage[];
  readonly missing: MissingData | null;
}

/** A call as it was carried out: the pool just before it, at the prices of the call. */
export interface CascadeCall {
  readonly x: number;
  readonly table: MarginTable;
  /** What was left of its positions before. */
  readonly left: WorkingPool['left'];
  /** Its events, a part of those of the cascade. */
  readonly events: readonly CascadeEvent[];
}

/** Everything that happens on one stretch of the way. */
export interface Cascade {
  readonly side: 'below' | 'above';
  /** In order; those of one instant by account and pool. */
  readonly events: readonly CascadeEvent[];
  readonly calls: readonly CascadeCall[];
  readonly lanes: readonly CascadeLane[];
}

/**
 * Follows every pool along a path and liquidates each one as it is called: by the rules of its venue, at what forced sales
 * bring. Nothing happens between two calls but that prices go on. Pools whose figures are not known are named and left out.
 * Missing-data when a sale's cost is not known.
 */
export function cascade(
  tables: readonly MarginTable[],
  path: CascadePath,
  options: CascadeOptions,
  gapOf: (table: MarginTable) => MissingData | null = firstGap,
): Maybe<Cascade> {
  const found = cascadeOnWay(tables, [path], options, gapOf);
  return found.status === 'value' ? known(found.value[0] as Cascade) : found;
}

/**
 * The same along several stretches one after the other: what was closed on one of them stays closed on the next.
 *
 * @param way the first begins at the marks, every other where the one before it ends; all of them move assets by the same powers
 * @returns a cascade for each stretch; the first stage of its lanes is the pool at its beginning
 */
export function cascadeOnWay(
  tables: readonly MarginTable[],
  way: readonly CascadePath[],
  options: CascadeOptions,
  gapOf: (table: MarginTable) => MissingData | null = firstGap,
): Maybe<readonly Cascade[]> {
  const [first] = way;
  const walk = new Walk(tables, first as CascadePath, options, gapOf);
  const cascades: Cascade[] = [];
  for (const path of way) {
    const found = walk.follow(path);
    if (found.status !== 'value') return found;
    cascades.push(found.value);
  }
  return known(cascades);
}

interface Lane {
  readonly table: MarginTable;
  readonly missing: MissingData | null;
  stages: readonly PoolStage[];
  left: WorkingPool['left'];
  /** The x at which it is called next; null when it is not. */
  call: number | null;
}

/** A call is carried out a little further on: at the very price rounding may still find the cheaper of two tiers. */
const justBeyond = 1e-12;

class Walk {
  readonly #options: CascadeOptions;
  readonly #lanes: readonly Lane[];
  /** Those of one instant go by name. */
  readonly #byName: readonly Lane[];
  #path: CascadePath;
  /** Where the last stretch ended. */
  #begin = 1;
  #calls: CascadeCall[] = [];
  #moved: ReadonlyMap<string, number> = new Map();

  constructor(
    tables: readonly MarginTable[],
    first: CascadePath,
    options: CascadeOptions,
    gapOf: (table: MarginTable) => MissingData | null,
  ) {
    this.#path = first;
    this.#options = options;
    this.#lanes = tables.map((table) => ({
      table,
      missing: gapOf(table),
      stages: [],
      left: new Map(),
      call: null,
    }));
    const name = ({ table }: Lane): string => `${table.account}/${table.pool}`;
    this.#byName = this.#lanes.toSorted((a, b) => textOrder(name(a), name(b)));
  }

  /** Goes on along one more stretch. */
  follow(path: CascadePath): Maybe<Cascade> {
    const begin = this.#begin;
    this.#begin = path.end;
    this.#path = path;
    this.#calls = [];
    for (const lane of this.#lanes) {
      if (lane.missing !== null) continue;
      const last = lane.stages.at(-1);
      lane.stages = [
        last === undefined
          ? this.#stage(begin, begin, lane.table, false)
          : this.#stage(begin, begin, this.#tableAt(lane, begin), last.isCalled),
      ];
      this.#foresee(lane);
    }
    for (let called = this.#next(); called !== null; called = this.#next()) {
      const gap = this.#liquidate(called);
      if (gap !== null) return gap;
    }
    const lanes = this.#lanes.map(({ table: { account, pool }, stages, missing }) => ({
      account,
      pool,
      stages,
      missing,
    }));
    const calls = this.#calls;
    return known({ side: path.side, events: calls.flatMap(({ events }) => events), calls, lanes });
  }

  /** The pool that is called next on the way, those of one instant by name; null when the way ends first. */
  #next(): Lane | null {
    let found: Lane | null = null;
    const { end, side } = this.#path;
    for (const lane of this.#byName) {
      const { call } = lane;
      if (call === null || !isReached(call, end, side)) continue;
      if (found === null || (call !== found.call && isReached(call, found.call as number, side))) found = lane;
    }
    return found;
  }

  #stage(x: number, calledAt: number, table: MarginTable, isCalled: boolean): PoolStage {
    const along = poolAlong(table, this.#path.exponentOf);
    return { x, calledAt, moved: this.#moved, table, along, isCalled };
  }

  /** When a lane is called next, from its last stage on. */
  #foresee(lane: Lane): void {
    const stage = lane.stages.at(-1) as PoolStage;
    if (!canBeLiquidated(stage.table) || !hasSomethingToClose(stage.table)) {
      lane.call = null;
      return;
    }
    const further = stage.along.callOn(this.#path.side);
    // Gone where it stands: at the price of the call that brought it there.
    lane.call = further === null ? null : further === 1 ? stage.calledAt : stage.x * further;
  }

  #liquidate(lane: Lane): MissingData | null {
    const call = lane.call as number;
    const x = call * (this.#path.side === 'below' ? 1 - justBeyond : 1 + justBeyond);
    const table = this.#tableAt(lane, x);
    const before = this.#moved;
    const found = liquidate(
      { table, left: lane.left },
      {
        lossOf: (asset, value) => saleLoss(this.#options.sale, asset, value, this.#options.sigmaOf),
        factorOf: (asset) => x ** this.#path.exponentOf(asset) * (before.get(asset) ?? 1),
      },
    );
    if (found.status !== 'value') return found;
    const { pool } = found.value;
    const events = found.value.events.map((event) => ({ ...event, shockFraction: call - 1 }));
    if (events.length === 0) throw new RangeError('a pool that was called has nothing that could be closed');
    this.#calls.push({ x, table, left: lane.left, events });
    lane.left = pool.left;
    lane.stages = [...lane.stages, this.#stage(x, call, pool.table, true)];
    if (this.#options.salesMovePrice) this.#movePrices(events, call, x);
    else this.#foresee(lane);
    return null;
  }

  /** What was sold is worth less for everybody, what was bought back more. */
  #movePrices(events: readonly CascadeEvent[], call: number, x: number): void {
    const moved = new Map(this.#moved);
    for (const { kind, instrument, price, priceObtained } of events) {
      if (!soldInTheMarket.has(kind)) continue;
      const asset = this.#assetOf(instrument as string);
      moved.set(asset, ((moved.get(asset) ?? 1) * (priceObtained as number)) / (price as number));
    }
    for (const lane of this.#lanes) {
      const last = lane.stages.at(-1);
      if (last === undefined) continue;
      const table = this.#tableAt(lane, x, moved);
      lane.stages = [...lane.stages, { ...this.#stage(x, call, table, last.isCalled), moved }];
      this.#foresee(lane);
    }
    this.#moved = moved;
  }

  #assetOf(instrument: string): string {
    for (const { table } of this.#lanes)
      for (const { position } of table.legs)
        if (position.instrument.symbol === instrument) return position.instrument.asset;
    return instrument;
  }

  /** A lane's pool at the prices of a point of the way. */
  #tableAt(lane: Lane, x: number, moved = this.#moved): MarginTable {
    const stage = lane.stages.at(-1) as PoolStage;
    const movedOf = (asset: string): number => (moved.get(asset) ?? 1) / (stage.moved.get(asset) ?? 1);
    return rebased(stage.table, (asset) => (x / stage.x) ** this.#path.exponentOf(asset) * movedOf(asset));
  }
}

/** What changes hands at a price of the market; what a venue takes over itself moves none. */
const soldInTheMarket: ReadonlySet<CascadeEvent['kind']> = new Set(['reduced', 'closed', 'collateral-sold']);

/** A position, or something to sell while something is owed. */
function hasSomethingToClose({ legs, collateral }: MarginTable): boolean {
  return legs.length > 0 || (collateral.some(({ value }) => value < 0) && collateral.some(({ value }) => value > 0));
}
