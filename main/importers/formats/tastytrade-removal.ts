import type { FillEvent, FillKind } from '../../../shared/book/event.ts';
import type { Decimal } from '../../../shared/units/decimal.ts';
import { isRowFault, rowFault, type RowFault } from './row-time.ts';
import type { CostSigns } from './tastytrade-costs.ts';
import { fillOf, priceOf, type InstrumentRow } from './tastytrade-fill.ts';

/** Whether the broker took an option out of the account at its end. */
export function isRemoval(subType: string): boolean {
  return removals.has(subType);
}

const removals: ReadonlyMap<string, { readonly kind: FillKind; readonly side: 'buy' | 'sell' | null }> = new Map([
  ['expiration', { kind: 'expiry', side: null }],
  ['assignment', { kind: 'assignment', side: 'buy' }],
  ['exercise', { kind: 'exercise', side: 'sell' }],
  // Index options deliver no shares but their worth in cash: that is the price at which they leave.
  ['cash settled assignment', { kind: 'expiry', side: 'buy' }],
  ['cash settled exercise', { kind: 'expiry', side: 'sell' }],
]);

/** On which side an option is held. */
export type HeldSide = 'long' | 'short';

/**
 * The fill that an option leaves with. The row names no side: who is assigned was short, who exercises was long, and an
 * expiry takes out whatever is held: where the file does not show which side that was, the book's position decides.
 * @param held on which side the option was held before the row, by the rows of this file; null where none says
 */
export function tastyRemoval(row: InstrumentRow, signs: CostSigns, held: HeldSide | null): FillEvent | RowFault {
  const { symbol } = row.instrument.instrument;
  const removal = removals.get(row.subType);
  if (removal === undefined || (row.instrument.kind !== 'option' && row.instrument.kind !== 'future-option'))
    return rowFault('sub-type-unknown', `Ballast does not know what ${row.subType} does to ${symbol}`, symbol);
  const shown = removal.side ?? (row.value === 0n ? sideClosing(held) : row.value < 0n ? 'buy' : 'sell');
  const side = shown ?? 'sell';
  const delivered = removal.kind !== 'expiry';
  if (delivered && row.value !== 0n)
    return rowFault('amount-differs', `an option that is delivered pays nothing itself, but Value is not 0`, symbol);
  const price = row.value === 0n ? ('0' as Decimal) : priceOf(row, side);
  if (isRowFault(price)) return price;
  const fill = fillOf(row, signs, { kind: removal.kind, side, price, effect: 'close' });
  if (isRowFault(fill) || shown !== null) return fill;
  return { ...fill, flags: [...fill.flags, 'side-from-position'] };
}

function sideClosing(held: HeldSide | null): 'buy' | 'sell' | null {
  if (held === null) return null;
  return held === 'short' ? 'buy' : 'sell';
}
