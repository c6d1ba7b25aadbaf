import { known, missing, notApplicable, type Outcome } from '../../../shared/measures/outcome.ts';
import { sum } from '../numerics/sum.ts';
import { isRounding } from './rounding.ts';

/**
 * Omega ratio: what was won above the threshold over what was lost below it, >= 0; 1 where both are equal. It is not
 * annualised.
 *
 * @param excess returns less the threshold of each period, as fractions
 * @returns missing-data without a return, not-applicable where none lay below the threshold
 * Source: C. Keating, W. F. Shadwick, A Universal Performance Measure, J. of Performance Measurement 6 (2002); as a ratio
 * of the two sums: H. Kazemi, T. Schneeweis, B. Gupta, Omega as a Performance Measure (2004), eq. 4.
 */
export function omegaRatio(excess: readonly number[]): Outcome {
  if (excess.length === 0) return missing('There is no return yet.', 'Import a history, or wait until there is one.');
  const gains = sum(excess.map((one) => Math.max(one, 0)));
  const losses = sum(excess.map((one) => Math.max(-one, 0)));
  if (isRounding(losses / excess.length, excess))
    return notApplicable('No return lay below the threshold: there is no loss to divide by.');
  return known(gains / losses);
}
