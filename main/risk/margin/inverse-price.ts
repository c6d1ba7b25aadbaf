import { known, type PriceOutcome } from '../../../shared/measures/outcome.ts';

/**
 * The price at which contracts are worth so many coins. Where no coins are left over, a long's coins never suffice whatever the
 * price, and a short's always do: the more the price rises, the less the short owes of them.
 *
 * @param contracts worth one unit of the quote currency each
 */
export function inversePriceOf(side: 'long' | 'short', contracts: number, coins: number): PriceOutcome {
  if (coins > 0) return known(contracts / coins);
  return side === 'long' ? exhaustedAtAnyPrice : coveredAtAnyPrice;
}

/** No price ends it. */
export const coveredAtAnyPrice: PriceOutcome = {
  status: 'none',
  reason: 'What stands behind it covers all that it can lose.',
};

/** Every price ends it. */
export const exhaustedAtAnyPrice: PriceOutcome = {
  status: 'already-liquidatable',
  reason: 'More is owed than it can be worth at any price.',
};
