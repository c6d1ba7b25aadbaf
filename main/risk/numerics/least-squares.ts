import { mean, sum } from './sum.ts';

export interface LineFit {
  readonly slope: number;
  readonly intercept: number;
  /** Standard error of the slope; the residual variance has n - 2 degrees of freedom. */
  readonly slopeStandardError: number;
  readonly observations: number;
}

/**
 * Ordinary least squares of y on x with an intercept.
 *
 * @returns null where x does not vary or there are fewer than three points: no slope with an error can be told
 * @throws RangeError where x and y differ in length
 * Source: W. H. Greene, Econometric Analysis, 7th ed., section 3.2 and 4.3 (estimator and its standard error).
 */
export function fitLine(x: readonly number[], y: readonly number[]): LineFit | null {
  if (x.length !== y.length) throw new RangeError(`${x.length} values of x against ${y.length} of y`);
  const observations = x.length;
  if (observations < 3) return null;
  const meanX = mean(x);
  const meanY = mean(y);
  const deviationsX = x.map((one) => one - meanX);
  const deviationsY = y.map((one) => one - meanY);
  const varying = sum(deviationsX.map((one) => one * one));
  // Rounding leaves traces of deviation in a constant series of numbers that binary cannot hold.
  const traces = observations * (Number.EPSILON * meanX) ** 2;
  if (varying <= traces) return null;
  const slope = sum(deviationsX.map((one, index) => one * (deviationsY[index] as number))) / varying;
  const residualSquares = sum(deviationsX.map((one, index) => ((deviationsY[index] as number) - slope * one) ** 2));
  return {
    slope,
    intercept: meanY - slope * meanX,
    slopeStandardError: Math.sqrt(residualSquares / (observations - 2) / varying),
    observations,
  };
}
