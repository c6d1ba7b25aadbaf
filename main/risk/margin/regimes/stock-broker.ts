import { isPaidInFull } from '../paid-in-full.ts';
import { countsInFull, onMark, settleAssetsOf, type MarginRegime } from './margin-regime.ts';

/**
 * A broker of stocks whose own margin rules are not here yet (Interactive Brokers, tastytrade). An account that owes
 * nothing has no margin pool. Any other is one pool in which all currencies count together, with the flat rates of its
 * positions for maintenance, which their tables flag.
 */
export const stockBroker: MarginRegime = {
  flags: [],
  crossPools: (account) =>
    isPaidInFull(account) || account.positions.length === 0
      ? []
      : [{ name: 'cross', settleAssets: settleAssetsOf(account), takes: () => true, collateral: () => countsInFull }],
  maintenance: () => onMark,
  initial: 'leverage',
};
