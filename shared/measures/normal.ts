/** Beyond it the series would cancel, before it the fraction would be slow. */
const seriesLimit = 1;

/**
 * Probability that a standard normal variable is below x, 0..1. Relative accuracy about 1e-15, also deep in the lower tail
 * (down to about 1e-308, at x = -37.5; below that the doubles themselves lose digits).
 *
 * Source: P. S. Laplace's continued fraction of the tail and the series of odd powers: M. Abramowitz, I. A. Stegun, Handbook
 * of Mathematical Functions (1964), 26.2.14 and 26.2.11.
 */
export function normalDistribution(x: number): number {
  if (x <= -seriesLimit) return normalDensity(x) * tailFraction(-x);
  if (x >= seriesLimit) return 1 - normalDensity(x) * tailFraction(x);
  return 0.5 + normalDensity(x) * oddPowers(x);
}

/**
 * Density of the standard normal distribution. The square is taken in two parts, the first of them exact, so that the
 * rounding of x * x is not blown up by the exponential.
 *
 * Source: the split: W. J. Cody, Rational Chebyshev approximations for the error function, Math. Comp. 23 (1969).
 */
export function normalDensity(x: number): number {
  const size = Math.abs(x);
  // Nothing is left beyond it, and infinity minus infinity would be no number.
  if (size > 40) return 0;
  const coarse = Math.round(size * 16) / 16;
  const rest = (size - coarse) * (size + coarse);
  return (Math.exp((-coarse * coarse) / 2) * Math.exp(-rest / 2)) / Math.sqrt(2 * Math.PI);
}

/**
 * Mills ratio: the probability of exceeding x over the density at x. It falls from infinity to 0 and is 1 / x far out, so
 * differences of tails can be taken without the density, which underflows.
 *
 * @param x above -37, else the density underflows
 * Source: Abramowitz and Stegun 26.2.14.
 */
export function millsRatio(x: number): number {
  return x >= seriesLimit ? tailFraction(x) : normalDistribution(-x) / normalDensity(x);
}

/** 1/(x + 1/(x + 2/(x + 3/(x + ...)))) from the inside out: sums of positive terms alone. */
function tailFraction(x: number): number {
  let denominator = x;
  // The error falls as exp(-x sqrt(2 n)): about 1e-17 with this many terms.
  for (let term = Math.ceil(12 + 800 / (x * x)); term > 0; term -= 1) denominator = x + term / denominator;
  return 1 / denominator;
}

/** x + x^3/3 + x^5/(3 5) + ...: with the density in front, the probability between 0 and x. */
function oddPowers(x: number): number {
  let total = 0;
  let term = x;
  for (let odd = 3; total + term !== total; odd += 2) {
    total += term;
    term *= (x * x) / odd;
  }
  return total;
}
