import type { Causes, ComparedBalance, ComparedPosition, KeptSnapshot } from '../../shared/contract/snapshots.ts';
import type { SnapshotComparison } from '../../shared/contract/snapshots.ts';
import { compareBalances } from './snapshot-comparison-balances.ts';
import { netWorthOf, readSnapshot, type ReadSnapshot } from './snapshot-comparison-reading.ts';
import { changedMeasures } from './snapshot-comparison-measures.ts';
import type { MaintenanceAt } from './snapshot-comparison-maintenance.ts';
import { comparePosition, type PositionChange } from './snapshot-comparison-position.ts';

/**
 * What changed from one snapshot to another, by position and by cause, in their base currency. The causes of all positions
 * and balances add up to the change of net worth; what a missing input leaves open is null at every sum that it is part of.
 * @param older of the earlier instant, in the same base currency
 * @param maintenanceAt the engine's rule: maintenance margin of a notional under a table of tiers, both in one asset
 */
export function compareSnapshots(
  older: KeptSnapshot,
  newer: KeptSnapshot,
  maintenanceAt: MaintenanceAt,
): SnapshotComparison {
  const [from, to] = [readSnapshot(older), readSnapshot(newer)];
  const changes = pairsOf(from, to).map((key) => comparePosition(key, from, to, maintenanceAt));
  const positions = changes.filter(isWorthTelling).map(({ told }) => told);
  const balances = compareBalances(from, to, changes);
  const worth = { from: netWorthOf(from), to: netWorthOf(to) };
  return {
    from: older.risk.asOf,
    to: newer.risk.asOf,
    base: newer.risk.base,
    netWorth: { ...worth, change: worth.from === null || worth.to === null ? null : worth.to - worth.from },
    totals: totalsOf(changes, balances),
    positions: positions.toSorted(largestFirst),
    balances: [...balances],
    measures: changedMeasures(older.risk.measures, newer.risk.measures),
    notes: notesOf(positions, balances, from, to),
  };
}

/** Every leg that either snapshot knows; a spot holding stands among the balances. */
function pairsOf(from: ReadSnapshot, to: ReadSnapshot): readonly string[] {
  return [...new Set([...from.held.keys(), ...to.held.keys()])];
}

/** What was closed long ago and has not moved since is no news. */
function isWorthTelling({ told, isUntouched }: PositionChange): boolean {
  const isHeld = told.quantity.from !== '0' || told.quantity.to !== '0';
  return isHeld || !isUntouched;
}

const causeNames = ['price', 'trades', 'funding', 'fees', 'currency'] as const;

function totalsOf(
  changes: readonly PositionChange[],
  balances: readonly ComparedBalance[],
): SnapshotComparison['totals'] {
  const ofPositions = (name: keyof Causes): number | null => sum(changes.map(({ told }) => told.causes[name]));
  const rates = (isCash: boolean): number | null =>
    sum(balances.filter((one) => one.isCash === isCash).map((one) => one.rateEffect));
  const [price, trades, funding, fees, currency] = causeNames.map(ofPositions);
  return {
    price: sum([price as number | null, rates(false)]),
    trades: trades as number | null,
    funding: funding as number | null,
    fees: fees as number | null,
    currency: sum([currency as number | null, rates(true)]),
    other: sum(balances.map((one) => one.other)),
  };
}

/** A sum with a missing part is missing. */
function sum(parts: readonly (number | null)[]): number | null {
  return parts.reduce<number | null>((total, part) => (total === null || part === null ? null : total + part), 0);
}

/** What moved the most stands first; what is not known stands last, and in the notes. */
function largestFirst(a: ComparedPosition, b: ComparedPosition): number {
  const size = ({ total }: ComparedPosition): number => (total === null ? -1 : Math.abs(total));
  return size(b) - size(a) || (`${a.account} ${a.instrument}` < `${b.account} ${b.instrument}` ? -1 : 1);
}

function notesOf(
  positions: readonly ComparedPosition[],
  balances: readonly ComparedBalance[],
  from: ReadSnapshot,
  to: ReadSnapshot,
): string[] {
  const ofPositions = positions.flatMap(({ account, instrument, reason }) =>
    reason === null ? [] : [`${instrument} in ${account}: ${reason}`],
  );
  const ofBalances = balances.flatMap(({ account, asset }) => {
    const unknown = [from, to].filter((side) => side.balances.get(`${account} ${asset}`)?.amount === null);
    if (unknown.length === 0) return [];
    const when = unknown.length === 2 ? 'both snapshots' : unknown[0] === from ? 'the older one' : 'the newer one';
    return [`The ${asset} balance of ${account} is not known in ${when}, and so neither is net worth.`];
  });
  const unrated = [...new Set([...from.unrated, ...to.unrated])].map(
    (asset) => `There is no rate of ${asset} in ${to.base} in one of them: what is held in it is left open.`,
  );
  return [...new Set([...ofPositions, ...ofBalances, ...unrated])];
}
