import { known, missing, notApplicable, type Outcome } from '../../../shared/measures/outcome.ts';
import { entropicRisk, entropicTail } from '../numerics/entropic-tail.ts';
import { interpolatedQuantile, upperTailMean, upperTailQuantile } from '../numerics/tail.ts';

/**
 * The worst loss of one period, as a fraction; < 0 where every period won.
 * @throws RangeError for an empty series
 */
export function worstLoss(returns: readonly number[]): number {
  const [first, ...others] = lossesOf(returns);
  if (first === undefined) throw new RangeError('an empty series has no worst loss');
  return others.reduce((worst, loss) => Math.max(worst, loss), first);
}

/**
 * Historical value at risk of one period: the smallest loss that at most a (1 - level) share of the periods exceeds.
 *
 * @param returns simple returns as fractions
 * @param level confidence, 0 <= level < 1
 * @returns a fraction, positive = loss
 * @throws RangeError for an empty series or a level outside [0, 1)
 * Source: as `upperTailQuantile`.
 */
export function historicalValueAtRisk(returns: readonly number[], level: number): number {
  return upperTailQuantile(lossesOf(returns), level);
}

/**
 * Historical conditional value at risk (expected shortfall): mean of the worst (1 - level) share of the periods, the
 * last one with its fractional weight. Positive = loss, as a fraction; never below the value at risk of the same level.
 *
 * @throws RangeError for an empty series or a level outside [0, 1)
 * Source: as `upperTailMean`.
 */
export function historicalConditionalValueAtRisk(returns: readonly number[], level: number): number {
  return upperTailMean(lossesOf(returns), level);
}

/** Entropic value at risk of one period, positive = loss, as a fraction; bounds, errors and source as `entropicTail`. */
export function entropicValueAtRisk(returns: readonly number[], level: number): number {
  return entropicTail(lossesOf(returns), level);
}

/** Entropic risk of one period, positive = loss, as a fraction; arguments, errors and source as `entropicRisk`. */
export function entropicRiskMeasure(returns: readonly number[], tolerance: number, level: number): number {
  return entropicRisk(lossesOf(returns), tolerance, level);
}

/**
 * How far the good tail reaches against the bad one: |quantile at `level`| over |quantile at 1 - level|, >= 0; 0.25 says
 * that bad days cost four times what good days bring.
 *
 * @param level 0.5 < level <= 1
 * @returns missing-data without a return, not-applicable where the lower quantile is 0
 * Source: the tail ratio of the Python package empyrical, over quantiles of type 7 (Hyndman and Fan, 1996).
 */
export function tailRatio(returns: readonly number[], level: number): Outcome {
  if (returns.length === 0) return missing('There is no return yet.', 'Import a history, or wait until there is one.');
  const lower = interpolatedQuantile(returns, 1 - level);
  if (lower === 0) return notApplicable('The bad tail ends at 0: there is nothing to divide by.');
  return known(Math.abs(interpolatedQuantile(returns, level)) / Math.abs(lower));
}

function lossesOf(returns: readonly number[]): readonly number[] {
  return returns.map((one) => -one);
}
