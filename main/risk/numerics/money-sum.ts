/** What float64 leaves of some hundred terms that cancel exactly, as a share of their size. */
const cancellation = 2 ** -44;

/**
 * Sum of amounts of money, gains and losses. What is left of amounts that cancel is rounding, not money: at most 2^-44 of
 * their absolute sum (a ten-thousandth of a cent in a hundred million) counts as 0.
 */
export function moneySum(amounts: readonly number[]): number {
  let total = 0;
  let size = 0;
  for (const amount of amounts) {
    total += amount;
    size += Math.abs(amount);
  }
  return Math.abs(total) <= cancellation * size ? 0 : total;
}
