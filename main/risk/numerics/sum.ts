/**
 * Sum with the rounding of each step carried along, so that long series of small numbers lose nothing.
 * Source: A. Neumaier, Rundungsfehleranalyse einiger Verfahren zur Summation endlicher Summen, ZAMM 54 (1974), p. 39.
 */
export function sum(values: readonly number[]): number {
  let total = 0;
  let lost = 0;
  for (const value of values) {
    const next = total + value;
    lost += Math.abs(total) >= Math.abs(value) ? total - next + value : value - next + total;
    total = next;
  }
  return total + lost;
}

/** Arithmetic mean. Throws a RangeError for an empty series: its mean is not 0. */
export function mean(values: readonly number[]): number {
  if (values.length === 0) throw new RangeError('the mean of an empty series is not defined');
  return sum(values) / values.length;
}
