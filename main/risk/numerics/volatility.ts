import { known, missing, type Maybe } from '../../../shared/measures/outcome.ts';
import { logReturns, type DailyClose } from './close-series.ts';
import { sum } from './sum.ts';

const decay = 0.94;
const fewestReturns = 60;

/**
 * Daily volatility with exponentially fading memory, zero mean:
 * sigma^2 = sum of 0.06 x 0.94^i r_i^2 / (1 - 0.94^n), i = 0 the newest return. The divisor makes the weights add to one.
 *
 * @param closes daily closes in ascending order; a day without one of its own carries null and gives no return
 * @returns sigma as a fraction per day (0.02 = 2 %), >= 0; missing-data under 60 returns
 * @throws RangeError where days do not ascend or a close is not positive
 * Source: J.P. Morgan/Reuters, RiskMetrics Technical Document, 4th ed. (1996), section 5.2 (lambda 0.94 for daily data);
 * the finite sample's weights normalised.
 */
export function dailySigma(closes: readonly DailyClose[]): Maybe {
  const returns = logReturns(closes);
  if (returns.length < fewestReturns)
    return missing(
      `A daily sigma needs ${fewestReturns} returns between real closes, there are ${returns.length}.`,
      'Import a longer price history of this instrument.',
    );
  return known(
    Math.sqrt(
      exponentialVariance(
        returns.map((one) => one.logReturn),
        decay,
      ),
    ),
  );
}

/** The weighted mean of squared returns, newest last in the array; weights (1 - decay) decay^i over their own sum. */
export function exponentialVariance(returns: readonly number[], decay: number): number {
  if (returns.length === 0) throw new RangeError('an empty series has no variance');
  const newestFirst = returns.toReversed();
  const weighted = newestFirst.map((one, age) => (1 - decay) * decay ** age * one * one);
  return sum(weighted) / (1 - decay ** returns.length);
}
