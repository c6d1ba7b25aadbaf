import { isPaidInFull } from '../paid-in-full.ts';
import { cheapShortStock } from './cheap-short-stock.ts';
import { portfolioTogether } from '../scenario/portfolio-together.ts';
import { strategiesTogether } from '../strategies/together.ts';
import { countsInFull, onMark, settleAssetsOf, usualRegime, type MarginRegime } from './margin-regime.ts';

/**
 * A broker of stocks (Interactive Brokers, tastytrade). An account that owes nothing has no margin pool. Any other is one
 * pool in which all currencies count together. Stocks open at 50 % (Regulation T, 12 CFR 220.12, the largest leverage of
 * their table) and are kept at the rates of their table, cheap ones sold short by the share (FINRA Rule 4210(c)).
 * Options, and the stock they are on, are asked for together as strategies (FINRA Rule 4210(f)(2)). Portfolio margin
 * goes by scenarios (4210(g)). Everything else goes by the flat rate, which its table flags.
 */
export const stockBroker: MarginRegime = {
  ...usualRegime,
  crossPools: (account) =>
    isPaidInFull(account) || account.positions.length === 0
      ? []
      : [{ name: 'cross', settleAssets: settleAssetsOf(account), takes: () => true, collateral: () => countsInFull }],
  maintenance: (position) => cheapShortStock(position) ?? onMark,
  together: (account, positions, asOfMs) =>
    account.marginMode === 'portfolio'
      ? portfolioTogether(account, positions)
      : strategiesTogether(account, positions, asOfMs),
  initial: ({ instrument }) => (instrument.kind === 'stock' ? 'table' : 'leverage'),
};
