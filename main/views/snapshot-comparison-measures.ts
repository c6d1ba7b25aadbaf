import type { KeptSnapshot, SnapshotComparison } from '../../shared/contract/snapshots.ts';
import { scopeText } from '../../shared/measures/scope.ts';
import type { HeldLeg } from './snapshot-comparison-reading.ts';

type Measures = KeptSnapshot['risk']['measures'];

/** Figures of the book, of accounts and of pools that are another than before; null where one has no value. */
export function changedMeasures(older: Measures, newer: Measures): SnapshotComparison['measures'] {
  const before = new Map(older.map((one) => [`${one.id} ${one.scope}`, one]));
  const after = new Map(newer.map((one) => [`${one.id} ${one.scope}`, one]));
  return [...new Map([...before, ...after]).entries()].flatMap(([key, { id, scope, unit }]) => {
    if (!/^(book$|account:|pool:)/.test(scope)) return [];
    const [from, to] = [before.get(key)?.value ?? null, after.get(key)?.value ?? null];
    return from === to ? [] : [{ id, scope, unit, from, to }];
  });
}

/** The liquidation price of a leg that is nearest to its mark; null where there is none or it is not known. */
export function liquidationAt(measures: Measures, leg: HeldLeg | null): number | null {
  if (leg === null || leg.quantity === 0) return null;
  const { account, instrument, mark } = leg.basis;
  const side = leg.quantity > 0 ? 'long' : 'short';
  const scope = scopeText({ kind: 'position', account, instrument, side });
  const prices = measures.flatMap(({ id, scope: own, value }) =>
    own === scope && (id === 'liquidationPrice.lower' || id === 'liquidationPrice.upper') && value !== null
      ? [value]
      : [],
  );
  const away = (price: number): number => (mark === null || price <= 0 ? Infinity : Math.abs(Math.log(price / mark)));
  return prices.toSorted((a, b) => away(a) - away(b))[0] ?? null;
}
