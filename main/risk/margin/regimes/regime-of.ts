import { isKnownVenue, type VenueId } from '../../../../shared/book/venue.ts';
import { binanceCoinm } from './binance-coinm.ts';
import { binanceUsdm } from './binance-usdm.ts';
import { bitmex } from './bitmex.ts';
import { bybit } from './bybit.ts';
import { deribit } from './deribit.ts';
import { drift } from './drift.ts';
import { dydx } from './dydx.ts';
import { flatRate } from './flat-rate.ts';
import { gmx } from './gmx.ts';
import { hyperliquid } from './hyperliquid.ts';
import { krakenFutures } from './kraken-futures.ts';
import { okx } from './okx.ts';
import { spotMargin } from './spot-margin.ts';
import { stockBroker } from './stock-broker.ts';
import type { MarginRegime } from './margin-regime.ts';

const regimes: Readonly<Record<VenueId, MarginRegime>> = {
  'binance-usdm': binanceUsdm,
  'binance-coinm': binanceCoinm,
  bitmex,
  bybit,
  deribit,
  drift,
  dydx,
  gmx,
  hyperliquid,
  'kraken-futures': krakenFutures,
  okx,
  'spot-margin': spotMargin,
  'interactive-brokers': stockBroker,
  tastytrade: stockBroker,
};

/** The rules of a venue; the flat-rate fallback where it is not known or not stated. */
export function regimeOf(venue: string | null): MarginRegime {
  return venue !== null && isKnownVenue(venue) ? regimes[venue] : flatRate;
}
