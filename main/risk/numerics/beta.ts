import { known, missing, notApplicable, type Outcome } from '../../../shared/measures/outcome.ts';
import { logReturns, type DailyClose } from './close-series.ts';
import { fitLine } from './least-squares.ts';

export interface Beta {
  /** Log return of the asset for a log return of 1 of the axis. */
  readonly beta: number;
  readonly standardError: number;
  readonly observations: number;
}

/** Only returns of so many days count. */
export const windowDays = 90;
const fewestObservations = 60;

/**
 * How an asset moved with another over the last 90 days: least squares with intercept on the log returns between days
 * on which both closed.
 *
 * @param asset, axis daily closes in ascending order, null where a day only carries the last one
 * @param lastDay the window is the 90 days that end with this one
 * @returns beta with its standard error; missing-data under 60 observations; not-applicable where the axis never moved
 * @throws RangeError where days do not ascend or a close is not positive
 */
export function estimateBeta(
  asset: readonly DailyClose[],
  axis: readonly DailyClose[],
  lastDay: number,
): Outcome<Beta> {
  const assetDays = closedOn(asset);
  const axisDays = closedOn(axis);
  const both = (series: readonly DailyClose[]): readonly number[] =>
    logReturns(series.filter(({ day }) => assetDays.has(day) && axisDays.has(day)))
      .filter(({ day }) => day > lastDay - windowDays && day <= lastDay)
      .map(({ logReturn }) => logReturn);
  const assetReturns = both(asset);
  const axisReturns = both(axis);
  if (assetReturns.length < fewestObservations)
    return missing(
      `Beta needs ${fewestObservations} days within ${windowDays} on which both closed, there are ${assetReturns.length}.`,
      'Import the daily price history of both.',
    );
  const fit = fitLine(axisReturns, assetReturns);
  if (fit === null) return notApplicable('The other price never moved in these days.');
  return known({ beta: fit.slope, standardError: fit.slopeStandardError, observations: fit.observations });
}

/** The days of a series that have a close of their own. */
export function closedOn(series: readonly DailyClose[]): ReadonlySet<number> {
  return new Set(series.flatMap(({ day, close }) => (close === null ? [] : [day])));
}
