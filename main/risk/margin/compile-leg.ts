import type { ValuedPosition } from '../../../shared/book/valued-book.ts';
import { known, type Maybe } from '../../../shared/measures/outcome.ts';
import { maintenanceOf, maintenanceSegments } from './maintenance-segments.ts';
import type { MarginLeg } from './margin-table.ts';

/** Of which value the venue takes the maintenance rate. */
export interface MaintenanceRule {
  readonly base: 'mark' | 'entry';
  /** Closing fee inside the maintenance, a fraction of notional; 0 where the venue has none inside. */
  readonly closingFeeRate: number;
}

/**
 * One position as linear terms (see `MarginLeg`). Long and short differ by the sign of the quantity alone.
 * Linear: profit = quantity * multiplier * (P - entry) in the quote asset.
 * Inverse: profit = contracts * multiplier * (1 / entry - 1 / P) in the coin.
 * Missing-data where history, mark or the rate of the settlement asset is missing.
 */
export function compileLeg(position: ValuedPosition, rule: MaintenanceRule): Maybe<MarginLeg> {
  if (position.incomplete !== null) return position.incomplete;
  if (position.mark.status === 'missing-data') return position.mark;
  if (position.settleRate.status === 'missing-data') return position.settleRate;
  const { instrument, entryPrice, tierTable } = position;
  const mark = position.mark.value.price;
  const rate = position.settleRate.value.price;
  const size = position.quantity * position.multiplier;
  const inverse = instrument.payoff === 'inverse';
  const settleNotional = Math.abs(inverse ? size / mark : size * mark);
  const entryNotional = Math.abs(inverse ? size / entryPrice : size * entryPrice);
  const onMark = rule.base === 'mark';
  return known({
    position,
    asset: instrument.asset,
    quoteAsset: instrument.quoteAsset,
    settleAsset: instrument.settleAsset,
    payoff: instrument.payoff,
    priceTerm: (inverse ? -size / mark : size * mark) * rate,
    fixedTerm: (inverse ? size / entryPrice : -size * entryPrice) * rate,
    notional: settleNotional * rate,
    segments: onMark ? maintenanceSegments(tierTable.tiers, settleNotional, rate, rule.closingFeeRate) : [],
    fixedMaintenance: onMark ? null : maintenanceOf(tierTable.tiers, entryNotional) * rate,
    tierTable,
  });
}
