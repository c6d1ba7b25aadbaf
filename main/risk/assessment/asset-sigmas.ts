import type { ValuedBook } from '../../../shared/book/valued-book.ts';
import { missing, type Maybe } from '../../../shared/measures/outcome.ts';
import { dailySigma } from '../numerics/volatility.ts';

/** Daily sigma of each asset from its closes; computed once an asset, when asked for. */
export function assetSigmas(book: ValuedBook): (asset: string) => Maybe {
  const found = new Map<string, Maybe>();
  return (asset) => {
    const before = found.get(asset);
    if (before !== undefined) return before;
    const sigma = sigmaOf(book, asset);
    found.set(asset, sigma);
    return sigma;
  };
}

function sigmaOf(book: ValuedBook, asset: string): Maybe {
  const series = Object.hasOwn(book.closes, asset) ? book.closes[asset] : undefined;
  if (series === undefined)
    return missing(`There is no price history of ${asset}.`, `Import daily prices of ${asset}, at least 61 days.`);
  return dailySigma(series.closes.map((close, index) => ({ day: series.firstDay + index, close })));
}
