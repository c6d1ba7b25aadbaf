import { isCash } from '../../../shared/book/asset.ts';
import type { Maybe, MissingData } from '../../../shared/measures/outcome.ts';
import { optionGap, optionsOf } from '../liquidation/option-gap.ts';
import { firstGap, type MarginTable } from '../margin/margin-table.ts';
import type { CascadePath } from './cascade-path.ts';

/** Along what a cascade goes. */
export type CascadeAxis =
  /**
   * One asset by a shock of its price in the base currency; the others stand still, move alike, or each by its own beta. A
   * stablecoin or a currency may be the asset: what is quoted in it then rises against it.
   */
  | {
      readonly kind: 'asset';
      readonly asset: string;
      readonly from: number;
      readonly to: number;
      readonly step: number;
      readonly beta: 0 | 1 | 'estimated';
    }
  /** Each asset by a shock of its own, reached in equal steps of the logarithm; what is not named stands still. */
  | { readonly kind: 'vector'; readonly shocks: Readonly<Record<string, number>>; readonly steps: number }
  /**
   * A path pinned between two prices: one asset goes from its mark to a first price and from there to a second one, each leg
   * in a straight line. What was closed on the way stays closed when the price comes back. A pool whose equity would have
   * recovered at the second price is gone all the same if the first one called it.
   */
  | {
      readonly kind: 'pinned';
      readonly asset: string;
      /** Prices of the asset, > 0, all three in one currency; the book stands at the mark. */
      readonly mark: number;
      readonly first: number;
      readonly second: number;
      /** Equal steps of price on each leg, >= 1. */
      readonly steps: number;
      readonly beta: 0 | 1 | 'estimated';
    };

/** One stretch of an axis in one direction: the path and its rungs. */
export interface AxisSide {
  readonly path: CascadePath;
  /** x at each rung, that at which the stretch begins first. */
  readonly factors: Float64Array;
  /** What a rung is called: the shock of the asset, or the share of the vector. */
  readonly shocks: Float64Array;
}

/** How the factor of a path is called along an axis: the shock of the asset, or the share of the vector that is reached. */
export function shockAt(axis: CascadeAxis, x: number): number {
  return axis.kind === 'vector' ? -Math.log(x) : x - 1;
}

/**
 * The ways from the marks that an axis asks for, each a sequence of stretches: down and up for one asset, one for a vector, the
 * two legs one after the other for a pinned path.
 * @param powerOf by which power an asset moves with the axis' own, where betas are estimated
 */
export function waysOf(axis: CascadeAxis, powerOf: (asset: string) => number): readonly (readonly AxisSide[])[] {
  if (axis.kind === 'vector') return [[vectorSide(axis)]];
  const { asset: own, beta } = axis;
  const exponentOf = (asset: string): number => {
    if (asset === own) return 1;
    if (isCash(asset)) return 0;
    return beta === 'estimated' ? powerOf(asset) : beta;
  };
  return axis.kind === 'asset' ? assetSides(axis, exponentOf).map((side) => [side]) : [pinnedLegs(axis, exponentOf)];
}

type ExponentOf = CascadePath['exponentOf'];

function pinnedLegs(
  { mark, first, second, steps }: Extract<CascadeAxis, { kind: 'pinned' }>,
  exponentOf: ExponentOf,
): readonly AxisSide[] {
  const leg = (from: number, end: number): AxisSide => {
    const factors = Float64Array.from({ length: steps + 1 }, (_, index) => from + ((end - from) * index) / steps);
    factors[steps] = end;
    return {
      path: { exponentOf, side: end < from ? 'below' : 'above', end },
      factors,
      shocks: factors.map((factor) => factor - 1),
    };
  };
  return [leg(1, first / mark), leg(first / mark, second / mark)];
}

function assetSides(
  { from, to, step }: Extract<CascadeAxis, { kind: 'asset' }>,
  exponentOf: ExponentOf,
): readonly AxisSide[] {
  const side = (direction: 'below' | 'above', last: number): AxisSide => {
    const count = Math.floor(Math.abs(last) / step + 1e-9);
    const sign = direction === 'below' ? -1 : 1;
    const shocks = Float64Array.from({ length: count + 1 }, (_, index) =>
      index === 0 ? 0 : Math.round(sign * index * step * 1e12) / 1e12,
    ).filter((shock) => shock > -1);
    return {
      path: { exponentOf, side: direction, end: Math.max(1 + last, leastFactor) },
      factors: shocks.map((shock) => 1 + shock),
      shocks,
    };
  };
  return [...(from < 0 ? [side('below', from)] : []), ...(to > 0 ? [side('above', to)] : [])];
}

/** A price of next to nothing is where a path ends: there is none of 0. */
const leastFactor = 1e-9;

function vectorSide({ shocks: vector, steps }: Extract<CascadeAxis, { kind: 'vector' }>): AxisSide {
  const shocks = Float64Array.from({ length: steps + 1 }, (_, index) => index / steps);
  return {
    path: {
      exponentOf: (asset) => (Object.hasOwn(vector, asset) ? -Math.log1p(vector[asset] as number) : 0),
      side: 'below',
      end: Math.exp(-1),
    },
    factors: shocks.map((share) => Math.exp(-share)),
    shocks,
  };
}

/** Why a pool cannot be followed along an axis; null where it can. */
export function axisGap(table: MarginTable, axis: CascadeAxis, powerOf: (asset: string) => Maybe): MissingData | null {
  const gap = firstGap(table);
  if (gap !== null) return gap;
  const moves = (asset: string): boolean | MissingData => {
    if (axis.kind === 'vector') return Object.hasOwn(axis.shocks, asset);
    if (asset === axis.asset) return true;
    if (isCash(asset)) return false;
    if (axis.beta !== 'estimated') return axis.beta === 1;
    const found = powerOf(asset);
    return found.status === 'value' ? found.value !== 0 : found;
  };
  const held = [
    ...table.legs.flatMap((leg) => [leg.asset, leg.quoteAsset]),
    ...table.collateral.map(({ asset }) => asset),
  ];
  for (const asset of held) {
    const found = moves(asset);
    if (typeof found === 'object') return found;
  }
  return optionGap(optionsOf(table), ({ asset }) => moves(asset) === true);
}
