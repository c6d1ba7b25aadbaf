import { currencies, isFiat, majorCurrency, parCurrency } from '../../shared/book/asset.ts';
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
 * the asset (an assumption), else by way of another currency, the dollar first: a file in euros gives pound and dollar in
 * euros, and by that the pound in dollars. Pence and their like are hundredths of their currency. No rate is missing-data, never 1.
 */
export function rateOf(asset: string, base: string, asOfMs: EpochMs, marks: MarkBook): Rate {
  const found = foundRate(asset, base, asOfMs, marks);
  if (found !== null) return { rate: known(found.price), assumptions: found.assumptions };
  const named = majorCurrency(asset) ?? asset;
  return { rate: missing(`There is no price of ${named} in ${base}.`, mendOf(named, base)), assumptions: [] };
}

/** A rate that par or marks give. */
interface FoundRate {
  readonly price: DatedPrice;
  readonly assumptions: readonly string[];
}

function foundRate(asset: string, base: string, asOfMs: EpochMs, marks: MarkBook): FoundRate | null {
  const direct = directRate(asset, base, asOfMs, marks);
  if (direct !== null) return direct;
  for (const bridge of bridges) {
    const first = directRate(asset, bridge, asOfMs, marks);
    const second = first === null ? null : directRate(bridge, base, asOfMs, marks);
    if (first !== null && second !== null) return chain(first, second);
  }
  return null;
}

/** The dollar first: it has the most marks. */
const bridges: readonly string[] = ['USD', ...currencies.filter((currency) => currency !== 'USD')];

function directRate(asset: string, base: string, asOfMs: EpochMs, marks: MarkBook): FoundRate | null {
  if (asset === base) return { price: { price: 1, asOfMs, origin: 'unit', stale: false, via: null }, assumptions: [] };
  const major = majorCurrency(asset);
  if (major !== null) return hundredthOf(directRate(major, base, asOfMs, marks));
  if ((parCurrency(asset) ?? asset) === (parCurrency(base) ?? base))
    return {
      price: { price: 1, asOfMs, origin: 'par', stale: false, via: null },
      assumptions: [`${asset} is taken at par with ${base}.`],
    };
  return quoted(asset, base, asOfMs, marks);
}

function hundredthOf(found: FoundRate | null): FoundRate | null {
  return found === null ? null : { ...found, price: { ...found.price, price: found.price.price / 100 } };
}

/** A price that marks give for the asset in the base or in a coin at par with it. */
function quoted(asset: string, base: string, asOfMs: EpochMs, marks: MarkBook): FoundRate | null {
  const quotes = equalsOf(base);
  const names = isFiat(parCurrency(asset) ?? asset) ? equalsOf(asset) : [asset];
  const spot = newest(names.flatMap((name) => quotes.map((quote) => markAt(marks, `${name}/${quote}`, asOfMs))));
  if (spot !== null) {
    const [name, quote] = pairOf(spot);
    return { price: spot, assumptions: [...parNote(asset, name), ...parNote(quote, base)] };
  }
  const turned = newest(names.flatMap((name) => quotes.map((quote) => markAt(marks, `${quote}/${name}`, asOfMs))));
  if (turned !== null && turned.price > 0) {
    const [quote, name] = pairOf(turned);
    const assumptions = [...parNote(asset, name), ...parNote(quote, base)];
    return { price: { ...turned, price: 1 / turned.price }, assumptions };
  }
  const perpetuals = quotes.flatMap((quote) => [`${asset}/${quote}:${quote}`, `${asset}/${quote}:${asset}`]);
  const perpetual = newest(perpetuals.map((symbol) => markAt(marks, symbol, asOfMs)));
  if (perpetual === null) return null;
  return {
    price: perpetual,
    assumptions: [
      ...parNote(pairOf(perpetual)[1], base),
      `${asset} is valued at the mark of the perpetual ${perpetual.via}.`,
    ],
  };
}

/** A currency and the coins whose marks stand for it. */
function equalsOf(currency: string): readonly string[] {
  const home = parCurrency(currency) ?? currency;
  if (home === 'USD') return [...new Set([currency, ...dollars])];
  return [...new Set([currency, home])];
}

/** What the price is of and what it is in, as its market names them. */
function pairOf({ via }: DatedPrice): readonly [string, string] {
  return (via as string).split(/[/:]/) as unknown as readonly [string, string];
}

/** A price of or in a stablecoin counts as one of or in its currency: that is par, and is said. */
function parNote(one: string, other: string): readonly string[] {
  return one === other ? [] : [`${one} is taken at par with ${other}.`];
}

/** The newest of several prices; the first where they are equally new. */
function newest(prices: readonly (DatedPrice | null)[]): DatedPrice | null {
  let best: DatedPrice | null = null;
  for (const price of prices) if (price !== null && (best === null || price.asOfMs > best.asOfMs)) best = price;
  return best;
}

function chain(first: FoundRate, second: FoundRate): FoundRate {
  const [a, b] = [first.price, second.price];
  const older = a.asOfMs <= b.asOfMs ? a : b;
  return {
    price: { ...older, price: a.price * b.price, stale: a.stale || b.stale },
    assumptions: [...first.assumptions, ...second.assumptions],
  };
}

function mendOf(asset: string, base: string): string {
  const quote = parCurrency(base) === null && base === 'USD' && !isFiat(asset) ? 'USDT' : base;
  return `Give a price of ${asset}/${quote}.`;
}
