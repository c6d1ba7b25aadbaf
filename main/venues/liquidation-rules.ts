import type { InstrumentSymbol } from '../../shared/book/instrument.ts';
import type { LiquidationRules } from '../../shared/book/venue-rules.ts';

/** The day on which pages that print no date of their own were read. */
const readOn = '2026-11-22';

/** What most venues share; each entry says what is its own. */
const usual = {
  origin: 'shipped',
  trigger: 'at-or-below',
  method: 'market',
  sizing: { kind: 'whole' },
  feeRate: null,
  feeRates: {},
  backstopShare: null,
} as const;

const perpetual = (symbol: string): InstrumentSymbol => symbol as InstrumentSymbol;

/**
 * How venues liquidate, as far as a citable page says it. Where a page says that positions are reduced step by step but not by
 * how much, all of it goes at once: the worst for the trader.
 */
export const shippedLiquidationRules: readonly LiquidationRules[] = [
  {
    ...usual,
    venue: 'binance-usdm',
    validFrom: '2025-05-06',
    source: 'https://www.binance.com/en/support/faq/360033525371 (Introduction to Futures Insurance Funds, 6 May 2025)',
    bearers: ['insurance-fund', 'auto-deleveraging'],
  },
  {
    ...usual,
    venue: 'binance-coinm',
    validFrom: '2025-05-06',
    source: 'https://www.binance.com/en/support/faq/360033525371 (Introduction to Futures Insurance Funds, 6 May 2025)',
    bearers: ['insurance-fund', 'auto-deleveraging'],
  },
  {
    ...usual,
    venue: 'deribit',
    validFrom: '2022-01-11',
    source:
      'https://support.deribit.com/hc/en-us/articles/25944826427293-11-January-2022 (fees); articles/25944777576477-Insurance-Fund (incremental liquidation, who bears losses)',
    sizing: { kind: 'restore', factor: 1 },
    feeRates: { [perpetual('BTC/USD:BTC')]: 0.0075, [perpetual('ETH/USD:ETH')]: 0.009 },
    bearers: ['insurance-fund', 'socialised'],
  },
  {
    ...usual,
    venue: 'hyperliquid',
    validFrom: readOn,
    source: 'https://hyperliquid.gitbook.io/hyperliquid-docs/trading/liquidations',
    sizing: { kind: 'share-first', share: 0.2, aboveNotional: 100_000 },
    // No clearance fee.
    feeRate: 0,
    backstopShare: 2 / 3,
    bearers: ['backstop-vault', 'auto-deleveraging'],
  },
  {
    ...usual,
    venue: 'dydx',
    validFrom: readOn,
    source:
      'dydxprotocol/v4-chain, x/clob LiquidationsConfig_Default (maximum liquidation fee 5,000 ppm) and x/subaccounts (net collateral below maintenance); x/clob keeper/liquidations.go GetLiquidationInsuranceFundDelta',
    trigger: 'below',
    feeRate: 0.005,
    isFeeFromRest: true,
    bearers: ['insurance-fund', 'auto-deleveraging'],
  },
  {
    ...usual,
    venue: 'bitmex',
    validFrom: '2023-01-17',
    source:
      'BitMEX blog, Incoming: Fee Changes, Higher Discounts for Staking BMEX Tokens (17 January 2023: taker 0.0750 % without volume); https://www.bitmex.com/app/liquidation',
    method: 'takeover',
    feeRate: 0.00075,
    bearers: ['insurance-fund', 'auto-deleveraging'],
  },
  {
    ...usual,
    venue: 'drift',
    validFrom: readOn,
    source: 'drift-labs/protocol-v2, programs/drift/src/controller/liquidation.rs and math/liquidation.rs',
    trigger: 'below',
    sizing: { kind: 'restore', factor: 1 },
    bearers: ['insurance-fund', 'socialised'],
  },
  {
    ...usual,
    venue: 'gmx',
    validFrom: readOn,
    source:
      'gmx-io/gmx-synthetics, contracts/position/PositionUtils.sol, isPositionLiquidatable: the structure, no parameters',
    trigger: 'below',
    bearers: [],
  },
  {
    ...usual,
    venue: 'kraken-futures',
    validFrom: readOn,
    source: 'no page with parameters was found: the structure alone',
    bearers: [],
  },
];
