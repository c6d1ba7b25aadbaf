import type { Maybe, MissingData } from '../../../shared/measures/outcome.ts';
import { canBeLiquidated, firstGap, type MarginTable } from '../margin/margin-table.ts';
import type { CascadeEvent } from './cascade-event.ts';
import type { CascadePath } from './cascade-path.ts';
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

/** Everything that happens on one side of the marks. */
export interface Cascade {
  readonly side: 'below' | 'above';
  /** In order; those of one instant by account and pool. */
  readonly events: readonly CascadeEvent[];
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
  return new Walk(tables, path, options, gapOf).run();
}

interface Lane {
  readonly table: MarginTable;
  readonly missing: MissingData | null;
  readonly stages: PoolStage[];
  left: WorkingPool['left'];
  /** The x at which it is called next; null when it is not. */
  call: number | null;
}

/** A call is carried out a little further on: at the very price rounding may still find the cheaper of two tiers. */
const justBeyond = 1e-12;

class Walk {
  readonly #path: CascadePath;
  readonly #options: CascadeOptions;
  readonly #lanes: readonly Lane[];
  readonly #events: CascadeEvent[] = [];
  #moved: ReadonlyMap<string, number> = new Map();

  constructor(
    tables: readonly MarginTable[],
    path: CascadePath,
    options: CascadeOptions,
    gapOf: (table: MarginTable) => MissingData | null,
  ) {
    this.#path = path;
    this.#options = options;
    this.#lanes = tables.map((table) => {
      const missing = gapOf(table);
      return {
        table,
        missing,
        stages: missing === null ? [this.#stage(1, new Map(), table, false)] : [],
        left: new Map(),
        call: null,
      };
    });
    for (const lane of this.#lanes) this.#foresee(lane);
  }

  run(): Maybe<Cascade> {
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
    return { status: 'value', value: { side: this.#path.side, events: this.#events, lanes } };
  }

  /** The pool that is called next on the way, those of one instant by name; null when the way ends first. */
  #next(): Lane | null {
    let found: Lane | null = null;
    for (const lane of this.#lanes)
      if (lane.call !== null && this.#isOnTheWay(lane.call) && (found === null || this.#comesBefore(lane, found)))
        found = lane;
    return found;
  }

  #isOnTheWay(x: number): boolean {
    return this.#path.side === 'below' ? x >= this.#path.end : x <= this.#path.end;
  }

  #comesBefore(a: Lane, b: Lane): boolean {
    const [one, other] = [a.call as number, b.call as number];
    if (one !== other) return this.#path.side === 'below' ? one > other : one < other;
    const name = ({ table }: Lane): string => `${table.account}/${table.pool}`;
    return name(a) < name(b);
  }

  #stage(x: number, moved: PoolStage['moved'], table: MarginTable, isCalled: boolean): PoolStage {
    return { x, moved, table, along: poolAlong(table, this.#path.exponentOf), isCalled };
  }

  /** When a lane is called next, from its last stage on. */
  #foresee(lane: Lane): void {
    const stage = lane.stages.at(-1);
    if (stage === undefined || !canBeLiquidated(stage.table) || !hasSomethingToClose(stage.table)) {
      lane.call = null;
      return;
    }
    const further = stage.along.callOn(this.#path.side);
    lane.call = further === null ? null : stage.x * further;
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
    const { pool, events } = found.value;
    for (const event of events) this.#events.push({ ...event, shockFraction: call - 1 });
    if (events.length === 0) throw new RangeError('a pool that was called has nothing that could be closed');
    lane.left = pool.left;
    lane.stages.push(this.#stage(x, before, pool.table, true));
    if (this.#options.salesMovePrice) this.#movePrices(events, x);
    else this.#foresee(lane);
    return null;
  }

  /** What was sold is worth less for everybody, what was bought back more. */
  #movePrices(events: readonly Omit<CascadeEvent, 'shockFraction'>[], x: number): void {
    const moved = new Map(this.#moved);
    for (const { kind, instrument, quantity, price, priceObtained } of events) {
      if (kind === 'taken-over' || kind === 'backstop' || instrument === null || quantity === null) continue;
      if (price === null || priceObtained === null) continue;
      const asset = this.#assetOf(instrument);
      moved.set(asset, ((moved.get(asset) ?? 1) * priceObtained) / price);
    }
    this.#moved = moved;
    for (const lane of this.#lanes) {
      const last = lane.stages.at(-1);
      if (last === undefined) continue;
      lane.stages.push(this.#stage(x, moved, this.#tableAt(lane, x), last.isCalled));
      this.#foresee(lane);
    }
  }

  #assetOf(instrument: string): string {
    for (const { table } of this.#lanes)
      for (const { position } of table.legs)
        if (position.instrument.symbol === instrument) return position.instrument.asset;
    return instrument;
  }

  /** A lane's pool at the prices of a point of the way. */
  #tableAt(lane: Lane, x: number): MarginTable {
    const stage = lane.stages.at(-1) as PoolStage;
    const movedOf = (asset: string): number => (this.#moved.get(asset) ?? 1) / (stage.moved.get(asset) ?? 1);
    return rebased(stage.table, (asset) => (x / stage.x) ** this.#path.exponentOf(asset) * movedOf(asset));
  }
}

/** A position, or something to sell while something is owed. */
function hasSomethingToClose({ legs, collateral }: MarginTable): boolean {
  return legs.length > 0 || (collateral.some(({ value }) => value < 0) && collateral.some(({ value }) => value > 0));
}
