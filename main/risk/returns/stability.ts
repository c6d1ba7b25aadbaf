import { known, missing, notApplicable, type Outcome } from '../../../shared/measures/outcome.ts';
import { mean, sum } from '../numerics/sum.ts';
import { isRounding } from './rounding.ts';

/**
 * How steadily wealth grew or fell: the share of the variation of its logarithm that a straight line through time
 * explains (R squared), 0 to 1.
 *
 * @param returns simple returns as fractions, oldest first
 * @returns missing-data under two returns; not-applicable where wealth never moved or was lost whole
 * Source: the stability of the Python package empyrical; R squared as W. H. Greene, Econometric Analysis, 7th ed., section 3.5.
 */
export function stabilityOfGrowth(returns: readonly number[]): Outcome {
  if (returns.length < 2)
    return missing(
      'A line needs 2 returns to be held against.',
      'Import a longer history, or wait until there is one.',
    );
  if (returns.some((one) => one <= -1)) return notApplicable('Wealth was lost whole: its logarithm says nothing.');
  let logWealth = 0;
  const path = returns.map((one) => (logWealth += Math.log1p(one)));
  const deviations = fromMean(path);
  const times = fromMean(path.map((_, period) => period));
  const variation = sumOfProducts(deviations, deviations);
  if (isRounding(Math.sqrt(variation / path.length), path)) return notApplicable('Wealth did not move.');
  return known(sumOfProducts(times, deviations) ** 2 / (sumOfProducts(times, times) * variation));
}

function fromMean(values: readonly number[]): readonly number[] {
  const centre = mean(values);
  return values.map((value) => value - centre);
}

function sumOfProducts(one: readonly number[], other: readonly number[]): number {
  return sum(one.map((value, index) => value * (other[index] as number)));
}
