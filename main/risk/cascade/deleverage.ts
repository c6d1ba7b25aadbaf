import { known, missing, type Maybe } from '../../../shared/measures/outcome.ts';
import { firstGap, legMaintenance, type MarginLeg, type MarginTable } from '../margin/margin-table.ts';
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
 * One trade where one position can do it alone, of all such the one that costs least; where none can, the position that frees
 * most, less its cost, is closed whole first and the rest is looked for again. Missing-data where the pool's figures
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
  const trades: Deleveraging[] = [];
  let rest = table;
  while (surplusNow(rest, factor) < 0) {
    const legs = rest.legs.filter((leg) => !rest.joint.some(({ positions }) => positions.includes(leg.position)));
    const tradeOf = (leg: MarginLeg, share: number): Deleveraging => tradeIn(rest, leg, share, costRateOf(leg));
    const alone = legs.flatMap((leg) => {
      const share = closingShare(rest, leg, factor, costRateOf(leg));
      return share === null ? [] : [tradeOf(leg, share)];
    });
    const [cheapest] = alone.toSorted((a, b) => a.cost - b.cost || a.notional - b.notional);
    if (cheapest !== undefined) return known([...trades, cheapest]);
    const relief = (leg: MarginLeg): number => factor * legMaintenance(leg, 1, 1) - costRateOf(leg) * leg.notional;
    const [best] = legs.toSorted((a, b) => relief(b) - relief(a));
    if (best === undefined) return rest.joint.length > 0 ? onlyTogether : known(null);
    const whole = tradeOf(best, 1);
    trades.push(whole);
    rest = withClosed(rest, best, 1, whole.cost);
  }
  return known(trades);
}

const onlyTogether = missing(
  'What asks for margin together is not taken apart by the plan.',
  'Try closing a strategy whole as a what-if.',
);

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
