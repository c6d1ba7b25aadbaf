/**
 * A deviation per period as one per year: times the root of the number of periods. True for returns without memory.
 *
 * @param deviation >= 0, as a fraction per period
 * @param periodsPerYear 365 where marks come every day, 252 for exchange days, 12 for months
 * Source: C. R. Bacon, Practical Portfolio Performance Measurement and Attribution, 2nd ed. (2008), section 4 (annualised risk).
 */
export function annualDeviation(deviation: number, periodsPerYear: number): number {
  return deviation * Math.sqrt(periodsPerYear);
}

/**
 * The return of one period that compounds to a yearly one: (1 + R) ^ (1 / periodsPerYear) - 1.
 *
 * @param annualRate as a fraction, >= -1
 * @throws RangeError below -1: nobody loses more than everything
 */
export function ratePerPeriod(annualRate: number, periodsPerYear: number): number {
  if (!(annualRate >= -1)) throw new RangeError(`a yearly return is at least -1, found ${annualRate}`);
  return (1 + annualRate) ** (1 / periodsPerYear) - 1;
}

/**
 * Returns less what they are held against, period by period: a constant, or one figure a period (a risk-free rate, a
 * benchmark).
 *
 * @throws RangeError where the figures are not as many as the returns
 */
export function excessReturns(returns: readonly number[], against: number | readonly number[]): readonly number[] {
  if (typeof against === 'number') return returns.map((one) => one - against);
  if (against.length !== returns.length) throw new RangeError(`${returns.length} returns against ${against.length}`);
  return returns.map((one, period) => one - (against[period] as number));
}
