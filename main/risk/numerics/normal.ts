/** Density of the standard normal distribution. */
export function normalDensity(x: number): number {
  return Math.exp((-x * x) / 2) / Math.sqrt(2 * Math.PI);
}

/** P(Z <= x) of the standard normal distribution, to about 14 digits also far out in the lower tail. */
export function normalDistribution(x: number): number {
  return x < 0 ? normalDensity(x) * millsRatio(-x) : 1 - normalDensity(x) * millsRatio(x);
}

/** From here on the continued fraction needs few terms; before it the series loses no digits. */
const farOut = 2;

/**
 * P(Z > x) over the density at x. It stays of the size of 1 / x where both vanish, so that differences of tails keep their digits.
 * Below 2 by the series of Marsaglia, Evaluating the Normal Distribution, Journal of Statistical Software 11 (2004) no. 4; from 2 on by
 * Laplace's continued fraction 1 / (x + 1 / (x + 2 / (x + 3 / ...))), Abramowitz and Stegun 26.2.14.
 */
export function millsRatio(x: number): number {
  if (x < farOut) return 0.5 / normalDensity(x) - centralSeries(x);
  // From the far end inwards; at 2 the term 200 is below the last digit.
  let tail = x;
  for (let term = 200; term >= 1; term -= 1) tail = x + term / tail;
  return 1 / tail;
}

/** (P(Z <= x) - 1/2) / density: x + x^3 / 3 + x^5 / (3 x 5) + ... */
function centralSeries(x: number): number {
  let term = x;
  let total = x;
  for (let odd = 3; Math.abs(term) > Number.EPSILON * Math.abs(total); odd += 2) {
    term *= (x * x) / odd;
    total += term;
  }
  return total;
}
