import type { ValuedPosition } from '../../../shared/book/valued-book.ts';
import { known, missing, type Maybe } from '../../../shared/measures/outcome.ts';
import { tierAt } from './maintenance-segments.ts';

/** What sets the initial margin of a position: the leverage that the trader chose, or the venue's own rate of its size. */
export type InitialRule = 'leverage' | 'table';

/**
 * Initial margin of a contract at the mark, in the settlement asset: notional over leverage. The leverage is the one chosen, but no
 * more than the table allows for that notional; where a venue knows no such choice it is the table's own, with what its rate
 * gains by the size. Missing-data when no leverage is stated and the table has none. It reserves equity; it never liquidates.
 *
 * @param settleNotional value at the mark in the settlement asset, >= 0
 */
export function initialMargin(position: ValuedPosition, settleNotional: number, rule: InitialRule): Maybe {
  const { leverage, instrument, tierTable } = position;
  const { symbol } = instrument;
  const { maxLeverage } = tierAt(tierTable.tiers, settleNotional);
  const least = maxLeverage === null ? 0 : 1 / maxLeverage;
  if (rule === 'leverage') {
    if (leverage === null)
      return missing(`The leverage of ${symbol} is not stated.`, `State the leverage of ${symbol}.`);
    return known(settleNotional * Math.max(1 / leverage, least));
  }
  if (maxLeverage === null)
    return missing(
      `The margin table of ${symbol} does not say what opening it needs.`,
      `Import a margin table of ${symbol} with its largest leverage.`,
    );
  const gained = tierTable.growth === undefined ? 0 : tierTable.growth.initial * settleNotional;
  return known(settleNotional * (least + gained));
}
