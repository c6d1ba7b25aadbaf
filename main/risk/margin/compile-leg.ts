import type { ValuedPosition } from '../../../shared/book/valued-book.ts';
import { known, type Maybe } from '../../../shared/measures/outcome.ts';
import { positionTerms } from '../exposure/position-terms.ts';
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
 * Missing-data where history, mark or the rate of the settlement asset is missing.
 */
export function compileLeg(position: ValuedPosition, rule: MaintenanceRule): Maybe<MarginLeg> {
  const found = positionTerms(position);
  if (found.status === 'missing-data') return found;
  const { baseTerm, quoteTerm, settleNotional, entryNotional, settleRate } = found.value;
  const { instrument, tierTable } = position;
  const inverse = instrument.payoff === 'inverse';
  const onMark = rule.base === 'mark';
  return known({
    position,
    asset: instrument.asset,
    quoteAsset: instrument.quoteAsset,
    settleAsset: instrument.settleAsset,
    payoff: instrument.payoff,
    priceTerm: inverse ? quoteTerm : baseTerm,
    fixedTerm: inverse ? baseTerm : quoteTerm,
    notional: settleNotional * settleRate,
    segments: onMark ? maintenanceSegments(tierTable.tiers, settleNotional, settleRate, rule.closingFeeRate) : [],
    fixedMaintenance: onMark
      ? null
      : (maintenanceOf(tierTable.tiers, entryNotional) + rule.closingFeeRate * entryNotional) * settleRate,
    tierTable,
  });
}
