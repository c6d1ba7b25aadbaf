import type { Family } from '../family.ts';
import { baconRatios } from './drawdown-bacon-ratios.ts';
import { edhecConditionalDrawdown } from './drawdown-edhec-conditional-drawdown.ts';
import { empyricalRatios } from './drawdown-empyrical-ratios.ts';
import { managersMaxDrawdown } from './drawdown-managers-max-drawdown.ts';
import { managersTableDrawdownsRatio } from './drawdown-managers-table-drawdowns-ratio.ts';
import { skfolioMeasures } from './drawdown-skfolio-measures.ts';
import { tableDrawdownsEpisodes } from './drawdown-table-drawdowns-episodes.ts';
import { delayBadDebtPut } from './execution-risk-delay-bad-debt-put.ts';
import { cboeRegtStrategyMargin } from './margin-cboe-regt-strategy-margin.ts';
import { adlRankingBitmex } from './margin-adl-ranking-bitmex.ts';
import { binanceUsdmLiquidationPrice } from './margin-binance-usdm-liquidation-price.ts';
import { hyperliquidRealPositions } from './margin-hyperliquid-real-positions.ts';
import { hyperliquidTierMaintenance } from './margin-hyperliquid-tier-maintenance.ts';
import { isolatedLiqPriceMultiExchange } from './margin-isolated-liq-price-multi-exchange.ts';
import { maintenanceTierLookup } from './margin-maintenance-tier-lookup.ts';
import { bybitPublishedExamples } from './margin-bybit-published-examples.ts';
import { driftPartialLiquidation } from './margin-drift-partial-liquidation.ts';
import { dydxBankruptcyPrice } from './margin-dydx-bankruptcy-price.ts';
import { dydxFillablePrice } from './margin-dydx-fillable-price.ts';
import { dydxInsuranceFundDelta } from './margin-dydx-insurance-fund-delta.ts';
import { dydxMaintenanceFraction } from './margin-dydx-mmf.ts';
import { dydxInitialMargin } from './margin-dydx-oimf-initial-margin.ts';
import { nautilusMarginRequirements } from './margin-nautilus-margin-requirements.ts';

/** Every family that has an adapter. */
export const families: readonly Family[] = [
  tableDrawdownsEpisodes,
  managersMaxDrawdown,
  edhecConditionalDrawdown,
  skfolioMeasures,
  managersTableDrawdownsRatio,
  empyricalRatios,
  baconRatios,
  binanceUsdmLiquidationPrice,
  isolatedLiqPriceMultiExchange,
  maintenanceTierLookup,
  hyperliquidTierMaintenance,
  hyperliquidRealPositions,
  adlRankingBitmex,
  delayBadDebtPut,
  bybitPublishedExamples,
  driftPartialLiquidation,
  dydxBankruptcyPrice,
  dydxFillablePrice,
  dydxInsuranceFundDelta,
  dydxMaintenanceFraction,
  dydxInitialMargin,
  nautilusMarginRequirements,
  cboeRegtStrategyMargin,
];
