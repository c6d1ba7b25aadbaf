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
  const edges = tierEdges(path);
  return side === 'below' ? below(path, edges) : above(path, edges);
}

/** Equity minus maintenance at a factor, base currency. */
export function surplusAt(path: PoolPath, factor: number): number {
  return valueAt(path.equity, factor) - maintenanceAt(path, factor);
}

/** Maintenance of the pool at a factor, base currency. */
export function maintenanceAt(path: PoolPath, factor: number): number {
  let total = valueAt(path.steadyMaintenance, factor);
  for (const leg of path.tiered) total += valueAt(segmentAt(leg, factor).line, factor);
  return total;
}

export function valueAt(line: Line, factor: number): number {
  return line.constant + line.slope * factor;
}

function below(path: PoolPath, edges: readonly number[]): Crossing {
  const bounds = [0, ...edges.filter((edge) => edge < 1), 1];
  for (let index = bounds.length - 1; index > 0; index -= 1) {
    const [low, high] = [bounds[index - 1] as number, bounds[index] as number];
    const surplus = surplusBetween(path, low, high);
    if (valueAt(surplus, high) <= 0)
      return { kind: 'at', factor: high, cause: 'tier-edge', inside: insideOf(low, high) };
    if (valueAt(surplus, low) > 0) continue;
    const root = -surplus.constant / surplus.slope;
    if (root <= zeroFactor) return { kind: 'none' };
    return { kind: 'at', factor: Math.max(low, root), cause: 'root', inside: insideOf(low, high) };
  }
  return { kind: 'none' };
}

function above(path: PoolPath, edges: readonly number[]): Crossing {
  const bounds = [1, ...edges.filter((edge) => edge > 1), Infinity];
  for (let index = 0; index < bounds.length - 1; index += 1) {
    const [low, high] = [bounds[index] as number, bounds[index + 1] as number];
    const surplus = surplusBetween(path, low, high);
    if (valueAt(surplus, low) <= 0) return { kind: 'at', factor: low, cause: 'tier-edge', inside: insideOf(low, high) };
    if (high === Infinity ? surplus.slope >= 0 : valueAt(surplus, high) > 0) continue;
    const root = Math.min(high, -surplus.constant / surplus.slope);
    return { kind: 'at', factor: root, cause: 'root', inside: insideOf(low, high) };
  }
  return { kind: 'none' };
}

/** The line of equity minus maintenance that holds inside an interval between two neighbouring edges. */
function surplusBetween(path: PoolPath, low: number, high: number): Line {
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

/** Factors above 0 at which some leg changes its tier, ascending, each once. */
function tierEdges(path: PoolPath): readonly number[] {
  const edges = new Set<number>();
  for (const leg of path.tiered) for (const { from } of leg.maintenance) if (from > 0) edges.add(from);
  return [...edges].sort((a, b) => a - b);
}
