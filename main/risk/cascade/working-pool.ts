import type { LiquidationRules } from '../../../shared/book/venue-rules.ts';
import { isGone } from '../liquidation/first-crossing.ts';
import {
  haircutAtMarks,
  isStrict,
  legEquity,
  maintenanceAtMarks,
  type CollateralTerm,
  type MarginLeg,
  type MarginTable,
} from '../margin/margin-table.ts';
import { keptLeg } from './rebase.ts';

/** A pool on its way through a cascade: its table at the prices of the moment, and how much of each position is left. */
export interface WorkingPool {
  readonly table: MarginTable;
  /** Share of each leg that is left, by its position; a closed one is gone from the table. */
  readonly left: ReadonlyMap<MarginLeg['position'], number>;
}

/** Equity of a pool at its table's prices, base currency. */
export function equityNow({ collateral, legs }: MarginTable): number {
  let total = 0;
  for (const term of collateral) total += term.value;
  for (const leg of legs) total += legEquity(leg, 1, 1);
  return total;
}

/** What of the equity counts, minus maintenance times a factor, base currency. */
export function surplusNow(table: MarginTable, factor = 1): number {
  return equityNow(table) - haircutAtMarks(table) - factor * maintenanceAtMarks(table);
}

export function isGoneNow(table: MarginTable): boolean {
  return isGone(surplusNow(table), isStrict(table));
}

/** A table of which a share of one leg was closed: its equity went into the cash of its settlement asset, less what it cost. */
export function withClosed(table: MarginTable, leg: MarginLeg, share: number, costs: number): MarginTable {
  const realised = share * legEquity(leg, 1, 1) - costs;
  const others = table.legs.filter((one) => one !== leg);
  return {
    ...table,
    legs: share < 1 ? table.legs.map((one) => (one === leg ? keptLeg(leg, 1 - share) : one)) : others,
    joint: table.joint.filter((one) => !one.positions.includes(leg.position)),
    collateral: withCash(table.collateral, leg, realised),
  };
}

/** Money booked to a balance: a coin counts for what it counted before, a debt in full. */
function withCash(collateral: readonly CollateralTerm[], leg: MarginLeg, amount: number): readonly CollateralTerm[] {
  if (!collateral.some((term) => term.asset === leg.settleAsset))
    throw new RangeError('a pool without the wallet of its settlement asset has no equity');
  return collateral.map((term) => (term.asset === leg.settleAsset ? withValue(term, term.value + amount) : term));
}

/** A balance at another value: the same share of it counts, and a debt asks for margin by its size. */
export function withValue(term: CollateralTerm, value: number): CollateralTerm {
  // A debt that is paid off asks for nothing, and what is owed counts in full.
  const keeps = Math.sign(value) === Math.sign(term.value) ? value / term.value : 0;
  return {
    ...term,
    amount: value / term.rate.price,
    posted: 0,
    value,
    haircut: keeps * term.haircut,
    maintenance: keeps * term.maintenance,
  };
}

/** What is taken where no rules of the venue are known: everything is closed at once and nothing is known of the fee. */
export const unknownRules: LiquidationRules = {
  venue: '',
  validFrom: '1970-01-01',
  source: 'no rules of this venue are known: everything is closed at once, without a fee',
  origin: 'shipped',
  trigger: 'at-or-below',
  method: 'market',
  sizing: { kind: 'whole' },
  feeRate: null,
  feeRates: {},
  backstopShare: null,
  bearers: [],
};
