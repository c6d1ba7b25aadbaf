import { assertNever } from '../../../shared/result/result.ts';
import { normalDensity } from '../../../shared/measures/normal.ts';
import { debtOverDelays, type DelayedExit } from './delay-put.ts';

/** How long an exit takes, in years. */
export type DelayLaw =
  /** Probabilities that add up to 1. */
  | { readonly kind: 'discrete'; readonly delays: readonly PossibleDelay[] }
  /** Half of all delays are shorter than the median; `logDeviation` is that of the logarithm, > 0. */
  | { readonly kind: 'lognormal'; readonly medianYears: number; readonly logDeviation: number };

export interface PossibleDelay {
  readonly delayYears: number;
  readonly probability: number;
}

const longestYears = 100;
const reach = 128;
const steps = 16;

/**
 * A law as a list of delays. The lognormal one by the trapezoidal rule over its normal variable from -8 to 8 in steps of
 * 1/16: 1.2e-15 of the probability is left out, and a delay of more than a century counts as a century.
 * Source: L. N. Trefethen, J. A. C. Weideman, The exponentially convergent trapezoidal rule, SIAM Review 56 (2014), section 5.
 */
export function delaysOf(law: DelayLaw): readonly PossibleDelay[] {
  switch (law.kind) {
    case 'discrete':
      return law.delays;
    case 'lognormal':
      return Array.from({ length: 2 * reach + 1 }, (_, index) => {
        const deviate = (index - reach) / steps;
        return {
          delayYears: Math.min(longestYears, law.medianYears * Math.exp(law.logDeviation * deviate)),
          probability: normalDensity(deviate) / steps,
        };
      });
    default:
      return assertNever(law);
  }
}

/**
 * Expected debt of a whole position in the currency of its notional, >= 0.
 *
 * @param notional what the position is worth at the liquidation price, >= 0
 */
export function debtOfNotional(exit: DelayedExit, law: DelayLaw, notional: number): number {
  return (notional / exit.liquidationPrice) * debtOverDelays(exit, delaysOf(law)).expectedDebt;
}
