import { known, notApplicable, type Outcome } from '../../../shared/measures/outcome.ts';
import { assertNever } from '../../../shared/result/result.ts';
import { sum } from '../numerics/sum.ts';

/**
 * How the losses of a run compound: as the fractions that they are, or read as percentages (0.05 compounds as 0.05 % and
 * is scaled back, which comes close to their plain sum; the R package PerformanceAnalytics does so).
 */
export type RunCompounding = 'fractions' | 'percentages';

/**
 * Burke ratio: annual return over the root of the summed squares of the drawdowns, where each run of losing periods is
 * one drawdown; < 0 for a losing series.
 *
 * @param yearlyReturn geometric annual return less the risk-free rate of a year, as a fraction
 * @param returns simple returns as fractions, oldest first
 * @returns not-applicable where no period lost
 * Source: G. Burke, A Sharper Sharpe Ratio, Futures (March 1994); C. R. Bacon, Practical Portfolio Performance
 * Measurement and Attribution, 2nd ed. (2008), p. 90.
 */
export function burkeRatio(yearlyReturn: number, returns: readonly number[], losses: RunCompounding): Outcome {
  const drawdowns = lossesOfRuns(returns, unitOf(losses));
  if (drawdowns.length === 0) return notApplicable('No period lost: there is no drawdown to divide by.');
  return known(yearlyReturn / Math.sqrt(sum(drawdowns.map((loss) => loss * loss))));
}

/**
 * Modified Burke ratio: the Burke ratio times the root of the number of periods, so that a longer series is not worse
 * for having more drawdowns. Arguments and result as `burkeRatio`.
 *
 * Source: Bacon (2008), p. 91.
 */
export function modifiedBurkeRatio(yearlyReturn: number, returns: readonly number[], losses: RunCompounding): Outcome {
  return burkeRatio(yearlyReturn * Math.sqrt(returns.length), returns, losses);
}

/** The loss of each run of periods below 0, > 0, in units of the returns. */
function lossesOfRuns(returns: readonly number[], unit: number): readonly number[] {
  const losses: number[] = [];
  let kept: number | null = null;
  for (const one of returns) {
    if (one < 0) kept = (kept ?? 1) * (1 + one * unit);
    else {
      if (kept !== null) losses.push((1 - kept) / unit);
      kept = null;
    }
  }
  if (kept !== null) losses.push((1 - kept) / unit);
  return losses;
}

function unitOf(losses: RunCompounding): number {
  switch (losses) {
    case 'fractions':
      return 1;
    case 'percentages':
      return 0.01;
    default:
      return assertNever(losses);
  }
}
