import { addTo, newSum, totalOf, type RunningSum } from '../numerics/sum.ts';
import type { Line, PathMaintenance, PathSegment, PoolLines } from './price-path.ts';

/** Where a pool first goes when the price factor leaves 1 on one side. */
export type Crossing =
  | {
      readonly kind: 'at';
      readonly factor: number;
      /** Equity meets maintenance, or maintenance jumps over it where a tier begins. */
      readonly cause: 'root' | 'tier-edge';
      /** A factor inside the interval whose lines gave it: there each leg is in the tier that counted. */
      readonly inside: number;
    }
  | { readonly kind: 'none' }
  /** Gone already at the marks. */
  | { readonly kind: 'already' };

/** A factor closer to 0 than this is a price of 0: no price above 0 does it. */
const zeroFactor = 1e-12;

/**
 * The nearest factor below or above 1 at which equity <= maintenance. Equity is one line; maintenance is piecewise linear and
 * may jump at a tier edge: each interval between edges is solved by itself, so that all roots and jumps are met in order.
 */
export function firstCrossing(path: PoolLines, side: 'below' | 'above'): Crossing {
  const { isStrict } = path;
  if (isGone(surplusAt(path, 1), isStrict)) return { kind: 'already' };
  const edges = tierEdges(path, side);
  const end = side === 'below' ? 0 : Infinity;
  const surplus = surplusInside(path, insideOf(1, edges[0]?.factor ?? end));
  let near = 1;
  for (const edge of edges) {
    const found = crossingBetween(surplus, near, edge.factor, isStrict);
    if (found !== null) return found;
    enterTier(surplus, edge);
    near = edge.factor;
  }
  return crossingBetween(surplus, near, end, isStrict) ?? { kind: 'none' };
}

/** A point of a way. */
export interface CoveredAt {
  readonly factor: number;
  /** What of the equity is left over maintenance there, base currency; below 0 where it is short of it. */
  readonly surplus: number;
}

/**
 * Where the least is left over maintenance between the marks and a factor on one side; edges between tiers count from both
 * sides, and the factor lies on the side that counted.
 */
export function leastCovered(path: PoolLines, side: 'below' | 'above', end: number): CoveredAt {
  const edges = tierEdges(path, side);
  const running = surplusInside(path, insideOf(1, edges[0]?.factor ?? end));
  let least: CoveredAt = { factor: 1, surplus: surplusAt(path, 1) };
  const look = (factor: number, nudge = 0): void => {
    const surplus = totalOf(running.constant) + totalOf(running.slope) * factor;
    if (surplus < least.surplus) least = { factor: factor * (1 + nudge), surplus };
  };
  const outwards = side === 'below' ? -besideEdge : besideEdge;
  look(1);
  for (const edge of edges) {
    if (side === 'below' ? edge.factor < end : edge.factor > end) break;
    look(edge.factor, -outwards);
    enterTier(running, edge);
    look(edge.factor, outwards);
  }
  look(end);
  return least;
}

/** So far from an edge a price is told to be in the tier on its side. */
const besideEdge = 1e-12;

/** Whether a pool goes with this much over its maintenance. */
export function isGone(surplus: number, isStrict: boolean): boolean {
  return isStrict ? surplus < 0 : surplus <= 0;
}

/** What of the equity counts, minus maintenance, at a factor, base currency. */
function surplusAt(path: PoolLines, factor: number): number {
  return valueAt(path.equity, factor) - valueAt(path.haircut, factor) - maintenanceAt(path, factor);
}

/** Maintenance of the pool at a factor, base currency. */
function maintenanceAt(path: PoolLines, factor: number): number {
  let total = valueAt(path.steadyMaintenance, factor);
  for (const leg of path.tiered) total += valueAt(segmentAt(leg, factor).line, factor);
  return total;
}

export function valueAt(line: Line, factor: number): number {
  return line.constant + line.slope * factor;
}

/** An edge between two tiers of one leg, met on the way from 1. */
interface TierEdge {
  readonly factor: number;
  readonly left: Line;
  readonly entered: Line;
}

/** Equity minus maintenance as a line that changes from edge to edge; carried so that no digits are lost on the way. */
interface RunningLine {
  readonly constant: RunningSum;
  readonly slope: RunningSum;
}

/** The crossing in one interval between neighbouring edges, null when there is none. */
function crossingBetween(running: RunningLine, near: number, far: number, isStrict: boolean): Crossing | null {
  // Several legs change their tier at one factor: only the last of them leads into an interval.
  if (near === far) return null;
  const surplus = { constant: totalOf(running.constant), slope: totalOf(running.slope) };
  const inside = insideOf(near, far);
  if (isGone(valueAt(surplus, near), isStrict)) return { kind: 'at', factor: near, cause: 'tier-edge', inside };
  // Without upper end this is an infinity by the sign of the slope, or no number where the slope is 0: then never.
  if (!isGone(valueAt(surplus, far), isStrict)) return null;
  const root = -surplus.constant / surplus.slope;
  return root <= zeroFactor ? null : { kind: 'at', factor: root, cause: 'root', inside };
}

function surplusInside(path: PoolLines, inside: number): RunningLine {
  const { equity, haircut, steadyMaintenance, tiered } = path;
  const maintenance = tiered.map((leg) => segmentAt(leg, inside).line);
  const running = { constant: newSum(), slope: newSum() };
  move(running, equity, 1);
  for (const line of [haircut, steadyMaintenance, ...maintenance]) move(running, line, -1);
  return running;
}

function enterTier(running: RunningLine, { left, entered }: TierEdge): void {
  move(running, left, 1);
  move(running, entered, -1);
}

function move(running: RunningLine, line: Line, sign: 1 | -1): void {
  addTo(running.constant, sign * line.constant);
  addTo(running.slope, sign * line.slope);
}

/** The segment of a leg that holds at a factor; at an edge the dearer tier. */
export function segmentAt(leg: PathMaintenance, factor: number): PathSegment {
  const { maintenance, edgeBelongsTo } = leg;
  let found: PathSegment | undefined;
  for (const segment of maintenance) {
    if (edgeBelongsTo === 'upper' ? segment.from > factor : segment.from >= factor) break;
    found = segment;
  }
  return found as PathSegment;
}

/** A factor inside an interval; Infinity in the last one, where the last tier of each leg holds. */
function insideOf(near: number, far: number): number {
  return (near + far) / 2;
}

/** Every change of tier on one side of 1, nearest first. */
function tierEdges(path: PoolLines, side: 'below' | 'above'): readonly TierEdge[] {
  const edges: TierEdge[] = [];
  for (const { maintenance } of path.tiered)
    for (const [index, after] of maintenance.entries()) {
      const before = maintenance[index - 1];
      if (before === undefined) continue;
      const factor = after.from;
      if (side === 'below' && factor < 1) edges.push({ factor, left: after.line, entered: before.line });
      if (side === 'above' && factor > 1) edges.push({ factor, left: before.line, entered: after.line });
    }
  return edges.sort((a, b) => Math.abs(a.factor - 1) - Math.abs(b.factor - 1));
}
