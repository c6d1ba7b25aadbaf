import { isPaidInFull } from '../paid-in-full.ts';
import { cheapShortStock } from './cheap-short-stock.ts';
import { countsInFull, onMark, settleAssetsOf, usualRegime, type MarginRegime } from './margin-regime.ts';

/**
 * A broker of stocks (Interactive Brokers, tastytrade). An account that owes nothing has no margin pool. Any other is one
 * pool in which all currencies count together. Stocks open at 50 % (Regulation T, 12 CFR 220.12, the largest leverage of
 * their table) and are kept at the rates of their table, cheap ones sold short by the share (FINRA Rule 4210(c)).
 * Everything else goes by the flat rate, which its table flags.
 */
export const stockBroker: MarginRegime = {
  ...usualRegime,
  crossPools: (account) =>
    isPaidInFull(account) || account.positions.length === 0
      ? []
      : [{ name: 'cross', settleAssets: settleAssetsOf(account), takes: () => true, collateral: () => countsInFull }],
  maintenance: (position) => cheapShortStock(position) ?? onMark,
  initial: ({ instrument }) => (instrument.kind === 'stock' ? 'table' : 'leverage'),
};
