import { mulDiv, type Scaled } from '../../shared/units/decimal.ts';
import { releaseAtCost, type LegState } from './leg.ts';
import type { AccountState } from './ledger-state.ts';

/**
 * Coins that leave other than by a sale (a withdrawal, a fee in kind) take their cost with them, without profit. A cost
 * basis never covers more coins than the account is known to hold; where several pairs hold the coin, each gives up its
 * share.
 */
export function capSpotBasis(account: AccountState, asset: string): void {
  const states = account.spotByBase.get(asset);
  const balance = account.balances.get(asset);
  if (states === undefined || balance === undefined || !balance.known) return;
  const held: { readonly leg: LegState; readonly quantity: Scaled }[] = [];
  let total = 0n;
  for (const { net: leg } of states) {
    if (leg === null || leg.quantity <= 0n) continue;
    held.push({ leg, quantity: leg.quantity });
    total += leg.quantity;
  }
  let excess = total - balance.amount;
  let rest = total;
  for (const { leg, quantity } of held) {
    if (excess <= 0n) return;
    const share = mulDiv(excess, quantity, rest);
    releaseAtCost(leg, share);
    leg.flags.add('moved-out-at-cost');
    excess -= share;
    rest -= quantity;
  }
}
