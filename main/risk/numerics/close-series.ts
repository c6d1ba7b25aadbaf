/** One UTC day of an instrument or asset; the close is null where the day only carries the last one. */
export interface DailyClose {
  /** Whole days since 1970-01-01 in UTC. */
  readonly day: number;
  readonly close: number | null;
}

/** A log return between two successive real closes, stamped with the later day. */
export interface DailyReturn {
  readonly day: number;
  readonly logReturn: number;
}

/**
 * Log returns of real closes only: a carried day gives none, and the next real close is measured from the last real one.
 *
 * @param closes in ascending order of day, prices > 0
 * @throws RangeError where days do not ascend or a close is not a positive number
 */
export function logReturns(closes: readonly DailyClose[]): readonly DailyReturn[] {
  const returns: DailyReturn[] = [];
  let previousDay: number | null = null;
  let previousClose: number | null = null;
  for (const { day, close } of closes) {
    if (previousDay !== null && day <= previousDay)
      throw new RangeError(`closes must ascend by day: ${day} after ${previousDay}`);
    previousDay = day;
    if (close === null) continue;
    if (!(close > 0 && Number.isFinite(close)))
      throw new RangeError(`a close is a positive number, found ${close} on day ${day}`);
    if (previousClose !== null) returns.push({ day, logReturn: Math.log(close / previousClose) });
    previousClose = close;
  }
  return returns;
}
