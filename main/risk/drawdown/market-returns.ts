/**
 * Returns of the days on which a market was open. An equity curve has an observation a UTC day; where nothing trades on
 * weekends those are no observations of a yearly figure, or 252 of them would not make a year. What happened on a closed
 * day (a fee, interest) is chained into the next open one, and at the end of the series into the last.
 *
 * @param days simple returns as fractions, ascending by day
 * @param closedDays UTC days without a market; empty where marks come every day
 * @returns as many returns as there are open days (one where every day is closed); their product is that of all days
 */
export function marketReturns(
  days: readonly { readonly day: number; readonly return: number }[],
  closedDays: ReadonlySet<number>,
): readonly number[] {
  const returns: number[] = [];
  let waiting: number | null = null;
  for (const one of days) {
    const chained: number = chain(waiting, one.return);
    if (closedDays.has(one.day)) waiting = chained;
    else {
      returns.push(chained);
      waiting = null;
    }
  }
  if (waiting !== null) returns.push(chain(returns.pop() ?? null, waiting));
  return returns;
}

function chain(before: number | null, then: number): number {
  // Alone a return stays what it is, to the last bit.
  return before === null ? then : (1 + before) * (1 + then) - 1;
}
