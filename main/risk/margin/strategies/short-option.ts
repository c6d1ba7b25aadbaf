import type { OptionLeg, Underlying } from './strategy-legs.ts';

/** What the requirement of an uncovered short option is made of, per share, settlement currency, each >= 0. */
export interface ShortOptionBasis {
  readonly premium: number;
  readonly percentOfUnderlying: number;
  readonly outOfTheMoney: number;
  readonly minimum: number;
  readonly requirement: number;
}

/**
 * FINRA Rule 4210(f)(2)(E): premium + the greater of 20 % of the underlying (15 % for a broad index) less what the option
 * is out of the money, and 10 % of the underlying (call) or of the strike (put). A leveraged fund multiplies the percentages.
 */
export function shortOption({ right, strike, price }: OptionLeg, underlying: Underlying): ShortOptionBasis {
  const rate = underlying.kind === 'broad' ? 0.15 : 0.2;
  const percentOfUnderlying = rate * underlying.leverageFactor * underlying.price;
  const outOfTheMoney = Math.max(0, right === 'call' ? strike - underlying.price : underlying.price - strike);
  const minimum = 0.1 * underlying.leverageFactor * (right === 'call' ? underlying.price : strike);
  const requirement = price + Math.max(percentOfUnderlying - outOfTheMoney, minimum);
  return { premium: price, percentOfUnderlying, outOfTheMoney, minimum, requirement };
}
