import { isCash } from '../../../shared/book/asset.ts';
import { segmentAt, type MarginLeg, type MarginTable } from '../margin/margin-table.ts';

/** coefficient x^exponent */
export interface PowerTerm {
  readonly exponent: number;
  readonly coefficient: number;
}

/** The sum of its terms, base currency. */
export type PowerSum = readonly PowerTerm[];

/** Maintenance of a leg from a factor on; the first begins at 0. */
export interface PowerSegment {
  readonly from: number;
  readonly terms: PowerSum;
}

/** A leg whose tier changes along the path, its segments ascending in x. */
export interface PowerLeg {
  readonly segments: readonly PowerSegment[];
  /** At an edge the dearer tier holds: see `PathLeg`. */
  readonly edgeBelongsTo: 'upper' | 'lower';
}

/**
 * A pool along a path on which each asset moves by its own power of one factor x, 1 at the marks: what `poolPath` is where
 * all powers are 0 or 1.
 */
export interface PowerPath {
  readonly equity: PowerSum;
  readonly notional: PowerSum;
  /** Maintenance of the legs whose tier does not change. */
  readonly steadyMaintenance: PowerSum;
  readonly tiered: readonly PowerLeg[];
}

/**
 * A pool of known legs along a path.
 * @param exponentOf by which power of the factor an asset moves; cash and stablecoins at par stand still and are not asked
 */
export function powerPath(table: MarginTable, exponentOf: (asset: string) => number): PowerPath {
  const equity: PowerTerm[] = [];
  const notional: PowerTerm[] = [];
  const steady: PowerTerm[] = [];
  const tiered: PowerLeg[] = [];
  const ofMoney = (asset: string): number => (isCash(asset) ? 0 : exponentOf(asset));
  for (const term of table.collateral)
    equity.push({ exponent: term.isCash ? 0 : exponentOf(term.asset), coefficient: term.value });
  for (const leg of table.legs) {
    const base = exponentOf(leg.asset);
    const quote = ofMoney(leg.quoteAsset);
    const settle = leg.payoff === 'inverse' ? base : quote;
    // h = x^rise, as in `MarginLeg`: coin contracts shrink as the price rises.
    const rise = leg.payoff === 'linear' ? base - quote : quote - base;
    equity.push(
      { exponent: settle + rise, coefficient: leg.priceTerm },
      { exponent: settle, coefficient: leg.fixedTerm },
    );
    notional.push({ exponent: settle + rise, coefficient: leg.notional });
    const segments = segmentsOf(leg, rise, settle);
    const [only] = segments;
    if (segments.length === 1 && only !== undefined) steady.push(...only.terms);
    else tiered.push({ segments, edgeBelongsTo: rise > 0 ? 'upper' : 'lower' });
  }
  return { equity: gathered(equity), notional: gathered(notional), steadyMaintenance: gathered(steady), tiered };
}

function segmentsOf(leg: MarginLeg, rise: number, settle: number): readonly PowerSegment[] {
  if (leg.fixedMaintenance !== null)
    return [{ from: 0, terms: [{ exponent: settle, coefficient: leg.fixedMaintenance }] }];
  const termsOf = ({ rate, deduction }: MarginLeg['segments'][number]): PowerSum => [
    { exponent: settle + rise, coefficient: rate * leg.notional },
    { exponent: settle, coefficient: -deduction },
  ];
  if (rise === 0) return [{ from: 0, terms: termsOf(segmentAt(leg.segments, 1)) }];
  const along = leg.segments.map((segment) => ({ from: segment.from ** (1 / rise), terms: termsOf(segment) }));
  if (rise > 0) return along.map((segment, index) => (index === 0 ? { ...segment, from: 0 } : segment));
  return along.map((segment, index) => ({ ...segment, from: along[index + 1]?.from ?? 0 })).toReversed();
}

/** Terms of one power in one. */
export function gathered(terms: readonly PowerTerm[]): PowerSum {
  const byExponent = new Map<number, number>();
  for (const { exponent, coefficient } of terms)
    byExponent.set(exponent, (byExponent.get(exponent) ?? 0) + coefficient);
  return [...byExponent].map(([exponent, coefficient]) => ({ exponent, coefficient }));
}

export function powerSumAt(terms: PowerSum, factor: number): number {
  let total = 0;
  for (const { exponent, coefficient } of terms)
    // A term of nothing stays nothing where the factor is 0 and its power negative.
    if (coefficient !== 0) total += coefficient * factor ** exponent;
  return total;
}

/** Maintenance of the pool at a factor, base currency. */
export function powerMaintenanceAt({ steadyMaintenance, tiered }: PowerPath, factor: number): number {
  let total = powerSumAt(steadyMaintenance, factor);
  for (const leg of tiered) total += powerSumAt(powerSegmentAt(leg, factor).terms, factor);
  return total;
}

/** The segment of a leg that holds at a factor; at an edge the dearer tier. */
export function powerSegmentAt({ segments, edgeBelongsTo }: PowerLeg, factor: number): PowerSegment {
  let found = segments[0] as PowerSegment;
  for (const segment of segments) {
    if (edgeBelongsTo === 'upper' ? segment.from > factor : segment.from > 0 && segment.from >= factor) break;
    found = segment;
  }
  return found;
}
