import type { ValuedAccount } from '../../../shared/book/valued-book.ts';
import { isOutright } from '../exposure/position-terms.ts';

/**
 * Whether nothing in an account can be liquidated: all of its positions are stocks and options held long, which are paid
 * for, and no currency in which they are paid is owed. Its cash must be known for that: what is not known proves nothing.
 */
export function isPaidInFull({ positions, balances }: ValuedAccount): boolean {
  const bought = positions.every(
    ({ incomplete, instrument, side }) => incomplete === null && isOutright(instrument) && side === 'long',
  );
  if (!bought) return false;
  const nothingOwed = balances.every(({ amount }) => amount.status === 'value' && amount.value >= 0);
  return (
    nothingOwed &&
    positions.every(({ instrument }) => balances.some((balance) => balance.asset === instrument.settleAsset))
  );
}
