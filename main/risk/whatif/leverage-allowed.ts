import type { ValuedPosition } from '../../../shared/book/valued-book.ts';
import { exactAmountText } from '../../../shared/format/quantity.ts';
import { failure } from '../../../shared/result/result.ts';
import { tierAt } from '../margin/maintenance-segments.ts';
import { valueAtPrice } from './traded-value.ts';

/**
 * Why a position may not be levered so: its margin table allows less at that size. null where it may, and where the table is
 * silent. The size counts at the mark, as the venue counts it; at the trade's own price where no mark is known.
 * Fault: `leverage-beyond-tier`.
 *
 * @param quantity signed contracts after the trade
 */
export function leverageFault(position: ValuedPosition, quantity: number, price: number, leverage: number) {
  const { instrument, multiplier, mark, tierTable } = position;
  const { tiers, validFrom, venue } = tierTable;
  const at = mark.status === 'value' ? mark.value.price : price;
  const tier = tierAt(tiers, valueAtPrice({ instrument, size: Math.abs(quantity), multiplier }, at));
  const { maxLeverage, floor, cap } = tier;
  if (maxLeverage === null || leverage <= maxLeverage) return null;
  const { symbol, settleAsset } = instrument;
  const row = tiers.indexOf(tier) + 1;
  const until = cap === null ? 'on' : `to ${exactAmountText(String(cap))}`;
  return failure(
    'leverage-beyond-tier',
    `A leverage of ${leverage} is more than ${venue} allows for ${symbol} at this size: at most ${maxLeverage} from ${exactAmountText(String(floor))} ${until} ${settleAsset} (row ${row} of its margin table of ${validFrom}).`,
    `Set the leverage to ${maxLeverage} or less${row === 1 ? '' : ', or make the trade smaller'}.`,
  );
}
