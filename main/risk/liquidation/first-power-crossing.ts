import { boundary } from '../numerics/boundary.ts';
import {
  gathered,
  powerMaintenanceAt,
  powerSegmentAt,
  powerSumAt,
  type PowerPath,
  type PowerSum,
} from './power-path.ts';

/** Where a pool first goes on one side of 1; null when it does not. */
export type PowerCrossing = { readonly kind: 'at'; readonly factor: number } | { readonly kind: 'none' | 'already' };

/** How far the search goes: to a price of next to nothing, and to a million times the mark. */
const ends = { below: Math.log(1e-12), above: Math.log(1e6) } as const;

/**
 * The nearest factor below or above 1 at which equity <= maintenance, where assets move by different powers of it. Between
 * two tier edges equity minus maintenance is one sum of powers, which may turn several times; it is searched so that no
 * root is passed over, and the first is exact to 1e-12 of the factor.
 */
export function firstPowerCrossing(path: PowerPath, side: 'below' | 'above'): PowerCrossing {
  if (powerSumAt(path.equity, 1) - powerMaintenanceAt(path, 1) <= 0) return { kind: 'already' };
  let near = 0;
  for (const far of [...tierEdges(path, side), ends[side]]) {
    if (far === near) continue;
    const surplus = surplusBetween(path, Math.exp((near + far) / 2));
    const atNear = valueAt(surplus, near);
    if (atNear <= 0) return { kind: 'at', factor: Math.exp(near) };
    const root = firstRoot(surplus, { at: near, value: atNear }, { at: far, value: valueAt(surplus, far) });
    if (root !== null) return { kind: 'at', factor: Math.exp(root) };
    near = far;
  }
  return { kind: 'none' };
}

/** Logarithms of the factors at which a leg changes its tier, nearest to 1 first, up to the end of the search. */
function tierEdges({ tiered }: PowerPath, side: 'below' | 'above'): readonly number[] {
  const edges = new Set<number>();
  for (const { segments } of tiered)
    for (const { from } of segments) {
      const at = Math.log(from);
      if (side === 'below' ? at < 0 && at > ends.below : at > 0 && at < ends.above) edges.add(at);
    }
  return [...edges].sort((a, b) => Math.abs(a) - Math.abs(b));
}

function surplusBetween({ equity, steadyMaintenance, tiered }: PowerPath, inside: number): PowerSum {
  const maintenance = [steadyMaintenance, ...tiered.map((leg) => powerSegmentAt(leg, inside).terms)].flat();
  return gathered([
    ...equity,
    ...maintenance.map(({ exponent, coefficient }) => ({ exponent, coefficient: -coefficient })),
  ]);
}

/** The sum as a function of the logarithm of the factor. */
function valueAt(terms: PowerSum, logarithm: number): number {
  let total = 0;
  for (const { exponent, coefficient } of terms) total += coefficient * Math.exp(exponent * logarithm);
  return total;
}

interface Point {
  readonly at: number;
  readonly value: number;
}

/** Two logarithms closer than this are one factor. */
const resolution = 1e-13;

/**
 * The first point on the way from `near`, where the sum is above 0, to `far` at which it is 0. Each term's slope is monotone,
 * so the ends of an interval bound the slope of the sum on it: where that leaves no room for a root there is none, where
 * the sum only falls or only rises it is bracketed, else the interval is halved, the nearer half first.
 */
function firstRoot(terms: PowerSum, near: Point, far: Point): number | null {
  const width = far.at - near.at;
  const [lowest, highest] = slopes(terms, near.at, far.at);
  if (near.value + Math.min(lowest * width, highest * width) > 0) return null;
  const isMonotone = lowest >= 0 || highest <= 0;
  if (isMonotone && far.value > 0) return null;
  if (isMonotone)
    return (
      near.at +
      Math.sign(width) * boundary(0, Math.abs(width), (way) => valueAt(terms, near.at + Math.sign(width) * way) > 0)
    );
  if (Math.abs(width) < resolution) return far.value <= 0 ? far.at : null;
  const at = near.at + width / 2;
  const middle = { at, value: valueAt(terms, at) };
  const found = firstRoot(terms, near, middle);
  if (found !== null || middle.value <= 0) return found ?? at;
  return firstRoot(terms, middle, far);
}

function slopes(terms: PowerSum, a: number, b: number): readonly [lowest: number, highest: number] {
  let [lowest, highest] = [0, 0];
  for (const { exponent, coefficient } of terms) {
    const [atA, atB] = [a, b].map((at) => coefficient * exponent * Math.exp(exponent * at)) as [number, number];
    lowest += Math.min(atA, atB);
    highest += Math.max(atA, atB);
  }
  return [lowest, highest];
}
