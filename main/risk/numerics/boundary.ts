/**
 * The place where a condition that holds up to some point and fails beyond it changes, to the last bit.
 *
 * @param low where the condition holds
 * @param high where it fails, high > low
 * @param holds the condition; once it fails it fails for every greater value
 * @returns the greatest number between them for which it holds
 */
export function boundary(low: number, high: number, holds: (value: number) => boolean): number {
  let [holding, failing] = [low, high];
  for (;;) {
    const middle = between(holding, failing);
    // No number is left between the two.
    if (middle === holding || middle === failing) return holding;
    if (holds(middle)) holding = middle;
    else failing = middle;
  }
}

/** A number between two, or one of them where none is left: halving by it comes to neighbours. */
export function between(one: number, other: number): number {
  return one + (other - one) / 2;
}
