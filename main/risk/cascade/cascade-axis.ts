import { isCash } from '../../../shared/book/asset.ts';
import { known, type Maybe, type MissingData } from '../../../shared/measures/outcome.ts';
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
  | { readonly kind: 'vector'; readonly shocks: Readonly<Record<string, number>>; readonly steps: number };

/** One side of an axis: the path and its rungs, from the marks on. */
export interface AxisSide {
  readonly path: CascadePath;
  /** x at each rung, 1 first. */
  readonly factors: Float64Array;
  /** What a rung is called: the shock of the asset, or the share of the vector. */
  readonly shocks: Float64Array;
}

/** How the factor of a path is called along an axis: the shock of the asset, or the share of the vector that is reached. */
export function shockAt(axis: CascadeAxis, x: number): number {
  return axis.kind === 'asset' ? x - 1 : -Math.log(x);
}

/**
 * The sides of an axis: below and above the marks for one asset, one side for a vector.
 * @param powerOf by which power an asset moves with the axis' own, where betas are estimated
 */
export function sidesOf(axis: CascadeAxis, powerOf: (asset: string) => number): readonly AxisSide[] {
  if (axis.kind === 'vector') return [vectorSide(axis)];
  const { asset: own, from, to, step, beta } = axis;
  const exponentOf = (asset: string): number => {
    if (asset === own) return 1;
    if (isCash(asset)) return 0;
    return beta === 'estimated' ? powerOf(asset) : beta;
  };
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
  const power = (asset: string): Maybe => {
    if (axis.kind === 'vector') return known(Object.hasOwn(axis.shocks, asset) ? 1 : 0);
    if (asset === axis.asset) return known(1);
    if (isCash(asset)) return known(0);
    return axis.beta === 'estimated' ? powerOf(asset) : known(axis.beta);
  };
  const held = [
    ...table.legs.flatMap((leg) => [leg.asset, leg.quoteAsset]),
    ...table.collateral.map(({ asset }) => asset),
  ];
  for (const asset of held) {
    const found = power(asset);
    if (found.status !== 'value') return found;
  }
  return optionGap(optionsOf(table), ({ asset }) => {
    const found = power(asset);
    return found.status === 'value' && found.value !== 0;
  });
}
