import { mean, sum } from './sum.ts';

/** What a sum of squares is divided by: n where the values are all there is, n - 1 where they are a sample (Bessel). */
export type Divisor = 'population' | 'sample';

/**
 * Variance, >= 0, in the square of the unit of the values.
 *
 * @throws RangeError for fewer values than the divisor needs: one, or two of a sample
 * Source: M. G. Kendall, A. Stuart, The Advanced Theory of Statistics, vol. 1, 4th ed. (1977), sections 2.19 and 12.3.
 */
export function variance(values: readonly number[], divisor: Divisor): number {
  return centralMoment(values, 2) * besselFactor(values.length, divisor);
}

/** Root of the variance. Throws a RangeError as `variance`. */
export function standardDeviation(values: readonly number[], divisor: Divisor): number {
  return Math.sqrt(variance(values, divisor));
}

/**
 * Mean of (x - mean) ^ order over all values.
 *
 * @param order a whole number >= 1
 * @throws RangeError for an empty series
 * Source: Kendall and Stuart (1977), section 2.19.
 */
export function centralMoment(values: readonly number[], order: number): number {
  const centre = mean(values);
  return mean(values.map((value) => (value - centre) ** order));
}

/** Turns a mean over all n values into one over n - 1 where they are a sample: n / (n - 1), else 1. */
export function besselFactor(count: number, divisor: Divisor): number {
  if (divisor === 'population') return 1;
  if (count < 2) throw new RangeError(`a sample needs two values to vary, there are ${count}`);
  return count / (count - 1);
}

/**
 * Gini's mean difference: the mean of |x_i - x_j| over all pairs of different observations, >= 0.
 * From the ascending order statistics: sum of (2 i - n - 1) x_(i) times 2 / (n (n - 1)).
 *
 * @throws RangeError for fewer than two values
 * Source: S. Yitzhaki, Gini's Mean Difference: A Superior Measure of Variability for Non-Normal Distributions, Metron 61
 * (2003), eq. 2.1 and 2.12.
 */
export function giniMeanDifference(values: readonly number[]): number {
  const count = values.length;
  if (count < 2) throw new RangeError(`a difference needs two values, there are ${count}`);
  const ascending = [...values].sort((a, b) => a - b);
  // The first of n stands below n - 1 others and above none, the next below n - 2 and above one, and so on.
  const weighted = ascending.map((value, below) => (2 * below - (count - 1)) * value);
  return (2 * sum(weighted)) / (count * (count - 1));
}
