import type { OptionLeg } from './strategy-legs.ts';

/** The greatest loss of options at expiry over all prices, before premiums, settlement currency; Infinity where a call is short without bound. */
export function greatestLoss(legs: readonly OptionLeg[]): number {
  const calls = legs.filter(({ right }) => right === 'call');
  if (calls.reduce((sum, leg) => sum + leg.quantity * leg.multiplier, 0) < 0) return Infinity;
  return Math.max(...[0, ...legs.map(({ strike }) => strike)].map((price) => -payoff(legs, price)), 0);
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
