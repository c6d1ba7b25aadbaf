import { known, missing, notApplicable, type Outcome } from '../../../shared/measures/outcome.ts';
import { maximumDrawdown } from './drawdown-measures.ts';
import { underwaterSeries } from './underwater.ts';
import { annualReturn } from './wealth.ts';

/** Below this many observations a yearly rate says more about luck than about the book. */
const fewestObservations = 30;

export interface CalmarConvention {
  /** 365 where marks come every day, 252 for exchange days, 12 for months. */
  readonly periodsPerYear: number;
  readonly initialWealthIsPeak: boolean;
}

/**
 * Geometric annual return over maximum drawdown; negative for a losing series.
 *
 * @param returns simple returns as fractions, oldest first
 * @returns missing-data under 30 observations, not-applicable where there was no drawdown
 * @throws RangeError where a return is not finite or below -1
 * Source: T. W. Young, Calmar Ratio: A Smoother Tool, Futures (October 1991).
 */
export function calmarRatio(returns: readonly number[], convention: CalmarConvention): Outcome {
  if (returns.length < fewestObservations)
    return missing(
      `Calmar needs ${fewestObservations} observations, there are ${returns.length}.`,
      'Import a longer history, or wait until there is one.',
    );
  const underwater = underwaterSeries(returns, {
    compounding: 'compounded',
    initialWealthIsPeak: convention.initialWealthIsPeak,
  });
  const { depth } = maximumDrawdown(underwater);
  if (depth === 0) return notApplicable('There was no drawdown to divide by.');
  return known(annualReturn(returns, convention.periodsPerYear) / depth);
}
