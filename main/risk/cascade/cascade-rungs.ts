import type { CascadeLane, PoolStage } from './cascade.ts';
import { isReached, type CascadePath } from './cascade-path.ts';

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
  factors.forEach((x, rung) => {
    for (
      let next = lane.stages[at + 1];
      next !== undefined && isReached(next.calledAt, x, path.side);
      next = lane.stages[at + 1]
    )
      at += 1;
    const stage = lane.stages[at] as PoolStage;
    equity[rung] = stage.along.equityAt(x / stage.x);
    notional[rung] = stage.along.notionalAt(x / stage.x);
    states.push(stateOf(stage, equity[rung]));
  });
  return { equity, notional, states };
}

function stateOf({ table, isCalled }: PoolStage, equity: number): CascadeState {
  if (!Number.isFinite(equity)) return 'missing-data';
  if (!isCalled) return 'safe';
  if (table.legs.length > 0) return 'reduced';
  return equity < 0 ? 'debt' : 'closed';
}
