import type { BasisPosition, MaintenanceChange, MarginTierOf } from '../../shared/contract/snapshots.ts';
import { splitBetween, type HeldLeg, type ReadSnapshot } from './snapshot-comparison-reading.ts';

/** Maintenance margin of a notional under a table of tiers, all in one asset: the engine's `maintenanceOf`. */
export type MaintenanceAt = (tiers: readonly MarginTierOf[], notional: number) => number;

type Rule = NonNullable<BasisPosition['marginRule']>;

/**
 * Why the maintenance margin of a leg is another, in the base currency: step by step, first the newer marks and rates, then
 * the newer quantity, then the newer rule, so that the three add up. Where nothing was held on one side, the rule of the
 * other stands for both: no rule can have changed for it. null where a rule, a mark or a rate is missing.
 */
export function compareMaintenance(
  before: HeldLeg | null,
  after: HeldLeg | null,
  from: ReadSnapshot,
  to: ReadSnapshot,
  maintenanceAt: MaintenanceAt,
): MaintenanceChange | null {
  const [wasHeld, isHeld] = [before !== null && before.quantity !== 0, after !== null && after.quantity !== 0];
  if (!wasHeld && !isHeld) return null;
  const ruleBefore = (wasHeld ? before : after)?.basis.marginRule ?? null;
  const ruleAfter = (isHeld ? after : before)?.basis.marginRule ?? null;
  const basis = (after ?? before)?.basis;
  if (ruleBefore === null || ruleAfter === null || basis === undefined) return null;
  const [rateBefore, rateAfter] = [from.rateOf(basis.settleAsset), to.rateOf(basis.settleAsset)];
  if (rateAfter === null || (wasHeld && rateBefore === null)) return null;
  const split = splitBetween(before, after);
  const [markBefore, markAfter] = [before?.basis.mark ?? null, after?.basis.mark ?? null];
  const at = (rule: Rule, leg: HeldLeg | null, mark: number | null, rate: number | null, shares: number) =>
    maintenance(rule, leg, mark, shares, maintenanceAt, rate);
  const steps = [
    at(ruleBefore, before, markBefore, rateBefore, 1),
    at(ruleBefore, before, markAfter, rateAfter, split),
    at(ruleBefore, after, markAfter, rateAfter, 1),
    at(ruleAfter, after, markAfter, rateAfter, 1),
  ];
  const [start, moved, traded, end] = steps;
  if (start == null || moved == null || traded == null || end == null) return null;
  return {
    from: start,
    to: end,
    price: moved - start,
    trades: traded - moved,
    rules: end - traded,
    tableFrom: wasHeld ? tableName(ruleBefore) : null,
    tableTo: isHeld ? tableName(ruleAfter) : null,
  };
}

/** @param shares for one of the leg's own: a split in between makes more of them, each at less */
function maintenance(
  rule: Rule,
  leg: HeldLeg | null,
  mark: number | null,
  shares: number,
  maintenanceAt: MaintenanceAt,
  rate: number | null,
): number | null {
  if (leg === null || leg.quantity === 0) return 0;
  const price = rule.base === 'mark' ? mark : leg.entry === null ? null : leg.entry / shares;
  if (price === null || rate === null) return null;
  const size = Math.abs(leg.quantity * shares * leg.basis.multiplier);
  const isInverse = leg.basis.holding === 'contract' && leg.basis.payoff === 'inverse';
  return maintenanceAt(rule.tiers, isInverse ? size / price : size * price) * rate;
}

function tableName({ origin, venue, validFrom }: Rule): string {
  return origin === 'flat-rate' ? 'flat rate' : `${venue}, ${validFrom}`;
}
