import { known, missing, type Maybe } from '../../../shared/measures/outcome.ts';
import { firstGap, type MarginLeg, type MarginTable } from '../margin/margin-table.ts';
import { closingShare } from './closing-share.ts';
import { surplusNow, withClosed } from './working-pool.ts';

/** One trade of a plan that brings a pool back. */
export interface Deleveraging {
  readonly instrument: string;
  /** Signed as traded: a long is sold, < 0. */
  readonly quantity: number;
  /** Share of the position that is closed, 0..1. */
  readonly share: number;
  /** Value closed at the mark and what closing it costs, base currency, >= 0. */
  readonly notional: number;
  readonly cost: number;
  /** The pool as the trade finds it, its position there, and what closing it costs as a fraction of the value closed. */
  readonly before: MarginTable;
  readonly leg: MarginLeg;
  readonly costRate: number;
}

/**
 * The cheapest trades at the marks that bring a pool's margin ratio down to a level: nothing where it stands there already.
 * One trade where one position can do it alone, of all such the one that costs least; where none can, the cheapest trades: what
 * frees most margin for its cost goes first, tier by tier (a rate that grows with the size in steps of a two-hundredth of the
 * position). A table that jumps between two tiers may hide a cheaper way. Missing-data where the pool's figures
 * are, and where only positions are left that ask for margin together: what remains of a strategy without one of its legs is not
 * followed. `null` inside where closing everything is not enough.
 *
 * @param ratio margin ratio to restore, > 0: maintenance / what counts of the equity
 * @param costRateOf what closing a position costs, a fraction of the value closed
 */
export function deleverage(
  table: MarginTable,
  ratio: number,
  costRateOf: (leg: MarginLeg) => number,
): Maybe<readonly Deleveraging[] | null> {
  const gap = firstGap(table);
  if (gap !== null) return gap;
  if (!(ratio > 0)) return missing('The margin ratio to restore is not above 0.', 'Ask for a ratio above 0 %.');
  const factor = 1 / ratio;
  if (surplusNow(table, factor) >= 0) return known([]);
  const legs = table.legs.filter((leg) => !table.joint.some(({ positions }) => positions.includes(leg.position)));
  const alone = legs.flatMap((leg) => {
    const share = closingShare(table, leg, factor, costRateOf(leg));
    return share === null ? [] : [tradeIn(table, leg, share, costRateOf(leg))];
  });
  const [cheapest] = alone.toSorted((one, other) => one.cost - other.cost || one.notional - other.notional);
  if (cheapest !== undefined) return known([cheapest]);
  const several = cheapestSeveral(table, legs, factor, costRateOf);
  return several === null && table.joint.length > 0 ? onlyTogether : known(several);
}

const onlyTogether = missing(
  'What asks for margin together is not taken apart by the plan.',
  'Try closing a strategy whole as a what-if.',
);

/** A position while a plan is looked for: how much of it is left. */
interface Shrinking {
  readonly leg: MarginLeg;
  readonly costRate: number;
  left: number;
}

/** Where rates grow with the size the next unit is cheaper than the last: so small a share of the position is closed at a time. */
const smallestStep = 1 / 200;

/**
 * Several trades, none of which is enough alone: again and again a step of the position whose next unit frees most margin for
 * what it costs, until the pool is back; the last trade closes no more than it has to. Null where closing all is not enough.
 */
function cheapestSeveral(
  table: MarginTable,
  legs: readonly MarginLeg[],
  factor: number,
  costRateOf: (leg: MarginLeg) => number,
): readonly Deleveraging[] | null {
  const all: readonly Shrinking[] = legs.map((leg) => ({ leg, costRate: costRateOf(leg), left: 1 }));
  const touched = new Set<Shrinking>();
  for (;;) {
    const [next] = all
      .filter(({ left }) => left > 0)
      .map((one) => ({ one, step: nextStep(one) }))
      .toSorted((a, b) => b.step.freed / costOf(b.one) - a.step.freed / costOf(a.one));
    if (next === undefined) return null;
    const { one, step } = next;
    touched.delete(one);
    touched.add(one);
    one.left = step.to;
    if (surplusNow(shrunk(table, [...touched]), factor) >= 0) return tradesOf(table, [...touched], factor);
  }
}

/** A position's next step: what share is left after it, and the maintenance that its first unit of value frees. */
function nextStep({ leg, left }: Shrinking): { readonly to: number; readonly freed: number } {
  if (leg.fixedMaintenance !== null) return { to: 0, freed: leg.fixedMaintenance / leg.notional };
  // At an edge the next unit is the lower tier's.
  const { from, rate, increase } = leg.segments.findLast((one) => one.from < left) as (typeof leg.segments)[number];
  const freed = rate + (2 * increase * left) / leg.notional;
  return { to: increase === 0 ? Math.max(0, from) : Math.max(0, from, left - smallestStep), freed };
}

/** What is free goes first, of that what frees most. */
function costOf({ costRate }: Shrinking): number {
  return Math.max(costRate, 1e-12);
}

function shrunk(table: MarginTable, positions: readonly Shrinking[]): MarginTable {
  return positions.reduce(
    (rest, { leg, costRate, left }) => withClosed(rest, leg, 1 - left, costRate * (1 - left) * leg.notional),
    table,
  );
}

/** The last one closes just as much as it must. */
function tradesOf(table: MarginTable, positions: readonly Shrinking[], factor: number): readonly Deleveraging[] {
  let rest = table;
  return positions.map(({ leg, costRate, left }, index) => {
    const least = index === positions.length - 1 ? closingShare(rest, leg, factor, costRate) : null;
    const trade = tradeIn(rest, leg, least ?? 1 - left, costRate);
    rest = withClosed(rest, leg, trade.share, trade.cost);
    return trade;
  });
}

function tradeIn(before: MarginTable, leg: MarginLeg, share: number, costRate: number): Deleveraging {
  const { instrument, quantity } = leg.position;
  const notional = share * leg.notional;
  return {
    instrument: instrument.symbol,
    quantity: -share * quantity,
    share,
    notional,
    cost: costRate * notional,
    before,
    leg,
    costRate,
  };
}
