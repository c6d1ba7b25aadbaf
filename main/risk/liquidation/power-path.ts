import { isCash } from '../../../shared/book/asset.ts';
import {
  isStrict,
  jointMaintenance,
  segmentAt,
  type MaintenanceSegment,
  type MarginLeg,
  type MarginTable,
} from '../margin/margin-table.ts';
import { envelopeOf } from './joint-envelope.ts';

/** coefficient x^exponent */
export interface PowerTerm {
  readonly exponent: number;
  readonly coefficient: number;
}

/** The sum of its terms, base currency. */
export type PowerSum = readonly PowerTerm[];

/** Maintenance whose terms may change along the path: of a leg by its tier, of a joint requirement by its worst line. */
export interface PowerLeg {
  /** What its segments are over moves by h = x^rise; not 0. */
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
  /** What of the collateral does not count for the margin. */
  readonly haircut: PowerSum;
  readonly notional: PowerSum;
  /** Maintenance of the legs whose notional does not move, or of which no price moves it. */
  readonly steadyMaintenance: PowerSum;
  readonly tiered: readonly PowerLeg[];
  /** Whether the pool goes only once its equity is below maintenance. */
  readonly isStrict: boolean;
}

/** By which powers of the factor everything in a pool moves; `PricePath` is the case in which all of them are 0 or 1. */
export interface PowerExponents {
  readonly ofLeg: (leg: MarginLeg) => { readonly price: number; readonly settle: number };
  readonly ofBalance: (asset: string, isCash: boolean) => number;
  readonly ofAsset: (asset: string) => number;
}

/**
 * Each asset by its own power; a contract quoted in a coin moves by the ratio of the two.
 * @param exponentOf cash and stablecoins at par stand still and are not asked
 */
export function powersOf(exponentOf: (asset: string) => number): PowerExponents {
  const ofMoney = (asset: string): number => (isCash(asset) ? 0 : exponentOf(asset));
  return {
    ofLeg: (leg) => {
      const [base, quote] = [exponentOf(leg.asset), ofMoney(leg.quoteAsset)];
      return { price: base - quote, settle: leg.payoff === 'inverse' ? base : quote };
    },
    ofBalance: (asset, cash) => (cash ? 0 : exponentOf(asset)),
    ofAsset: exponentOf,
  };
}

/** A pool of known legs along a path. */
export function powerPath(table: MarginTable, path: PowerExponents): PowerPath {
  const equity: PowerTerm[] = [];
  const notional: PowerTerm[] = [];
  const steady: PowerTerm[] = [];
  const tiered: PowerLeg[] = [];
  const haircut: PowerTerm[] = [];
  for (const term of table.collateral) {
    const exponent = path.ofBalance(term.asset, term.isCash);
    equity.push({ exponent, coefficient: term.value });
    haircut.push({ exponent, coefficient: term.haircut });
    steady.push({ exponent, coefficient: term.maintenance });
  }
  for (const leg of table.legs) {
    const { price, settle } = path.ofLeg(leg);
    // h = x^rise, as in `MarginLeg`: coin contracts shrink as the price rises.
    const rise = leg.payoff === 'linear' ? price : -price;
    equity.push(
      { exponent: settle + rise, coefficient: leg.priceTerm },
      { exponent: settle, coefficient: leg.fixedTerm },
    );
    notional.push({ exponent: settle + rise, coefficient: leg.notional });
    const termsOf = ({ rate, deduction, increase }: MaintenanceSegment): PowerSum => [
      { exponent: settle + 2 * rise, coefficient: increase },
      { exponent: settle + rise, coefficient: rate * leg.notional },
      { exponent: settle, coefficient: -deduction },
    ];
    if (leg.fixedMaintenance !== null) steady.push({ exponent: settle, coefficient: leg.fixedMaintenance });
    else if (rise === 0) steady.push(...termsOf(segmentAt(leg.segments, 1)));
    else tiered.push({ rise, segments: leg.segments.map((one) => ({ from: one.from, terms: termsOf(one) })) });
  }
  for (const joint of table.joint) {
    const rise = joint.asset === null ? 0 : path.ofAsset(joint.asset);
    if (rise === 0) steady.push({ exponent: 0, coefficient: jointMaintenance(joint, 1) });
    else
      tiered.push({
        rise,
        segments: envelopeOf(joint.lines).map(({ from, line }) => ({
          from,
          terms: [
            { exponent: rise, coefficient: line.slope },
            { exponent: 0, coefficient: line.constant },
          ],
        })),
      });
  }
  return {
    equity: gathered(equity),
    haircut: gathered(haircut),
    notional: gathered(notional),
    steadyMaintenance: gathered(steady),
    tiered,
    isStrict: isStrict(table),
  };
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

/** What of the equity counts, minus maintenance, at a factor, base currency. */
export function powerSurplusAt(path: PowerPath, factor: number): number {
  return powerSumAt(path.equity, factor) - powerSumAt(path.haircut, factor) - powerMaintenanceAt(path, factor);
}
