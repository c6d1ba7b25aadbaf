import type { CascadeDocument, CascadeEventRow } from '../../../../shared/contract/cascade.ts';
import { amountText } from '../../../../shared/format/hidden-amounts.ts';
import { notApplicableText, numberText } from '../../../../shared/format/number-text.ts';
import { priceDecimals, priceText } from '../../../../shared/format/price.ts';
import { departureText } from '../../../../shared/format/ratio.ts';

export type OrderSide = CascadeDocument['sides'][number];

/** How a pool is called where several stand beside each other. */
export function poolName({ account, pool }: { readonly account: string; readonly pool: string }): string {
  return pool === 'cross' ? account : `${account} · ${pool}`;
}

/** Where it happens: the shock; of a path the price, of a vector the share of it. */
export function placeText(axis: CascadeDocument['axis'], event: CascadeEventRow): string {
  switch (axis.kind) {
    case 'asset':
      return departureText(event.shockFraction, 2);
    case 'vector':
      return `${numberText(event.shockFraction * 100, 1)} %`;
    case 'pinned': {
      const price = axis.mark * (1 + event.shockFraction);
      return priceText(price, priceDecimals(price));
    }
  }
}

export function placeTitle(axis: CascadeDocument['axis']): string {
  switch (axis.kind) {
    case 'asset':
      return axis.asset;
    case 'vector':
      return 'Of the way';
    case 'pinned':
      return `${axis.asset} at`;
  }
}

/** Signed as traded, with as many decimals as it needs, eight at most. */
export function tradedText(quantity: number | null): string {
  if (quantity === null) return notApplicableText;
  const decimals = [0, 1, 2, 3, 4, 5, 6, 7].find(
    (places) => Math.abs(quantity - Number(quantity.toFixed(places))) <= 1e-9 * Math.abs(quantity),
  );
  return amountText(() => numberText(quantity, decimals ?? 8, 'plus'));
}

export function anyPrice(price: number | null): string {
  return price === null ? notApplicableText : priceText(price, priceDecimals(price));
}

/** What is asked for: whole units, rounded up, so that it is enough: a pool that stands at the very edge is called. */
export function neededText(amount: number): string {
  return amountText(() => numberText(Math.ceil(amount), 0));
}

/** Each pool at its first event on a way, in that order. */
export function firstCalls({ events }: OrderSide): readonly CascadeEventRow[] {
  const seen = new Set<string>();
  return events.filter((event) => {
    const name = poolName(event);
    const isFirst = !seen.has(name);
    seen.add(name);
    return isFirst;
  });
}

/** The events that the way has come to when it stands at a shock; on other axes than one asset all of them. */
export function eventsUpTo(document: CascadeDocument, side: OrderSide, shock: number | null): number {
  if (shock === null || document.axis.kind !== 'asset') return side.events.length;
  const isReached = ({ shockFraction }: CascadeEventRow): boolean =>
    side.side === 'down' ? shockFraction >= shock : shockFraction <= shock;
  return side.events.filter(isReached).length;
}

/** The rung at the far end of a way. */
export function lastRung(
  { axis, rungs }: CascadeDocument,
  side: OrderSide['side'],
): CascadeDocument['rungs'][number] | null {
  return (axis.kind === 'asset' && side === 'down' ? rungs[0] : rungs.at(-1)) ?? null;
}

/** What a way is called. */
export function wayText(axis: CascadeDocument['axis'], side: OrderSide['side']): string {
  switch (axis.kind) {
    case 'asset':
      return side === 'down' ? 'Down' : 'Up';
    case 'vector':
      return 'On the way to the vector';
    case 'pinned':
      return 'Along the path';
  }
}
