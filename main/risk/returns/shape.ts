import { centralMoment } from '../numerics/moments.ts';

/**
 * Skewness: third central moment over the cubed deviation, both of the population (g1); < 0 where losses reach further
 * than gains. No unit.
 *
 * @throws RangeError where the values do not vary or there are none
 * Source: D. N. Joanes, C. A. Gill, Comparing Measures of Sample Skewness and Kurtosis, The Statistician 47 (1998), g1.
 */
export function skewness(values: readonly number[]): number {
  return centralMoment(values, 3) / populationVariance(values) ** 1.5;
}

/**
 * Kurtosis after Pearson: fourth central moment over the squared variance, both of the population (b2 of the normal
 * distribution is 3; nothing is subtracted). No unit, >= 1.
 *
 * @throws RangeError where the values do not vary or there are none
 * Source: Joanes and Gill (1998), g2 + 3.
 */
export function kurtosis(values: readonly number[]): number {
  return centralMoment(values, 4) / populationVariance(values) ** 2;
}

function populationVariance(values: readonly number[]): number {
  const variance = centralMoment(values, 2);
  if (variance === 0) throw new RangeError('values that do not vary have no shape');
  return variance;
}
