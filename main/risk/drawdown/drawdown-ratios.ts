import { known, missing, notApplicable, type Outcome } from '../../../shared/measures/outcome.ts';
import { maximumDrawdown, painIndex, ulcerIndex } from './drawdown-measures.ts';

/**
 * Calmar ratio: annual return over maximum drawdown; < 0 for a losing series.
 *
 * @param yearlyReturn geometric annual return (`annualReturn`) less the risk-free rate of a year, as a fraction
 * @param underwater the underwater series of the same returns
 * @returns missing-data for an empty series, not-applicable where there was no drawdown
 * Source: T. W. Young, Calmar Ratio: A Smoother Tool, Futures (October 1991).
 */
export function calmarRatio(yearlyReturn: number, underwater: readonly number[]): Outcome {
  return over(yearlyReturn, underwater, (bars) => maximumDrawdown(bars).depth);
}

/**
 * Sterling ratio: as `calmarRatio`, the drawdown made larger by a fixed allowance, which keeps the ratio of a series
 * without a drawdown finite.
 *
 * @param allowance added to the maximum drawdown, a fraction; 0.10 by custom
 * Source: D. S. Jones's ratio of 1981, over the maximum drawdown as in C. R. Bacon, Practical Portfolio Performance
 * Measurement and Attribution, 2nd ed. (2008), p. 89.
 */
export function sterlingRatio(yearlyReturn: number, underwater: readonly number[], allowance: number): Outcome {
  return over(yearlyReturn, underwater, (bars) => maximumDrawdown(bars).depth + allowance);
}

/**
 * Pain ratio: as `calmarRatio`, over the Pain index.
 * Source: T. Becker, The Zephyr K-Ratio and Pain Index, Zephyr Associates (2006); Bacon (2008), p. 91.
 */
export function painRatio(yearlyReturn: number, underwater: readonly number[]): Outcome {
  return over(yearlyReturn, underwater, painIndex);
}

/**
 * Martin ratio (Ulcer performance index): as `calmarRatio`, over the Ulcer index.
 * Source: P. G. Martin, B. McCann, The Investor's Guide to Fidelity Funds (1989); Bacon (2008), p. 91.
 */
export function martinRatio(yearlyReturn: number, underwater: readonly number[]): Outcome {
  return over(yearlyReturn, underwater, ulcerIndex);
}

function over(
  yearlyReturn: number,
  underwater: readonly number[],
  lossOf: (underwater: readonly number[]) => number,
): Outcome {
  if (underwater.length === 0)
    return missing('There is no return yet.', 'Import a history, or wait until there is one.');
  const loss = lossOf(underwater);
  if (loss === 0) return notApplicable('There was no drawdown to divide by.');
  return known(yearlyReturn / loss);
}
