import { known, missing, notApplicable, type Outcome } from '../../../shared/measures/outcome.ts';
import { standardDeviation } from '../numerics/moments.ts';
import { mean } from '../numerics/sum.ts';
import { annualDeviation } from './annualise.ts';
import { isRounding } from './rounding.ts';
import { kurtosis, skewness } from './shape.ts';

/**
 * Volatility per year: sample standard deviation (n - 1) of the returns times the root of the periods in a year.
 *
 * @param returns simple returns as fractions
 * @param periodsPerYear 365 where marks come every day, 252 for exchange days, 12 for months
 * @returns a fraction, >= 0; missing-data under two returns
 * Source: C. R. Bacon, Practical Portfolio Performance Measurement and Attribution, 2nd ed. (2008), section 4; n - 1 as W. F. Sharpe (1994).
 */
export function annualVolatility(returns: readonly number[], periodsPerYear: number): Outcome {
  if (returns.length < 2) return tooFew(returns);
  return known(annualDeviation(standardDeviation(returns, 'sample'), periodsPerYear));
}

/**
 * Sharpe ratio per year: mean return over sample standard deviation (n - 1), times the root of the periods in a year;
 * < 0 where the mean is. With one period a year it is the ratio of a period; of returns less a benchmark it is the
 * information ratio.
 *
 * @param excess returns less the risk-free rate of each period, as fractions
 * @returns missing-data under two returns, not-applicable where they do not vary
 * Source: W. F. Sharpe, The Sharpe Ratio, J. of Portfolio Management 21 (1994), eq. 3 to 6 and "Time Dependence".
 */
export function sharpeRatio(excess: readonly number[], periodsPerYear: number): Outcome {
  if (excess.length < 2) return tooFew(excess);
  const deviation = standardDeviation(excess, 'sample');
  if (isRounding(deviation, excess))
    return notApplicable('The returns do not vary: there is no deviation to divide by.');
  return known((mean(excess) * periodsPerYear) / annualDeviation(deviation, periodsPerYear));
}

/**
 * Sharpe ratio with a penalty for negative skewness and for fat tails: SR (1 + S / 6 SR - (K - 3) / 24 SR^2), SR the
 * yearly ratio of `sharpeRatio`, S and K skewness and kurtosis of the period's returns.
 *
 * @returns missing-data and not-applicable as `sharpeRatio`
 * Source: J. Pézier, A. White, The Relative Merits of Investable Hedge Fund Indices and of Funds of Hedge Funds in Optimal
 * Passive Portfolios, ICMA Centre DP2006-10 (2006), p. 19; Bacon (2008), p. 99.
 */
export function adjustedSharpeRatio(excess: readonly number[], periodsPerYear: number): Outcome {
  const sharpe = sharpeRatio(excess, periodsPerYear);
  if (sharpe.status !== 'value') return sharpe;
  const ratio = sharpe.value;
  return known(ratio * (1 + (skewness(excess) / 6) * ratio - ((kurtosis(excess) - 3) / 24) * ratio * ratio));
}

function tooFew(returns: readonly number[]): Outcome<never> {
  return missing(
    `A deviation needs 2 returns, there ${returns.length === 1 ? 'is' : 'are'} ${returns.length}.`,
    'Import a longer history, or wait until there is one.',
  );
}
