import { between } from '../numerics/boundary.ts';
import { segmentAt } from '../margin/margin-table.ts';
import { isGone } from './first-crossing.ts';
import { gathered, powerSurplusAt, type PowerPath, type PowerSum } from './power-path.ts';

/** Where a pool first goes on one side of 1. */
export type PowerCrossing = { readonly kind: 'at'; readonly factor: number } | { readonly kind: 'none' | 'already' };

/** How far the search goes: to a price of next to nothing, and to a million times the mark. */
const ends = { below: Math.log(1e-12), above: Math.log(1e6) } as const;

/**
 * The nearest factor below or above 1 at which equity <= maintenance, where assets move by different powers of it. Between
 * two tier edges equity minus maintenance is one sum of powers, which may turn several times; it is searched so that no
 * root is passed over, and the first is exact to 1e-12 of the factor.
 */
export function firstPowerCrossing(path: PowerPath, side: 'below' | 'above'): PowerCrossing {
  if (isGone(powerSurplusAt(path, 1), path.isStrict)) return { kind: 'already' };
  let at = 0;
  for (const stop of stopsOf(path, side)) {
    const surplus = surplusInside(path, Math.exp(between(at, stop)));
    const near = pointOf(surplus, at);
    if (isGone(near.value, path.isStrict)) return { kind: 'at', factor: Math.exp(at) };
    const root = firstRoot(surplus, near, pointOf(surplus, stop));
    if (root !== null) return { kind: 'at', factor: Math.exp(root) };
    at = stop;
  }
  return { kind: 'none' };
}

/** Logarithms of the factors at which a leg changes its tier, nearest to 1 first, and the end of the search. */
function stopsOf({ tiered }: PowerPath, side: 'below' | 'above'): readonly number[] {
  const end = ends[side];
  const changes = tiered.flatMap(({ rise, segments }) => segments.slice(1).map(({ from }) => Math.log(from) / rise));
  const onTheWay = changes.filter((at) => Math.sign(at) === Math.sign(end) && Math.abs(at) < Math.abs(end));
  return [...new Set([...onTheWay, end])].sort((a, b) => Math.abs(a) - Math.abs(b));
}

function surplusInside({ equity, haircut, steadyMaintenance, tiered }: PowerPath, inside: number): PowerSum {
  const maintenance = tiered.flatMap(({ rise, segments }) => segmentAt(segments, inside ** rise).terms);
  return gathered([
    ...equity,
    ...[...haircut, ...steadyMaintenance, ...maintenance].map(({ exponent, coefficient }) => ({
      exponent,
      coefficient: -coefficient,
    })),
  ]);
}

interface Point {
  /** Logarithm of the factor. */
  readonly at: number;
  readonly value: number;
}

function pointOf(terms: PowerSum, at: number): Point {
  let value = 0;
  for (const { exponent, coefficient } of terms) value += coefficient * Math.exp(exponent * at);
  return { at, value };
}

/**
 * The first point on the way from `near`, where the sum is above 0, to `far` at which it is 0 or less. Where it cannot
 * fall as far there is none, else the way is halved, the nearer half first, until no number is left within.
 */
function firstRoot(terms: PowerSum, near: Point, far: Point): number | null {
  const at = between(near.at, far.at);
  if (at === near.at || at === far.at || leastBetween(terms, near, far) > 0) return far.value <= 0 ? far.at : null;
  const middle = pointOf(terms, at);
  return firstRoot(terms, near, middle) ?? firstRoot(terms, middle, far);
}

/** What the sum is at least on the way: each term's slope is monotone, so it lies between those at the two points. */
function leastBetween(terms: PowerSum, near: Point, far: Point): number {
  const width = far.at - near.at;
  let least = near.value;
  for (const { exponent, coefficient } of terms)
    least += Math.min(...[near.at, far.at].map((at) => coefficient * exponent * Math.exp(exponent * at) * width));
  return least;
}
