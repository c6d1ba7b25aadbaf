import type { Family } from '../family.ts';
import { baconRatios } from './drawdown-bacon-ratios.ts';
import { edhecConditionalDrawdown } from './drawdown-edhec-conditional-drawdown.ts';
import { empyricalRatios } from './drawdown-empyrical-ratios.ts';
import { managersMaxDrawdown } from './drawdown-managers-max-drawdown.ts';
import { managersTableDrawdownsRatio } from './drawdown-managers-table-drawdowns-ratio.ts';
import { skfolioMeasures } from './drawdown-skfolio-measures.ts';
import { tableDrawdownsEpisodes } from './drawdown-table-drawdowns-episodes.ts';
import { binanceUsdmLiquidationPrice } from './margin-binance-usdm-liquidation-price.ts';
import { hyperliquidRealPositions } from './margin-hyperliquid-real-positions.ts';
import { hyperliquidTierMaintenance } from './margin-hyperliquid-tier-maintenance.ts';
import { isolatedLiqPriceMultiExchange } from './margin-isolated-liq-price-multi-exchange.ts';
import { maintenanceTierLookup } from './margin-maintenance-tier-lookup.ts';

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
];
