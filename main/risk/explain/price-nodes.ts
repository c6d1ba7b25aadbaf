import type { DatedPrice } from '../../../shared/book/valued-book.ts';
import type { Maybe } from '../../../shared/measures/outcome.ts';
import { isoDateOfDay } from '../../../shared/units/iso-day.ts';
import type { Desk } from './desk.ts';
import { branch, leaf, unknownLeaf, type Draft, type NodeHead } from './nodes.ts';

/** A mark or rate with its time and where it comes from; not known where there is none. */
export function priceNode(head: NodeHead, price: Maybe<DatedPrice>, { sources, moved }: Desk): Draft {
  if (price.status === 'missing-data') return unknownLeaf(head, price.reason);
  const shocked = moved.get(price.value);
  if (shocked !== undefined) {
    const now = leaf(
      { symbol: 'markNow', label: `${head.label}, now`, unit: head.unit },
      shocked.now.price,
      sources.price(shocked.now),
    );
    return branch({ ...head, label: `${head.label} at the rung` }, 'markNow * factor', [now, shocked.factor]);
  }
  return leaf(head, price.value.price, sources.price(price.value));
}

/** What a unit of an asset is worth in the base currency. */
export function rateNode(symbol: string, asset: string, rate: Maybe<DatedPrice>, desk: Desk): Draft {
  const { base } = desk.book;
  return priceNode({ symbol, label: `${base} per ${asset}`, unit: base }, rate, desk);
}

/** The close of an asset on a UTC day. */
export function closeLeaf(
  symbol: string,
  asset: string,
  { day, close }: { readonly day: number; readonly close: number },
): Draft {
  const date = isoDateOfDay(day);
  return leaf({ symbol, label: `Close of ${asset} on ${date}`, unit: 'price' }, close, {
    source: `daily closes of ${asset}`,
    asOf: date,
  });
}
