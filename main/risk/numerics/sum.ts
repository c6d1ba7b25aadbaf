/** A sum under way with the rounding of its steps. */
export interface RunningSum {
  total: number;
  lost: number;
}

/**
 * Sum with the rounding of each step carried along, so that long series of small numbers lose nothing.
 * Source: A. Neumaier, Rundungsfehleranalyse einiger Verfahren zur Summation endlicher Summen, ZAMM 54 (1974), p. 39.
 */
export function sum(values: readonly number[]): number {
  const running = newSum();
  for (const value of values) addTo(running, value);
  return totalOf(running);
}

export function newSum(): RunningSum {
  return { total: 0, lost: 0 };
}

export function addTo(running: RunningSum, value: number): void {
  const { total } = running;
  const next = total + value;
  running.lost += Math.abs(total) >= Math.abs(value) ? total - next + value : value - next + total;
  running.total = next;
}

export function totalOf(running: RunningSum): number {
  return running.total + running.lost;
}

/** Arithmetic mean. Throws a RangeError for an empty series: its mean is not 0. */
export function mean(values: readonly number[]): number {
  if (values.length === 0) throw new RangeError('the mean of an empty series is not defined');
  return sum(values) / values.length;
}
