import { known, missing, notApplicable, type Outcome } from '../../../shared/measures/outcome.ts';
import { mean } from '../numerics/sum.ts';
import { annualDeviation } from './annualise.ts';
import { downsideDeviation, lowerPartialMoment } from './partial-moments.ts';
import { isRounding } from './rounding.ts';

/**
 * Sortino ratio per year: mean return over downside deviation (root of the mean over all periods of squared returns
 * below 0), times the root of the periods in a year; < 0 where the mean is.
 *
 * @param excess returns less the target return of each period, as fractions
 * @returns missing-data without a return, not-applicable where none lay below the target
 * Source: F. A. Sortino, L. N. Price, Performance Measurement in a Downside Risk Framework, J. of Investing 3 (1994);
 * T. N. Rollinger, S. T. Hoffman, Sortino: A "Sharper" Ratio, Red Rock Capital (2013).
 */
export function sortinoRatio(excess: readonly number[], periodsPerYear: number): Outcome {
  return overShortfall(
    excess,
    (mean) => mean * periodsPerYear,
    () => annualDeviation(downsideDeviation(excess, 0, 'population'), periodsPerYear),
  );
}

/**
 * Kappa: mean return over the n-th root of the n-th lower partial moment below 0, per period. Order 2 is the Sortino
 * ratio, order 1 the Omega ratio less 1.
 *
 * @param excess returns less the target return of each period, as fractions
 * @param order above 0
 * @returns missing-data without a return, not-applicable where none lay below the target
 * @throws RangeError where the order is not above 0
 * Source: P. D. Kaplan, J. A. Knowles, Kappa: A Generalized Downside Risk-Adjusted Performance Measure, J. of Performance
 * Measurement 8 (2004), eq. 4.
 */
export function kappaRatio(excess: readonly number[], order: number): Outcome {
  return overShortfall(
    excess,
    (mean) => mean,
    () => lowerPartialMoment(excess, 0, order) ** (1 / order),
  );
}

function overShortfall(excess: readonly number[], gain: (mean: number) => number, shortfall: () => number): Outcome {
  if (excess.length === 0) return missing('There is no return yet.', 'Import a history, or wait until there is one.');
  const risk = shortfall();
  if (isRounding(risk, excess))
    return notApplicable('No return lay below the target: there is no shortfall to divide by.');
  return known(gain(mean(excess)) / risk);
}
