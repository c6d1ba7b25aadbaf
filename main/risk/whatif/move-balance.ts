import { isCash } from '../../../shared/book/asset.ts';
import type { ValuedAccount, ValuedBalance } from '../../../shared/book/valued-book.ts';
import { known, type Maybe } from '../../../shared/measures/outcome.ts';
import { sumOf } from '../exposure/sums.ts';
import type { TicketDesk } from './ticket.ts';

/** Why a balance moves: it decides whether the movement can begin one of which nothing was said. */
export type MovementCause = 'deposit' | 'purchase' | 'trade';

/**
 * An account with one balance moved. One that is not known stays missing, whatever moves it. Of one that nothing ever moved a
 * deposit says what it is, and the purchase of a coin begins it at nothing, as in the ledger; a deposit does not where
 * positions settle in it, for their wallet was there before.
 * @param amount units of the asset, signed; missing where what moves it is
 */
export function moveBalance(
  account: ValuedAccount,
  asset: string,
  amount: Maybe,
  cause: MovementCause,
  desk: TicketDesk,
): ValuedAccount {
  const listed = account.balances.find((one) => one.asset === asset);
  const before = listed ?? firstBalance(account, asset, amount, cause, desk);
  const after: ValuedBalance = { ...before, amount: sumOf([before.amount, amount]) };
  if (listed === undefined) return { ...account, balances: [...account.balances, after] };
  return { ...account, balances: account.balances.map((one) => (one === listed ? after : one)) };
}

function firstBalance(
  account: ValuedAccount,
  asset: string,
  amount: Maybe,
  cause: MovementCause,
  desk: TicketDesk,
): ValuedBalance {
  const { balance, untouched } = desk.unlistedBalance(account.name, asset);
  const comesIn = amount.status === 'value' && amount.value > 0;
  return untouched && comesIn && begins(account, asset, cause) ? { ...balance, amount: known(0) } : balance;
}

function begins({ positions }: ValuedAccount, asset: string, cause: MovementCause): boolean {
  switch (cause) {
    case 'deposit':
      return positions.every(({ instrument }) => instrument.settleAsset !== asset);
    case 'purchase':
      return !isCash(asset);
    case 'trade':
      return false;
  }
}
