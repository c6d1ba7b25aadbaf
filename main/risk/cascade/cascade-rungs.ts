import { growsWithSize } from '../margin/margin-table.ts';
import { valueAt } from '../liquidation/first-crossing.ts';
import { powerPath, powerSumAt } from '../liquidation/power-path.ts';
import { poolPath, type PricePath } from '../liquidation/price-path.ts';
import type { CascadeLane, PoolStage } from './cascade.ts';
import type { CascadePath } from './cascade-path.ts';
import { exponentsOf, isLinear } from './next-call.ts';

/** What a rung finds of a pool: as it was, a part of it closed, all of it, or nothing but a debt. */
export type CascadeState = 'safe' | 'reduced' | 'closed' | 'debt' | 'missing-data';

/** A pool at each rung after what has happened to it by then, base currency. */
export interface CascadeColumns {
  readonly equity: Float64Array;
  /** Gross notional that is still open. */
  readonly notional: Float64Array;
  readonly states: readonly CascadeState[];
}

/**
 * A lane of a cascade at the rungs of its side.
 * @param factors x at the rungs of this side, in the order of the path
 */
export function cascadeColumns(
  lane: Pick<CascadeLane, 'stages'>,
  path: CascadePath,
  factors: Float64Array,
): CascadeColumns | null {
  const [first] = lane.stages;
  if (first === undefined) return null;
  const equity = new Float64Array(factors.length);
  const notional = new Float64Array(factors.length);
  const states: CascadeState[] = [];
  let at = 0;
  let along = stageAlong(first, path);
  factors.forEach((x, rung) => {
    const before = at;
    for (let next = lane.stages[at + 1]; next !== undefined && isReached(next.x, x, path); next = lane.stages[at + 1])
      at += 1;
    const stage = lane.stages[at] as PoolStage;
    if (at !== before) along = stageAlong(stage, path);
    equity[rung] = along.equity(x / stage.x);
    notional[rung] = along.notional(x / stage.x);
    states.push(stateOf(stage, equity[rung]));
  });
  return { equity, notional, states };
}

function isReached(at: number, x: number, { side }: CascadePath): boolean {
  return side === 'below' ? at >= x : at <= x;
}

interface Along {
  readonly equity: (factor: number) => number;
  readonly notional: (factor: number) => number;
}

function stageAlong({ table }: PoolStage, { exponentOf }: CascadePath): Along {
  const exponents = exponentsOf(exponentOf);
  if (isLinear(table, exponents) && !growsWithSize(table)) {
    const lines = poolPath(table, exponents as PricePath);
    return {
      equity: (factor) => valueAt(lines.equity, factor),
      notional: (factor) => valueAt(lines.notional, factor),
    };
  }
  const powers = powerPath(table, exponents);
  return {
    equity: (factor) => powerSumAt(powers.equity, factor),
    notional: (factor) => powerSumAt(powers.notional, factor),
  };
}

function stateOf({ table, isCalled }: PoolStage, equity: number): CascadeState {
  if (!Number.isFinite(equity)) return 'missing-data';
  if (!isCalled) return 'safe';
  if (table.legs.length > 0) return 'reduced';
  return equity < 0 ? 'debt' : 'closed';
}
