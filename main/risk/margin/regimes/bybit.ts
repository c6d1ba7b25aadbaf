import { onMark, sharedPool, usualRegime, type MarginRegime } from './margin-regime.ts';

/**
 * Bybit unified account: one cross pool in which every balance is collateral. A coin whose collateral ratio no table says
 * counts in full, and the pool says so. Isolated linear positions keep their maintenance on the ENTRY value (the help
 * centre's example: entry 20,000, 50x, 0.5 % gives 19,700); inverse ones on the mark value (page of 2026).
 * Source: Bybit help centre, Liquidation Price (USDT Contract); Liquidation Price Calculation under Isolated Mode (Unified Trading Account).
 */
export const bybit: MarginRegime = {
  ...usualRegime,
  crossPools: sharedPool,
  maintenance: (position, mode) =>
    mode === 'isolated' && position.instrument.payoff === 'linear' ? { base: 'entry', closingFeeRate: 0 } : onMark,
};
