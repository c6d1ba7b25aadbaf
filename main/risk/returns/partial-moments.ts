import { besselFactor, type Divisor } from '../numerics/moments.ts';
import { mean } from '../numerics/sum.ts';

/**
 * Lower partial moment: the mean over all periods of max(threshold - r, 0) ^ order, >= 0. Periods at or above the
 * threshold count with 0; their number still divides.
 *
 * @param returns simple returns as fractions
 * @param threshold the least acceptable return of a period, as a fraction
 * @param order 1 for the mean shortfall, 2 for the target semi-variance; above 0
 * @throws RangeError for an empty series or an order that is not above 0
 * Source: P. C. Fishburn, Mean-Risk Analysis with Risk Associated with Below-Target Returns, American Economic Review 67
 * (1977), p. 116.
 */
export function lowerPartialMoment(returns: readonly number[], threshold: number, order: number): number {
  if (!(order > 0)) throw new RangeError(`the order of a partial moment is above 0, found ${order}`);
  return mean(returns.map((one) => Math.max(threshold - one, 0) ** order));
}

/**
 * Root of the mean squared shortfall below a threshold, >= 0, as a fraction per period: the downside deviation over all
 * periods; of a sample with n - 1 in place of n.
 *
 * @throws RangeError for an empty series, or a single return that is to be a sample
 * Source: F. A. Sortino, R. van der Meer, Downside Risk, J. of Portfolio Management 17 (1991), pp. 27-31; over all
 * periods as T. N. Rollinger, S. T. Hoffman, Sortino: A "Sharper" Ratio, Red Rock Capital (2013).
 */
export function downsideDeviation(returns: readonly number[], threshold: number, divisor: Divisor): number {
  return Math.sqrt(semiVariance(returns, threshold, divisor));
}

/** Square of `downsideDeviation`: with the mean as threshold the semi-variance of H. Markowitz (1959), chapter IX. */
export function semiVariance(returns: readonly number[], threshold: number, divisor: Divisor): number {
  return lowerPartialMoment(returns, threshold, 2) * besselFactor(returns.length, divisor);
}

/**
 * Mean distance from a centre, usually the mean, >= 0, as a fraction per period.
 *
 * @throws RangeError for an empty series
 * Source: H. Konno, H. Yamazaki, Mean-Absolute Deviation Portfolio Optimization Model, Management Science 37 (1991), p. 522.
 */
export function meanAbsoluteDeviation(returns: readonly number[], centre: number): number {
  return mean(returns.map((one) => Math.abs(one - centre)));
}
