import { entropicTail } from '../numerics/entropic-tail.ts';
import { mean } from '../numerics/sum.ts';
import { interpolatedQuantile, upperTailMean, upperTailQuantile } from '../numerics/tail.ts';
import { byDepth, drawdownEpisodes } from './episodes.ts';

/** The largest loss from a peak and where it lies. */
export type MaximumDrawdown =
  | {
      /** > 0 */
      readonly depth: number;
      /** Index of the last bar at the peak; `initial-wealth` where the peak is the wealth before the first return. */
      readonly peak: number | 'initial-wealth';
      readonly trough: number;
    }
  | { readonly depth: 0; readonly peak: null; readonly trough: null };

/** The deepest point of an underwater series (the first of several), 0 where wealth was never below a peak. */
export function maximumDrawdown(underwater: readonly number[]): MaximumDrawdown {
  const deepest = byDepth(drawdownEpisodes(underwater, 'to-last-bar'))[0];
  if (deepest === undefined) return { depth: 0, peak: null, trough: null };
  return {
    depth: deepest.depth,
    peak: deepest.start === 0 ? 'initial-wealth' : deepest.start - 1,
    trough: deepest.trough,
  };
}

/**
 * Mean of the underwater series, peaks counting as 0: the Pain index, also called average drawdown.
 *
 * @throws RangeError for an empty series
 * Source: T. Becker, The Zephyr K-Ratio and Pain Index, Zephyr Associates (2006); Chekhlov, Uryasev, Zabarankin (2005), AvDD.
 */
export function painIndex(underwater: readonly number[]): number {
  return mean(underwater);
}

/**
 * Root of the mean squared drawdown.
 *
 * @throws RangeError for an empty series
 * Source: P. G. Martin, B. McCann, The Investor's Guide to Fidelity Funds (1989).
 */
export function ulcerIndex(underwater: readonly number[]): number {
  return Math.sqrt(mean(underwater.map((drawdown) => drawdown * drawdown)));
}

/**
 * Drawdown at risk: the smallest drawdown that at most a (1 - level) share of the bars exceeds.
 *
 * @param level confidence, 0 <= level < 1
 * @throws RangeError for an empty series or a level outside [0, 1)
 * Source: Chekhlov, Uryasev, Zabarankin (2005), definition 3.1 (the threshold zeta of the drawdown distribution).
 */
export function drawdownAtRisk(underwater: readonly number[], level: number): number {
  return upperTailQuantile(underwater, level);
}

/**
 * Conditional drawdown at risk: mean of the worst (1 - level) share of the bars of the underwater series, the last one
 * with its fractional weight. Level 0 gives the average drawdown, a level towards 1 the maximum.
 *
 * @param level confidence, 0 <= level < 1
 * @throws RangeError for an empty series or a level outside [0, 1)
 * Source: Chekhlov, Uryasev, Zabarankin (2005), definition 3.2, eq. (5); weights as Rockafellar and Uryasev (2002).
 */
export function conditionalDrawdownAtRisk(underwater: readonly number[], level: number): number {
  return upperTailMean(underwater, level);
}

/**
 * Entropic drawdown at risk: the entropic value at risk of the bars of the underwater series. It lies between the
 * conditional drawdown at risk of the same level and the maximum drawdown (of a series that holds every bar).
 *
 * @param level confidence, 0 <= level < 1; 0 gives the average drawdown
 * @throws RangeError for an empty series or a level outside [0, 1)
 * Source: A. Ahmadi-Javid, Entropic Value-at-Risk (2012), definition 3.1, of the drawdown as Chekhlov, Uryasev,
 * Zabarankin (2005) take its conditional value at risk; D. Cajas, Entropic Portfolio Optimization (2021), section 3.
 */
export function entropicDrawdownAtRisk(underwater: readonly number[], level: number): number {
  return entropicTail(underwater, level);
}

/**
 * Conditional drawdown over discrete episodes: not the measure of Chekhlov, Uryasev and Zabarankin, but what the R
 * package PerformanceAnalytics 2.1 gives under the name CDD, method "discrete".
 *
 * Its sample are not the bars but the runs of the series: each stay below a peak counts once, with its depth, and each
 * run of bars at a peak between two of them counts once, with depth 0 (the package's findDrawdowns lists both). The
 * figure is the mean of the depths that are at least their own type 7 quantile at `level`. Leaving the zero runs out
 * gives other figures than those published (0.1874 against 0.1487 for Convertible Arbitrage).
 *
 * @param level confidence, 0 <= level <= 1
 * @throws RangeError for an empty series or a level outside [0, 1]
 */
export function discreteConditionalDrawdown(underwater: readonly number[], level: number): number {
  const depths = runDepths(underwater);
  const threshold = interpolatedQuantile(depths, level);
  return mean(depths.filter((depth) => depth >= threshold));
}

function runDepths(underwater: readonly number[]): readonly number[] {
  const depths: number[] = [];
  underwater.forEach((drawdown, bar) => {
    const before = underwater[bar - 1];
    const sameRun = before !== undefined && before > 0 === drawdown > 0;
    if (sameRun) depths.push(Math.max(depths.pop() as number, drawdown));
    else depths.push(drawdown);
  });
  return depths;
}
