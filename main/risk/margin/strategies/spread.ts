import type { OptionLeg } from './strategy-legs.ts';

/**
 * The greatest loss of a spread at expiry over all prices, before premiums, settlement currency. It is as long as short in calls
 * and in puts, so that nothing changes below its lowest strike and above its highest.
 */
export function greatestLoss(legs: readonly OptionLeg[]): number {
  return Math.max(0, ...legs.map(({ strike }) => -payoff(legs, strike)));
}

/** Premiums paid less premiums received, settlement currency: > 0 is a debit. */
export function netDebit(legs: readonly OptionLeg[]): number {
  return legs.reduce((sum, { quantity, multiplier, price }) => sum + quantity * multiplier * price, 0);
}

function payoff(legs: readonly OptionLeg[], price: number): number {
  return legs.reduce((sum, { right, strike, quantity, multiplier }) => {
    const each = Math.max(0, right === 'call' ? price - strike : strike - price);
    return sum + quantity * multiplier * each;
  }, 0);
}
