import { dayMs, endOfUtcDay, utcDay, type EpochMs } from '../../shared/units/unit.ts';
import type { Random } from './random.ts';

/** An invented market: none of its prices was ever traded anywhere. */
interface DemoAsset {
  readonly lastPrice: number;
  /** Share of the common factor in its daily log return. */
  readonly beta: number;
  /** Daily standard deviation of its own part. */
  readonly ownSigma: number;
  readonly priceDecimals: number;
}

export const demoAssets: Readonly<Record<string, DemoAsset>> = {
  BTC: { lastPrice: 91_240, beta: 1, ownSigma: 0.004, priceDecimals: 1 },
  ETH: { lastPrice: 3_118.4, beta: 1.2, ownSigma: 0.014, priceDecimals: 2 },
  SOL: { lastPrice: 147.62, beta: 1.35, ownSigma: 0.022, priceDecimals: 2 },
  XRP: { lastPrice: 2.1087, beta: 1.1, ownSigma: 0.024, priceDecimals: 4 },
  BNB: { lastPrice: 874.3, beta: 0.85, ownSigma: 0.012, priceDecimals: 1 },
  DOGE: { lastPrice: 0.14873, beta: 1.4, ownSigma: 0.026, priceDecimals: 5 },
  ADA: { lastPrice: 0.4521, beta: 1.25, ownSigma: 0.022, priceDecimals: 4 },
  AVAX: { lastPrice: 15.92, beta: 1.3, ownSigma: 0.023, priceDecimals: 2 },
  LINK: { lastPrice: 14.07, beta: 1.25, ownSigma: 0.021, priceDecimals: 2 },
  LTC: { lastPrice: 88.4, beta: 0.95, ownSigma: 0.019, priceDecimals: 2 },
  SUI: { lastPrice: 1.6142, beta: 1.5, ownSigma: 0.031, priceDecimals: 4 },
  ARB: { lastPrice: 0.2189, beta: 1.4, ownSigma: 0.027, priceDecimals: 4 },
  OP: { lastPrice: 0.3347, beta: 1.45, ownSigma: 0.028, priceDecimals: 4 },
  HYPE: { lastPrice: 33.415, beta: 1.3, ownSigma: 0.036, priceDecimals: 3 },
  '1000PEPE': { lastPrice: 0.0046182, beta: 1.5, ownSigma: 0.034, priceDecimals: 7 },
  TON: { lastPrice: 1.5873, beta: 0.9, ownSigma: 0.022, priceDecimals: 4 },
};

const commonSigma = 0.0215;

/** Days on which the common factor drops or jumps by this much, counted back from the last day. */
const shocks: ReadonlyMap<number, number> = new Map([
  [341, -0.06],
  [298, 0.05],
  [226, -0.09],
  [225, -0.04],
  [160, 0.06],
  [96, -0.07],
  [31, -0.05],
  [12, -0.03],
]);

export interface DemoMarket {
  readonly firstDay: number;
  readonly days: number;
  /** Close of the asset on the day with this index (0 = first). */
  readonly close: (asset: string, index: number) => number;
  /** The price at the time of the book. */
  readonly last: (asset: string) => number;
}

/** Daily closes for every asset, ending on the day before `asOfMs`; the last price is today's. */
export function demoMarket(random: Random, asOfMs: EpochMs, days: number): DemoMarket {
  const common = Array.from(
    { length: days + 1 },
    (_, index) => commonSigma * random.normal() + (shocks.get(days - index) ?? 0),
  );
  const paths = new Map<string, Float64Array>();
  for (const [name, asset] of Object.entries(demoAssets)) {
    const path = new Float64Array(days + 1);
    path[days] = asset.lastPrice;
    // Walked backwards from the last price, so that the book ends where the table says.
    for (let index = days; index > 0; index -= 1) {
      const step = asset.beta * (common[index] as number) + asset.ownSigma * random.normal();
      path[index - 1] = (path[index] as number) * Math.exp(-step);
    }
    paths.set(name, path);
  }
  const round = (asset: string, price: number): number =>
    Number(price.toFixed((demoAssets[asset] as DemoAsset).priceDecimals));
  const at = (asset: string, index: number): number =>
    round(asset, (paths.get(asset) as Float64Array)[index] as number);
  return { firstDay: utcDay(asOfMs) - days, days, close: at, last: (asset) => at(asset, days) };
}

/** An instant of the day with this index, `fraction` of a day after midnight. */
export function instantOf(market: DemoMarket, index: number, fraction: number): EpochMs {
  return Math.round((market.firstDay + index + fraction) * dayMs) as EpochMs;
}

/** The stamp of the daily close with this index. */
export function closeStamp(market: DemoMarket, index: number): EpochMs {
  return endOfUtcDay(market.firstDay + index);
}
