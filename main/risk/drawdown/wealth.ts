/** How returns add up to wealth: reinvested, or a constant stake whose gains and losses are only added. */
export type Compounding = 'compounded' | 'cumulative-sum';

/**
 * Wealth after each period, the initial wealth being 1 (not part of the result).
 * Compounded: W_t = product of (1 + r_s); cumulative sum: W_t = 1 + sum of r_s.
 *
 * @param returns simple returns as fractions, oldest first
 * @throws RangeError where a return is not finite, or a compounded one loses more than everything (below -1)
 */
export function wealthIndex(returns: readonly number[], compounding: Compounding): readonly number[] {
  let wealth = 1;
  return returns.map((simpleReturn) => {
    if (!Number.isFinite(simpleReturn)) throw new RangeError(`a return is a finite number, found ${simpleReturn}`);
    switch (compounding) {
      case 'compounded':
        if (simpleReturn < -1)
          throw new RangeError(`a compounded return cannot lose more than everything, found ${simpleReturn}`);
        wealth *= 1 + simpleReturn;
        return wealth;
      case 'cumulative-sum':
        wealth += simpleReturn;
        return wealth;
      default:
        return compounding satisfies never;
    }
  });
}

/**
 * Total return with flows taken out: product of (1 + r) - 1.
 *
 * @throws RangeError for an empty series, and as `wealthIndex`
 * Source: Global Investment Performance Standards (2020), glossary "time-weighted return".
 */
export function timeWeightedReturn(returns: readonly number[]): number {
  const final = wealthIndex(returns, 'compounded').at(-1);
  if (final === undefined) throw new RangeError('an empty series has no return');
  return final - 1;
}

/**
 * Geometric return per year: (product of (1 + r)) ^ (periodsPerYear / n) - 1.
 *
 * @throws RangeError for an empty series
 * Source: C. R. Bacon, Practical Portfolio Performance Measurement and Attribution, 2nd ed. (2008), section 2 (annualised return).
 */
export function annualReturn(returns: readonly number[], periodsPerYear: number): number {
  return (1 + timeWeightedReturn(returns)) ** (periodsPerYear / returns.length) - 1;
}
