import { sum } from './sum.ts';

/**
 * Mean of the worst (1 - level) share of a sample of losses, the last loss with its fractional weight: with
 * k = (1 - level) n, the sum of the floor(k) largest losses and (k - floor(k)) of the next one, over k.
 * This is the minimum over z of z + sum of (x - z)+ / k.
 *
 * @param losses positive = loss, at least one
 * @param level confidence, 0 <= level < 1; 0 gives the mean, a level close to 1 the largest loss
 * @throws RangeError for an empty sample or a level outside [0, 1)
 * Source: R. T. Rockafellar, S. Uryasev, Optimization of conditional value-at-risk, J. of Risk 2 (2000), eq. 4-5;
 * the split atom: same authors, Conditional value-at-risk for general loss distributions, J. Banking & Finance 26
 * (2002), Proposition 8.
 */
export function upperTailMean(losses: readonly number[], level: number): number {
  checkSample(losses, level);
  const weight = (1 - level) * losses.length;
  const descending = [...losses].sort((a, b) => b - a);
  const whole = Math.min(Math.floor(weight), descending.length);
  const next = descending[whole];
  const split = next === undefined ? 0 : (weight - whole) * next;
  return sum([...descending.slice(0, whole), split]) / weight;
}

/**
 * The smallest observed loss that at most a (1 - level) share of the sample exceeds (lower quantile of the losses).
 *
 * @param losses positive = loss, at least one
 * @param level confidence, 0 <= level < 1
 * @throws RangeError for an empty sample or a level outside [0, 1)
 * Source: Rockafellar and Uryasev (2002), definition 1: min { z : P(X <= z) >= level }.
 */
export function upperTailQuantile(losses: readonly number[], level: number): number {
  checkSample(losses, level);
  const exceeding = (1 - level) * losses.length;
  // (1 - 0.9) x 10 is 0.9999999999999998 in binary: a share that is whole but for rounding is whole.
  const allowed = Math.floor(exceeding + 1e-9);
  const descending = [...losses].sort((a, b) => b - a);
  return descending[Math.min(allowed, descending.length - 1)] as number;
}

/**
 * Quantile with linear interpolation between order statistics, h = (n - 1) p, as spreadsheets and R give by default.
 *
 * @throws RangeError for an empty sample or a probability outside [0, 1]
 * Source: R. J. Hyndman, Y. Fan, Sample Quantiles in Statistical Packages, The American Statistician 50 (1996), type 7.
 */
export function interpolatedQuantile(values: readonly number[], probability: number): number {
  if (!(probability >= 0 && probability <= 1))
    throw new RangeError(`a probability lies in [0, 1], found ${probability}`);
  if (values.length === 0) throw new RangeError('an empty sample has no quantile');
  const ascending = [...values].sort((a, b) => a - b);
  const exact = (ascending.length - 1) * probability;
  // (1 - 0.95) x 20 is 1.0000000000000009 in binary: a rank that is whole but for rounding is whole.
  const nearest = Math.round(exact);
  const position = Math.abs(exact - nearest) < 1e-9 ? nearest : exact;
  const below = Math.floor(position);
  const low = ascending[below] as number;
  const high = ascending[Math.ceil(position)] as number;
  return low + (position - below) * (high - low);
}

function checkSample(losses: readonly number[], level: number): void {
  if (losses.length === 0) throw new RangeError('an empty sample has no tail');
  if (!(level >= 0 && level < 1)) throw new RangeError(`a confidence level lies in [0, 1), found ${level}`);
}
