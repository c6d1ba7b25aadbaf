/** One UTC day of an equity curve. */
export interface EquityDay {
  /** Whole days since 1970-01-01 in UTC. */
  readonly day: number;
  /** Equity at the end of the day, after its withdrawals. */
  readonly equity: number;
  /** Money that came in, >= 0: counts from the start of the day. Transfers in, where they are flows of this scope. */
  readonly depositsAtStart: number;
  /** Money that went out, >= 0: counts at the end of the day. Transfers out, where they are flows of this scope. */
  readonly withdrawalsAtEnd: number;
}

/** What the traders made of their money on one day. */
export interface DayResult {
  readonly day: number;
  readonly equity: number;
  /** Deposits less withdrawals. */
  readonly flow: number;
  /** Money won or lost on the day: E + withdrawals - (E before + deposits). */
  readonly profit: number;
  /** (E + withdrawals) / (E before + deposits) - 1; null from the first day on which it has no meaning. */
  readonly return: number | null;
}

export interface FlowAdjustedReturns {
  readonly days: readonly DayResult[];
  /** The first day from which on no return can be told, and why; null where every day has one. */
  readonly stopped: ReturnsStop | null;
}

export type ReturnsStop =
  /** Nothing was known to be at stake when the day began: the funding before the first position is missing. */
  | { readonly cause: 'no-initial-wealth'; readonly day: number }
  /** Equity reached 0 or less; fractions of what is gone say nothing. */
  | { readonly cause: 'equity-not-positive'; readonly day: number };

/**
 * Daily returns of an equity curve with its flows taken out. A deposit is no gain: it counts at the start of its day,
 * a withdrawal at its end.
 *
 * @param initialWealth what was funded before the first position, in the unit of the equity
 * @param days one a UTC day, ascending
 * @returns a result a day; returns end on the first day whose equity is 0 or less (and are absent from the start where
 * no wealth stood at the beginning), profits go on
 * @throws RangeError where days do not ascend, an amount is not finite or a flow is negative
 * Source: Global Investment Performance Standards (2020), time-weighted return with external flows; start-of-day and
 * end-of-day timing after C. R. Bacon, Practical Portfolio Performance Measurement and Attribution (2008), section 2.
 */
export function flowAdjustedReturns(initialWealth: number, days: readonly EquityDay[]): FlowAdjustedReturns {
  if (!Number.isFinite(initialWealth))
    throw new RangeError(`the initial wealth is a finite amount, found ${initialWealth}`);
  let before = initialWealth;
  let previousDay = Number.NEGATIVE_INFINITY;
  let stopped: ReturnsStop | null = null;
  const results: DayResult[] = [];
  for (const one of days) {
    check(one, previousDay);
    const base = before + one.depositsAtStart;
    const value = one.equity + one.withdrawalsAtEnd;
    if (stopped === null && base <= 0) stopped = { cause: 'no-initial-wealth', day: one.day };
    if (stopped === null && one.equity <= 0) stopped = { cause: 'equity-not-positive', day: one.day };
    results.push({
      day: one.day,
      equity: one.equity,
      flow: one.depositsAtStart - one.withdrawalsAtEnd,
      profit: value - base,
      return: stopped === null ? value / base - 1 : null,
    });
    before = one.equity;
    previousDay = one.day;
  }
  return { days: results, stopped };
}

function check(one: EquityDay, previousDay: number): void {
  if (!(one.day > previousDay)) throw new RangeError(`days must ascend: ${one.day} after ${previousDay}`);
  for (const amount of [one.equity, one.depositsAtStart, one.withdrawalsAtEnd])
    if (!Number.isFinite(amount)) throw new RangeError(`day ${one.day} holds an amount that is not finite: ${amount}`);
  if (one.depositsAtStart < 0 || one.withdrawalsAtEnd < 0)
    throw new RangeError(
      `deposits and withdrawals are amounts >= 0, found ${one.depositsAtStart} and ${one.withdrawalsAtEnd} on day ${one.day}`,
    );
}
