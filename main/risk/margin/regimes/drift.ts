import { listedCollateralPool, usualRegime, type MarginRegime } from './margin-regime.ts';

/**
 * Drift: one cross pool in USDC; spot deposits count by their maintenance weights, what is borrowed in full. Maintenance =
 * notional x the market's maintenance margin ratio, from the trader's table; Drift raises the ratio of large positions by
 * the root of their size, which no row of a table says: enter the ratio that holds for the position.
 * Source: drift-labs/protocol-v2, math/margin.rs.
 */
export const drift: MarginRegime = {
  ...usualRegime,
  crossPools: (account) => listedCollateralPool(account, ['USDC']),
  initial: () => 'table',
  needsTables: true,
};
