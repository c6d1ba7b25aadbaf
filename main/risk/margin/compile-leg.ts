import type { MarginTier, MarginTierTable } from '../../../shared/book/margin-tier.ts';
import type { ValuedPosition } from '../../../shared/book/valued-book.ts';
import { known, type Maybe, type MissingData } from '../../../shared/measures/outcome.ts';
import { isOutright, positionTerms } from '../exposure/position-terms.ts';
import { initialMargin, type InitialRule } from './initial-margin.ts';
import { maintenanceOf, maintenanceSegments } from './maintenance-segments.ts';
import type { MarginLeg } from './margin-table.ts';

/** Of which value the venue takes the maintenance rate. */
export type MaintenanceRule =
  | {
      readonly base: 'mark' | 'entry';
      /** Closing fee inside the maintenance, a fraction of notional; 0 where the venue has none inside. */
      readonly closingFeeRate: number;
      /** In place of the table's: floors and deductions for one share, which scale with the quantity. */
      readonly unitTiers?: readonly MarginTier[];
    }
  /** Paid in full, nothing is owed on it; or all of it is asked for together with other positions. */
  | { readonly base: 'none'; readonly together?: true };

/** Maintenance of what is paid in full. */
export const paidInFullRule: MaintenanceRule = { base: 'none' };

/** Maintenance of what a joint requirement asks for. */
export const takenTogetherRule: MaintenanceRule = { base: 'none', together: true };

/**
 * One position as linear terms (see `MarginLeg`). Long and short differ by the sign of the quantity alone. What is paid
 * outright counts with its value; an option asks for no maintenance here (a short one: see `maintenanceGap`).
 * Missing-data where history, mark, a needed entry or the rate of the settlement asset is missing.
 */
export function compileLeg(
  position: ValuedPosition,
  rule: MaintenanceRule,
  initialRule: InitialRule = 'leverage',
): Maybe<MarginLeg> {
  const found = positionTerms(position);
  if (found.status === 'missing-data') return found;
  const { baseTerm, quoteTerm, settleNotional, entryNotional, settleRate } = found.value;
  const { instrument, tierTable } = position;
  const payoff = isOutright(instrument) ? 'linear' : instrument.payoff;
  const owed = instrument.kind === 'option' && rule.base !== 'none' ? paidInFullRule : rule;
  const fixedMaintenance = (): number | null => {
    if (owed.base === 'mark') return null;
    if (owed.base === 'none') return 0;
    return (maintenanceOf(tierTable.tiers, entryNotional) + owed.closingFeeRate * entryNotional) * settleRate;
  };
  return known({
    position,
    asset: instrument.asset,
    quoteAsset: instrument.quoteAsset,
    settleAsset: instrument.settleAsset,
    payoff,
    priceTerm: payoff === 'inverse' ? quoteTerm : baseTerm,
    fixedTerm: payoff === 'inverse' ? baseTerm : quoteTerm,
    notional: settleNotional * settleRate,
    segments:
      owed.base === 'mark'
        ? maintenanceSegments(tiersOf(position, owed.unitTiers), settleNotional, settleRate, owed.closingFeeRate)
        : [],
    fixedMaintenance: fixedMaintenance(),
    tierTable,
    initial: initialOf(position, owed, () => initialInSettle(position, owed, settleNotional, initialRule), settleRate),
  });
}

/** Opening a stock never needs less than keeping it does: a cheap one sold short, or one that the broker keeps at more than half. */
function initialInSettle(position: ValuedPosition, rule: MaintenanceRule, notional: number, by: InitialRule): Maybe {
  const initial = initialMargin(position, notional, by);
  if (position.instrument.kind !== 'stock' || rule.base !== 'mark' || initial.status !== 'value') return initial;
  return known(Math.max(initial.value, maintenanceOf(tiersOf(position, rule.unitTiers).tiers, notional)));
}

/** The tiers by which a position is kept: those of its table, or those for a unit times its size. */
function tiersOf(
  { tierTable, quantity }: ValuedPosition,
  unitTiers: readonly MarginTier[] | undefined,
): Pick<MarginTierTable, 'tiers' | 'growth'> {
  if (unitTiers === undefined) return tierTable;
  const size = Math.abs(quantity);
  return {
    tiers: unitTiers.map((tier) => ({
      ...tier,
      floor: tier.floor * size,
      cap: tier.cap === null ? null : tier.cap * size,
      deduction: tier.deduction * size,
    })),
  };
}

/** Base currency. A long option is paid for and asks for none; that of a short one is not known; what is paid in full reserves nothing. */
function initialOf(
  position: ValuedPosition,
  rule: MaintenanceRule,
  ofContract: () => Maybe,
  settleRate: number,
): Maybe {
  if (rule.base === 'none') return rule.together ? known(0) : (maintenanceGap(position) ?? known(0));
  const initial = ofContract();
  return initial.status === 'value' ? known(initial.value * settleRate) : initial;
}

/** Why the margin of a position is not known though its value is: a short option's rule comes with the options engine. */
export function maintenanceGap({ instrument, side }: ValuedPosition): MissingData | null {
  if (instrument.kind !== 'option' || side === 'long') return null;
  return {
    status: 'missing-data',
    reason: `The margin of the short option ${instrument.symbol} is not calculated yet.`,
    mend: 'Read the margin on the statement of the broker; every sum with it is missing.',
  };
}
