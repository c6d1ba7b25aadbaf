import type { MarginTierTable } from '../../../shared/book/margin-tier.ts';
import type { ValuedPosition } from '../../../shared/book/valued-book.ts';
import { known, missing, type Maybe } from '../../../shared/measures/outcome.ts';
import { tierAt } from './maintenance-segments.ts';

/** What sets the initial margin of a position: the leverage that the trader chose, or the venue's own rate of its size. */
export type InitialRule = 'leverage' | 'table' | 'table-by-open-interest';

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
  if (rule === 'table-by-open-interest') return scaledByOpenInterest(tierTable, least, settleNotional);
  const gained = tierTable.growth === undefined ? 0 : tierTable.growth.initial * settleNotional;
  return known(settleNotional * (least + gained));
}

/**
 * Initial margin whose fraction rises with the open interest of the market: base + (1 - base) x clamp((open interest - lower
 * cap) / (upper cap - lower cap), 0, 1). Missing-data where the table is silent or nobody states the open interest.
 * Source: dydxprotocol/v4-chain, x/perpetuals, GetAdjustedInitialMarginQuoteQuantums.
 */
function scaledByOpenInterest(
  { openInterest: scale, instrument }: MarginTierTable,
  base: number,
  notional: number,
): Maybe {
  // An upper cap of 0 switches the scaling off.
  if (scale === null || scale?.upperCap === 0) return known(notional * base);
  if (scale === undefined || scale.openInterest === null)
    return missing(
      `How far open interest raises the initial margin of ${instrument} is not known.`,
      `State the open interest of ${instrument} and its caps, or that it does not scale the margin.`,
    );
  const { lowerCap, upperCap, openInterest } = scale;
  const share = openInterest >= upperCap ? 1 : Math.max(0, (openInterest - lowerCap) / (upperCap - lowerCap));
  return known(notional * (base + (1 - base) * share));
}
