import { isKnownVenue, type VenueId } from '../../../../shared/book/venue.ts';
import { binanceUsdm } from './binance-usdm.ts';
import { bybit } from './bybit.ts';
import { flatRate } from './flat-rate.ts';
import { hyperliquid } from './hyperliquid.ts';
import { stockBroker } from './stock-broker.ts';
import type { MarginRegime } from './margin-regime.ts';

const regimes: Readonly<Record<VenueId, MarginRegime>> = {
  'binance-usdm': binanceUsdm,
  bybit,
  hyperliquid,
  'interactive-brokers': stockBroker,
  tastytrade: stockBroker,
};

/** The rules of a venue; the flat-rate fallback where it is not known or not stated. */
export function regimeOf(venue: string | null): MarginRegime {
  return venue !== null && isKnownVenue(venue) ? regimes[venue] : flatRate;
}
