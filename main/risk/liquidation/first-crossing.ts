import type { Line, PathLeg, PathSegment, PoolPath } from './price-path.ts';

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
export function firstCrossing(path: PoolPath, side: 'below' | 'above'): Crossing {
  if (surplusAt(path, 1) <= 0) return { kind: 'already' };
  return side === 'below' ? crossingBelow(path) : crossingAbove(path);
}

/** Equity minus maintenance at a factor, base currency. */
function surplusAt(path: PoolPath, factor: number): number {
  return valueAt(path.equity, factor) - maintenanceAt(path, factor);
}

/** Maintenance of the pool at a factor, base currency. */
function maintenanceAt(path: PoolPath, factor: number): number {
  let total = valueAt(path.steadyMaintenance, factor);
  for (const leg of path.tiered) total += valueAt(segmentAt(leg, factor).line, factor);
  return total;
}

export function valueAt(line: Line, factor: number): number {
  return line.constant + line.slope * factor;
}

/** An edge between two tiers of one leg: crossing it upwards changes the pool's surplus by a line. */
interface TierEdge {
  readonly factor: number;
  readonly below: Line;
  readonly above: Line;
}

function crossingBelow(path: PoolPath): Crossing {
  const edges = tierEdges(path)
    .filter((edge) => edge.factor < 1)
    .sort((a, b) => b.factor - a.factor);
  const running = lineInside(path, edges[0]?.factor ?? 0, 1);
  let high = 1;
  for (let index = 0; index <= edges.length; index += 1) {
    const edge = edges[index];
    const low = edge?.factor ?? 0;
    if (low < high && mayCross(path, running, low, high)) {
      const surplus = lineInside(path, low, high);
      const inside = insideOf(low, high);
      if (valueAt(surplus, high) <= 0) return { kind: 'at', factor: high, cause: 'tier-edge', inside };
      if (valueAt(surplus, low) <= 0) {
        const root = -surplus.constant / surplus.slope;
        if (root <= zeroFactor) return { kind: 'none' };
        return { kind: 'at', factor: Math.max(low, root), cause: 'root', inside };
      }
    }
    if (edge !== undefined) replaceLine(running, edge.above, edge.below);
    high = low;
  }
  return { kind: 'none' };
}

function crossingAbove(path: PoolPath): Crossing {
  const edges = tierEdges(path)
    .filter((edge) => edge.factor > 1)
    .sort((a, b) => a.factor - b.factor);
  const running = lineInside(path, 1, edges[0]?.factor ?? Infinity);
  let low = 1;
  for (let index = 0; index <= edges.length; index += 1) {
    const edge = edges[index];
    const high = edge?.factor ?? Infinity;
    if (low < high && mayCross(path, running, low, high)) {
      const surplus = lineInside(path, low, high);
      const inside = insideOf(low, high);
      if (valueAt(surplus, low) <= 0) return { kind: 'at', factor: low, cause: 'tier-edge', inside };
      if (high === Infinity ? surplus.slope < 0 : valueAt(surplus, high) <= 0) {
        const root = Math.min(high, -surplus.constant / surplus.slope);
        return { kind: 'at', factor: root, cause: 'root', inside };
      }
    }
    if (edge !== undefined) replaceLine(running, edge.below, edge.above);
    low = high;
  }
  return { kind: 'none' };
}

/**
 * Whether the surplus may reach 0 in an interval. The running line carries rounding from edge to edge, so it only rules out
 * what is far from 0; what is near is summed again from its legs.
 */
function mayCross(path: PoolPath, running: Line, low: number, high: number): boolean {
  const far = high === Infinity ? low + 1 : high;
  const noise = 1e-7 * (Math.abs(path.equity.constant) + Math.abs(path.equity.slope) * far);
  if (high === Infinity && running.slope <= Math.abs(path.equity.slope) * 1e-7) return true;
  return valueAt(running, low) <= noise || valueAt(running, far) <= noise;
}

function replaceLine(running: { constant: number; slope: number }, left: Line, entered: Line): void {
  running.constant += left.constant - entered.constant;
  running.slope += left.slope - entered.slope;
}

/** The line of equity minus maintenance that holds inside an interval between two neighbouring edges. */
function lineInside(path: PoolPath, low: number, high: number): { constant: number; slope: number } {
  const inside = insideOf(low, high);
  let constant = path.equity.constant - path.steadyMaintenance.constant;
  let slope = path.equity.slope - path.steadyMaintenance.slope;
  for (const leg of path.tiered) {
    const { line } = segmentAt(leg, inside);
    constant -= line.constant;
    slope -= line.slope;
  }
  return { constant, slope };
}

/** The segment of a leg that holds at a factor; at an edge the dearer tier. */
export function segmentAt(leg: PathLeg, factor: number): PathSegment {
  const { maintenance, edgeBelongsTo } = leg;
  let found = maintenance[0] as PathSegment;
  for (const segment of maintenance) {
    if (edgeBelongsTo === 'upper' ? segment.from > factor : segment.from >= factor) break;
    found = segment;
  }
  return found;
}

function insideOf(low: number, high: number): number {
  return high === Infinity ? low + 1 : (low + high) / 2;
}

/** Every change of tier at a factor above 0. */
function tierEdges(path: PoolPath): TierEdge[] {
  const edges: TierEdge[] = [];
  for (const { maintenance } of path.tiered) {
    for (let index = 1; index < maintenance.length; index += 1) {
      const [before, after] = [maintenance[index - 1] as PathSegment, maintenance[index] as PathSegment];
      edges.push({ factor: after.from, below: before.line, above: after.line });
    }
  }
  return edges;
}
