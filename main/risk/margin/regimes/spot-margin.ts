import type { ValuedAccount } from '../../../../shared/book/valued-book.ts';
import type { CollateralTable } from '../../../../shared/book/venue-rules.ts';
import { missing } from '../../../../shared/measures/outcome.ts';
import { collateralRatio } from '../collateral-ratio.ts';
import {
  countsInFull,
  settleAssetsOf,
  usualRegime,
  type CollateralRule,
  type HeldCollateral,
  type MarginRegime,
} from './margin-regime.ts';

/**
 * A loan against coins on spot margin: everything held against everything owed (negative balances). It is called when
 * assets / debts reaches a ratio r, that is when equity = assets - debts reaches (r - 1) x debts: what is owed asks for
 * that share of its value (r = 1.1 for 10 %). A fee of the sale stands in the same rate, (1 + m)(1 + f) - 1, as in OKX's
 * quick margin: P = [QL (1 + m)(1 + f) - QA] / [BA - BL (1 + m)(1 + f)]. Without a stated rate the maintenance is missing. A
 * coin of which the lender counts a part counts with that part: what counts / debts is held against r.
 * Source: OKX help, Quick Margin Mode (article 10665080281997), Est. liq. price.
 */
export const spotMargin: MarginRegime = {
  ...usualRegime,
  crossPools: (account) =>
    owesSomething(account)
      ? [
          {
            name: 'cross',
            settleAssets: settleAssetsOf(account),
            takes: () => true,
            collateral: byLoanRatio(account.collateralTables),
          },
        ]
      : [],
  asksOnDebts: true,
};

function owesSomething({ positions, balances }: ValuedAccount): boolean {
  return positions.length > 0 || balances.some(({ amount }) => amount.status !== 'value' || amount.value < 0);
}

function byLoanRatio(tables: readonly CollateralTable[]): (balance: HeldCollateral) => CollateralRule {
  return ({ asset, amount }) => {
    const table = tables.find((one) => one.asset === asset);
    if (amount >= 0)
      return table === undefined ? countsInFull : { ...countsInFull, ratio: collateralRatio(table, amount), table };
    if (table?.owedMaintenanceRate !== undefined)
      return { ...countsInFull, maintenanceRate: table.owedMaintenanceRate, table };
    return {
      ...countsInFull,
      maintenanceMissing: missing(
        `At which ratio of assets to debts the loan of ${asset} is called is not known.`,
        `State the ratio at which the lender of ${asset} sells.`,
      ),
      flags: ['needs-table'],
    };
  };
}
