import { isCash } from '../../../shared/book/asset.ts';
import type { Instrument, InstrumentSymbol } from '../../../shared/book/instrument.ts';
import { legEquity, legMaintenance, type MarginLeg, type MarginTable } from '../margin/margin-table.ts';
import { optionsOf } from './option-gap.ts';
import { instrumentPath, poolPath, type PoolLines } from './price-path.ts';

/**
 * A pool prepared for moving one instrument after the other: the sums of all other positions are at hand, so that a pool of
 * many positions is not summed anew for each. They are summed from both ends, never taken off a total, and lose no digits.
 */
export interface PoolIndex {
  readonly table: MarginTable;
  readonly groups: ReadonlyMap<InstrumentSymbol, InstrumentGroup>;
  /** Coins in which something is settled: moving one of them moves more than its own contracts. */
  readonly coins: ReadonlySet<string>;
  readonly options: readonly MarginLeg[];
}

interface InstrumentGroup {
  readonly legs: readonly MarginLeg[];
  /** Equity and maintenance of every other position at its mark. */
  readonly others: Totals;
}

interface Totals {
  readonly equity: number;
  readonly maintenance: number;
}

const nothing: Totals = { equity: 0, maintenance: 0 };

export function indexPool(table: MarginTable): PoolIndex {
  const bySymbol = [...Map.groupBy(table.legs, (leg) => leg.position.instrument.symbol)];
  const own = bySymbol.map(([, legs]) => legs.reduce((sum, leg) => add(sum, totalsOf(leg)), nothing));
  const after: Totals[] = own.map(() => nothing);
  for (let index = own.length - 2; index >= 0; index -= 1)
    after[index] = add(own[index + 1] as Totals, after[index + 1] as Totals);
  let before = nothing;
  const groups = new Map<InstrumentSymbol, InstrumentGroup>();
  for (const [index, [symbol, legs]] of bySymbol.entries()) {
    groups.set(symbol, { legs, others: add(before, after[index] as Totals) });
    before = add(before, own[index] as Totals);
  }
  const coins = table.legs.map((leg) => leg.settleAsset);
  return {
    table,
    groups,
    coins: new Set(coins.filter((asset) => !isCash(asset))),
    options: optionsOf(table),
  };
}

/** The pool while one instrument moves alone. */
export function poolMovedBy(index: PoolIndex, instrument: Instrument): PoolLines {
  const { table, groups, coins } = index;
  const path = instrumentPath(instrument);
  if (coins.has(instrument.asset) || coins.has(instrument.baseAsset)) return poolPath(table, path);
  const group = groups.get(instrument.symbol);
  if (group === undefined) throw new RangeError(`the pool does not hold ${instrument.symbol}`);
  const moved = poolPath({ ...table, legs: group.legs }, path);
  const { equity, maintenance } = group.others;
  return {
    ...moved,
    equity: { ...moved.equity, constant: moved.equity.constant + equity },
    steadyMaintenance: {
      ...moved.steadyMaintenance,
      constant: moved.steadyMaintenance.constant + maintenance,
    },
  };
}

function totalsOf(leg: MarginLeg): Totals {
  return { equity: legEquity(leg, 1, 1), maintenance: legMaintenance(leg, 1, 1) };
}

function add(a: Totals, b: Totals): Totals {
  return {
    equity: a.equity + b.equity,
    maintenance: a.maintenance + b.maintenance,
  };
}
