import type { Strategy } from './candidate.ts';
import { shortOption } from './short-option.ts';
import { greatestLoss, netDebit } from './spread.ts';
import { isLong, type Underlying } from './strategy-legs.ts';

/** One amount behind a strategy's requirement, settlement currency. */
export interface StrategyPart {
  readonly name:
    'premium' | 'percent of underlying' | 'out of the money' | 'minimum' | 'greatest loss at the strikes' | 'net debit';
  readonly amount: number;
}

/**
 * What the requirement of an option strategy is made of. A spread is its greatest loss and its net debit (< 0: a credit);
 * a long option its premium; each short option without a long one its premium and the greater of percent of
 * underlying less out of the money, and minimum, leg after leg as the strategy lists them.
 */
export function strategyParts({ legs }: Strategy, underlying: Underlying): readonly StrategyPart[] {
  const longs = legs.filter(({ quantity }) => isLong(quantity)).length;
  if (longs === legs.length) return [{ name: 'premium', amount: netDebit(legs) }];
  if (longs > 0) {
    return [
      { name: 'greatest loss at the strikes', amount: greatestLoss(legs) },
      { name: 'net debit', amount: netDebit(legs) },
    ];
  }
  return legs.flatMap((leg): readonly StrategyPart[] => {
    const shares = -leg.quantity * leg.multiplier;
    const basis = shortOption(leg, underlying);
    return [
      { name: 'premium', amount: shares * basis.premium },
      { name: 'percent of underlying', amount: shares * basis.percentOfUnderlying },
      { name: 'out of the money', amount: shares * basis.outOfTheMoney },
      { name: 'minimum', amount: shares * basis.minimum },
    ];
  });
}
