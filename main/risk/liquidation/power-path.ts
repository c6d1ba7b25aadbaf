import { isCash } from '../../../shared/book/asset.ts';
import { segmentAt, type MaintenanceSegment, type MarginTable } from '../margin/margin-table.ts';

/** coefficient x^exponent */
export interface PowerTerm {
  readonly exponent: number;
  readonly coefficient: number;
}

/** The sum of its terms, base currency. */
export type PowerSum = readonly PowerTerm[];

/** A leg whose tier may change along the path. */
export interface PowerLeg {
  /** Its notional moves by h = x^rise; not 0. */
  readonly rise: number;
  /** Its tiers over h, as in `MarginLeg`: each holds from its floor on. */
  readonly segments: readonly { readonly from: number; readonly terms: PowerSum }[];
}

/**
 * A pool along a path on which each asset moves by its own power of one factor x, 1 at the marks: what `poolPath` is where
 * all powers are 0 or 1.
 */
export interface PowerPath {
  readonly equity: PowerSum;
  readonly notional: PowerSum;
  /** Maintenance of the legs whose notional does not move, or of which no price moves it. */
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
    const termsOf = ({ rate, deduction }: MaintenanceSegment): PowerSum => [
      { exponent: settle + rise, coefficient: rate * leg.notional },
      { exponent: settle, coefficient: -deduction },
    ];
    if (leg.fixedMaintenance !== null) steady.push({ exponent: settle, coefficient: leg.fixedMaintenance });
    else if (rise === 0) steady.push(...termsOf(segmentAt(leg.segments, 1)));
    else tiered.push({ rise, segments: leg.segments.map((one) => ({ from: one.from, terms: termsOf(one) })) });
  }
  return { equity: gathered(equity), notional: gathered(notional), steadyMaintenance: gathered(steady), tiered };
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
  for (const { rise, segments } of tiered) total += powerSumAt(segmentAt(segments, factor ** rise).terms, factor);
  return total;
}
