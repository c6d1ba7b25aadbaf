import { isFiat, majorCurrency, parCurrency } from '../../shared/book/asset.ts';
import type { DatedPrice } from '../../shared/book/valued-book.ts';
import { known, missing, type Maybe } from '../../shared/measures/outcome.ts';
import type { EpochMs } from '../../shared/units/unit.ts';
import { markAt, type MarkBook } from './mark-book.ts';

/** A rate together with what had to be assumed for it, in the trader's words. */
export interface Rate {
  readonly rate: Maybe<DatedPrice>;
  readonly assumptions: readonly string[];
}

/** Quote currencies whose spot prices say what an asset is worth in dollars, best first. */
const dollars = ['USD', 'USDT', 'USDC'] as const;

/**
 * Base currency per unit of an asset at an instant: 1 for the base itself, par for a stablecoin (an assumption that is
 * named), else the newest spot mark of the asset in the base or a coin at par with it, else the mark of a perpetual on
 * the asset (an assumption), else by way of the dollar. Pence and their like are hundredths of their currency. No rate is missing-data, never 1.
 */
export function rateOf(asset: string, base: string, asOfMs: EpochMs, marks: MarkBook): Rate {
  if (asset === base) return ratedAt({ price: 1, asOfMs, origin: 'unit', stale: false, via: null });
  const major = majorCurrency(asset);
  if (major !== null) return hundredthOf(rateOf(major, base, asOfMs, marks));
  const [currency, baseCurrency] = [parCurrency(asset) ?? asset, parCurrency(base) ?? base];
  if (currency === baseCurrency)
    return ratedAt({ price: 1, asOfMs, origin: 'par', stale: false, via: null }, [
      `${asset} is taken at par with ${base}.`,
    ]);
  const direct = quoted(asset, base, asOfMs, marks);
  if (direct !== null) return direct;
  if (baseCurrency !== 'USD') {
    const inDollars = currency === 'USD' ? rateOf(asset, 'USD', asOfMs, marks) : quoted(asset, 'USD', asOfMs, marks);
    const dollarInBase = quoted('USD', base, asOfMs, marks);
    if (inDollars !== null && dollarInBase !== null) return chain(inDollars, dollarInBase);
  }
  return { rate: missing(`There is no price of ${asset} in ${base}.`, mendOf(asset, base)), assumptions: [] };
}

function hundredthOf({ rate, assumptions }: Rate): Rate {
  if (rate.status !== 'value') return { rate, assumptions };
  return { rate: known({ ...rate.value, price: rate.value.price / 100 }), assumptions };
}

function ratedAt(price: DatedPrice, assumptions: readonly string[] = []): Rate {
  return { rate: known(price), assumptions };
}

/** A price that marks give for the asset in the base or in a coin at par with it. */
function quoted(asset: string, base: string, asOfMs: EpochMs, marks: MarkBook): Rate | null {
  const quotes = equalsOf(base);
  const names = isFiat(parCurrency(asset) ?? asset) ? equalsOf(asset) : [asset];
  const spot = newest(names.flatMap((name) => quotes.map((quote) => markAt(marks, `${name}/${quote}`, asOfMs))));
  if (spot !== null) return ratedAt(spot, parNote(spot, base));
  const turned = newest(names.flatMap((name) => quotes.map((quote) => markAt(marks, `${quote}/${name}`, asOfMs))));
  if (turned !== null && turned.price > 0) return ratedAt({ ...turned, price: 1 / turned.price }, []);
  const perpetuals = quotes.flatMap((quote) => [`${asset}/${quote}:${quote}`, `${asset}/${quote}:${asset}`]);
  const perpetual = newest(perpetuals.map((symbol) => markAt(marks, symbol, asOfMs)));
  if (perpetual === null) return null;
  return ratedAt(perpetual, [
    ...parNote(perpetual, base),
    `${asset} is valued at the mark of the perpetual ${perpetual.via ?? ''}.`,
  ]);
}

/** A currency and the coins whose marks stand for it. */
function equalsOf(currency: string): readonly string[] {
  const home = parCurrency(currency) ?? currency;
  if (home === 'USD') return [...new Set([currency, ...dollars])];
  return [...new Set([currency, home])];
}

/** A price in a stablecoin counts as one in the currency: that is par, and is said. */
function parNote(price: DatedPrice, base: string): readonly string[] {
  const quote = /^[^/]+\/([^:]+)/.exec(price.via ?? '')?.[1];
  return quote === undefined || quote === base ? [] : [`${quote} is taken at par with ${base}.`];
}

/** The newest of several prices; the first where they are equally new. */
function newest(prices: readonly (DatedPrice | null)[]): DatedPrice | null {
  let best: DatedPrice | null = null;
  for (const price of prices) if (price !== null && (best === null || price.asOfMs > best.asOfMs)) best = price;
  return best;
}

function chain(first: Rate, second: Rate): Rate {
  if (first.rate.status !== 'value' || second.rate.status !== 'value')
    return first.rate.status === 'value' ? second : first;
  const [a, b] = [first.rate.value, second.rate.value];
  const older = a.asOfMs <= b.asOfMs ? a : b;
  return ratedAt({ ...older, price: a.price * b.price, stale: a.stale || b.stale }, [
    ...first.assumptions,
    ...second.assumptions,
  ]);
}

function mendOf(asset: string, base: string): string {
  const quote = parCurrency(base) === null && base === 'USD' && !isFiat(asset) ? 'USDT' : base;
  return `Give a price of ${asset}/${quote}.`;
}
