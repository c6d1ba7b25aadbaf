import { known, type Maybe } from '../../../shared/measures/outcome.ts';
import type { MarginTable } from '../margin/margin-table.ts';
import type { AxisSide, CascadeAxis } from './cascade-axis.ts';
import { walkWays, type CascadeSide, type WalkedWay } from './cascade-ladder.ts';
import { isReached, type CascadePath } from './cascade-path.ts';
import type { CascadeOptions, PoolStage } from './cascade.ts';
import { rebased } from './rebase.ts';

/** The pools at the last rung of a way: after all that happened to them, and as they would be if nothing were closed. */
export interface CascadeEnd {
  readonly side: CascadeSide['side'];
  readonly left: readonly MarginTable[];
  readonly markDown: readonly MarginTable[];
}

/**
 * Every pool that counts to the book at the last rungs of an axis, in the order of the book; an end at which one of them is not known
 * has none of its pools.
 */
export function cascadeEnds(
  tables: readonly MarginTable[],
  axis: CascadeAxis,
  options: CascadeOptions,
  countsToBook: (table: MarginTable) => boolean,
  powerOf: (asset: string) => Maybe,
): Maybe<readonly CascadeEnd[]> {
  const walked = walkWays(tables, axis, options, powerOf);
  if (walked.status !== 'value') return walked;
  const { ways, gapOf } = walked.value;
  const counted = [...tables.keys()].filter((index) => countsToBook(tables[index] as MarginTable));
  const isKnown = counted.every((index) => gapOf(tables[index] as MarginTable) === null);
  return known(
    ways.map((walkedWay) => ({
      side: walkedWay.side,
      left: isKnown ? counted.map((index) => leftOf(walkedWay, index)) : [],
      markDown: isKnown ? counted.map((index) => markDownOf(walkedWay, tables[index] as MarginTable)) : [],
    })),
  );
}

/** The last rung need not be the end of the way: the steps may not come out even. */
function lastRung({ way }: WalkedWay): { readonly path: CascadePath; readonly x: number } {
  const { path, factors } = way.at(-1) as AxisSide;
  return { path, x: factors.at(-1) as number };
}

function leftOf(walked: WalkedWay, index: number): MarginTable {
  const { path, x } = lastRung(walked);
  const [first, ...later] = (walked.cascades.at(-1)?.lanes[index]?.stages ?? []) as [PoolStage, ...PoolStage[]];
  const stage = later.findLast(({ calledAt }) => isReached(calledAt, x, path.side)) ?? first;
  return rebased(stage.table, (asset) => (x / stage.x) ** path.exponentOf(asset));
}

function markDownOf(walked: WalkedWay, table: MarginTable): MarginTable {
  const { path, x } = lastRung(walked);
  return rebased(table, (asset) => x ** path.exponentOf(asset));
}
