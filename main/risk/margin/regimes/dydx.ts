import { poolPerSettleAsset, settleAssetsOf, usualRegime, type MarginRegime } from './margin-regime.ts';

/**
 * dYdX v4: a subaccount is one cross pool in USDC; an isolated market stands alone. Maintenance = notional x initial margin
 * fraction x maintenance fraction, which is the rate of the table; it goes only once equity is BELOW that (the trigger of
 * its rules). Initial margin is the table's own and grows with the open interest of the market.
 * Source: dydxprotocol/v4-chain, x/subaccounts and x/perpetuals; docs.dydx.exchange, Isolated Markets.
 */
export const dydx: MarginRegime = {
  ...usualRegime,
  crossPools: (account) => poolPerSettleAsset([...new Set(['USDC', ...settleAssetsOf(account)])]),
  initial: () => 'table-by-open-interest',
  needsTables: true,
};
