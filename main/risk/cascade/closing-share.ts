import type { MarginLeg, MarginTable } from '../margin/margin-table.ts';
import { legMaintenance } from '../margin/margin-table.ts';
import { boundary } from '../numerics/boundary.ts';
import { surplusNow } from './working-pool.ts';

/**
 * The smallest share of a leg that must be closed so that what counts of its pool's equity is back at maintenance times a
 * factor; null when closing all of it is not enough.
 *
 * With the share k left, surplus(k) = other surplus - (1 - k) x notional x cost - factor x maintenance of the leg at k: between
 * two tier edges a parabola that opens downwards (a line where the rate does not grow). The largest k at which it is 0 or more is
 * looked for from 1 down, interval by interval.
 *
 * @param costRate what closing costs, a fraction of the value closed: fee and impact
 */
export function closingShare(table: MarginTable, leg: MarginLeg, factor: number, costRate: number): number | null {
  const others = surplusNow(table, factor) + factor * legMaintenance(leg, 1, 1);
  for (const { from, to, rate, increase, deduction } of intervalsOf(leg)) {
    const surplus = (left: number): number =>
      others -
      (1 - left) * leg.notional * costRate -
      factor * (rate * leg.notional * left + increase * left * left - deduction);
    if (surplus(to) >= 0) return to < 1 ? 1 - to * pastTheEdge : 0;
    const slope = leg.notional * (costRate - factor * rate);
    // Where the rate does not grow this is infinite: the better end of the interval.
    const top = Math.min(to, Math.max(from, slope / (2 * factor * increase)));
    if (surplus(top) >= 0) return 1 - boundary(top, to, (left) => surplus(left) >= 0);
  }
  return null;
}

/** An edge belongs to the tier above it: where a table jumps, the lower one holds only past it. */
const pastTheEdge = 1 - 1e-12;

interface Interval {
  readonly from: number;
  readonly to: number;
  readonly rate: number;
  readonly increase: number;
  readonly deduction: number;
}

/** The tiers that a leg goes through while it shrinks, from what it is down to nothing. */
function intervalsOf(leg: MarginLeg): readonly Interval[] {
  if (leg.fixedMaintenance !== null)
    return [{ from: 0, to: 1, rate: leg.fixedMaintenance / leg.notional, increase: 0, deduction: 0 }];
  return leg.segments
    .map(({ from, rate, increase, deduction }, index) => ({
      from,
      to: Math.min(1, leg.segments[index + 1]?.from ?? Infinity),
      rate,
      increase,
      deduction,
    }))
    .filter(({ from, to }) => from <= to)
    .toReversed();
}
