import type { ValuedAccount } from '../../shared/book/valued-book.ts';
import type { AccountView } from '../../shared/contract/views.ts';

/** The one thing that, once said, makes most figures of the account appear; null when nothing is missing. */
export function accountQuestion(account: ValuedAccount): AccountView['question'] {
  const { name, positions, balances } = account;
  const gap = positions.find((position) => position.incomplete !== null);
  if (gap !== undefined) {
    const instrument = gap.instrument.symbol;
    return { kind: 'opening', text: `${name}: ${gap.incomplete?.reason ?? ''}`, asset: null, instrument };
  }
  const unmarked = positions.find((position) => position.mark.status !== 'value');
  if (unmarked !== undefined) {
    const instrument = unmarked.instrument.symbol;
    return {
      kind: 'mark',
      text: `${name}: ${instrument} has no price, so nothing built on it is shown.`,
      asset: null,
      instrument,
    };
  }
  const wallets = new Map(balances.map((balance) => [balance.asset, balance.amount]));
  const unfunded = positions.find(
    (position) => position.marginMode === 'cross' && wallets.get(position.instrument.settleAsset)?.status !== 'value',
  );
  if (unfunded !== undefined) {
    const asset = unfunded.instrument.settleAsset;
    return {
      kind: 'wallet',
      text: `${name}: no file names its ${asset} wallet, so equity, margin and liquidation prices are missing.`,
      asset,
      instrument: null,
    };
  }
  if (account.venue === null && positions.length > 0) {
    return {
      kind: 'venue',
      text: `${name}: at which venue? Until then its margin rests on a flat rate.`,
      asset: null,
      instrument: null,
    };
  }
  const unlevered = positions.find((position) => position.leverage === null);
  if (unlevered !== undefined) {
    const instrument = unlevered.instrument.symbol;
    return {
      kind: 'leverage',
      text: `${name}: the leverage of ${instrument} is not stated, so its initial margin is missing.`,
      asset: null,
      instrument,
    };
  }
  return null;
}
