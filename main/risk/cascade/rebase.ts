import { known } from '../../../shared/measures/outcome.ts';
import type { CollateralTerm, MarginLeg, MarginTable } from '../margin/margin-table.ts';

/**
 * A margin table seen from other prices: what it says at factors of 1 is what the given one says at these.
 *
 * @param factorOf price of an asset in the base currency over what it was, > 0; 1 for cash and stablecoins that keep their par
 */
export function rebased(table: MarginTable, factorOf: (asset: string) => number): MarginTable {
  return {
    ...table,
    collateral: table.collateral.map((term) => movedTerm(term, factorOf(term.asset))),
    legs: table.legs.map((leg) => movedLeg(leg, factorOf)),
    joint: table.joint.map((one) => {
      if (one.asset === null) return one;
      const factor = factorOf(one.asset);
      return { ...one, lines: one.lines.map(({ constant, slope }) => ({ constant, slope: slope * factor })) };
    }),
  };
}

function movedTerm(term: CollateralTerm, factor: number): CollateralTerm {
  return {
    ...term,
    rate: { ...term.rate, price: term.rate.price * factor },
    value: term.value * factor,
    haircut: term.haircut * factor,
    maintenance: term.maintenance * factor,
  };
}

/** How far the price of a contract in its quote asset moves (`f`) and that of its settlement asset (`g`), as in `MarginLeg`. */
export function legFactors(
  leg: MarginLeg,
  factorOf: (asset: string) => number,
): { readonly f: number; readonly g: number } {
  const base = factorOf(leg.asset);
  const quote = factorOf(leg.quoteAsset);
  return { f: base / quote, g: leg.payoff === 'inverse' ? base : quote };
}

function movedLeg(leg: MarginLeg, factorOf: (asset: string) => number): MarginLeg {
  const { f, g } = legFactors(leg, factorOf);
  const h = leg.payoff === 'linear' ? f : 1 / f;
  return {
    ...leg,
    priceTerm: g * h * leg.priceTerm,
    fixedTerm: g * leg.fixedTerm,
    notional: g * h * leg.notional,
    segments: leg.segments.map((segment) => ({
      ...segment,
      from: segment.from / h,
      deduction: g * segment.deduction,
      increase: g * h * h * segment.increase,
    })),
    fixedMaintenance: leg.fixedMaintenance === null ? null : g * leg.fixedMaintenance,
    // What opening it would need is not asked along the way: it goes with the notional.
    initial: leg.initial.status === 'value' ? known(leg.initial.value * g * h) : leg.initial,
  };
}

/** A leg of which a share is left: its tiers begin later, since there is less of it. */
export function keptLeg(leg: MarginLeg, share: number): MarginLeg {
  return {
    ...leg,
    priceTerm: share * leg.priceTerm,
    fixedTerm: share * leg.fixedTerm,
    notional: share * leg.notional,
    segments: leg.segments.map((segment) => ({
      ...segment,
      from: segment.from / share,
      increase: share * share * segment.increase,
    })),
    // On the entry value by the rate of the whole: of what is left no tier asks for more.
    fixedMaintenance: leg.fixedMaintenance === null ? null : share * leg.fixedMaintenance,
    initial: leg.initial.status === 'value' ? known(leg.initial.value * share) : leg.initial,
  };
}
