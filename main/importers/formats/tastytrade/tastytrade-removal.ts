import type { FillEvent, FillKind } from '../../../../shared/book/event.ts';
import { formatScaled } from '../../../../shared/units/decimal.ts';
import { isNegative } from '../../read-fields.ts';
import { isRowFault, rowFault, type RowFault } from '../row-time.ts';
import type { CostSigns } from './tastytrade-costs.ts';
import { fillOf, priceOf, type InstrumentRow } from './tastytrade-fill.ts';
import type { HeldSide } from './tastytrade-held-side.ts';

/** How the broker took an option out of the account at its end; the side is null where the sub type does not tell it. */
export interface Removal {
  readonly kind: FillKind;
  readonly side: 'buy' | 'sell' | null;
}

/** What a sub type takes out; undefined where it takes out nothing. */
export function removalBy(subType: string): Removal | undefined {
  return removals.get(subType);
}

const removals: ReadonlyMap<string, Removal> = new Map([
  ['expiration', { kind: 'expiry', side: null }],
  ['assignment', { kind: 'assignment', side: 'buy' }],
  ['exercise', { kind: 'exercise', side: 'sell' }],
  // Index options deliver no shares but their worth in cash: that is the price at which they leave.
  ['cash settled assignment', { kind: 'expiry', side: 'buy' }],
  ['cash settled exercise', { kind: 'expiry', side: 'sell' }],
]);

/**
 * The fill that an option leaves with. The row names no side: who is assigned was short, who exercises was long, and an
 * expiry takes out whatever is held: where the file does not show which side that was, the book's position decides.
 * @param held on which side the option was held before the row, by the rows of this file; null where none says
 */
export function tastyRemoval(
  row: InstrumentRow,
  removal: Removal,
  signs: CostSigns,
  held: HeldSide | null,
): FillEvent | RowFault {
  const { symbol, kind } = row.instrument.instrument;
  if (kind !== 'option')
    return rowFault('sub-type-unknown', `Ballast does not know what ${row.subType} does to ${symbol}`, symbol);
  const value = formatScaled(row.value);
  const shown = removal.side ?? (value === '0' ? sideClosing(held) : isNegative(value) ? 'buy' : 'sell');
  const side = shown ?? 'sell';
  const delivered = removal.kind !== 'expiry';
  if (delivered && value !== '0')
    return rowFault('amount-differs', `an option that is delivered pays nothing itself, but Value is not 0`, symbol);
  const price = value === '0' ? value : priceOf(row, side);
  if (isRowFault(price)) return price;
  const fill = fillOf(row, signs, { kind: removal.kind, side, price, effect: 'close' });
  if (isRowFault(fill) || shown !== null) return fill;
  return { ...fill, flags: [...fill.flags, 'side-from-position'] };
}

function sideClosing(held: HeldSide | null): 'buy' | 'sell' | null {
  if (held === null) return null;
  return held === 'short' ? 'buy' : 'sell';
}
