import type { SnapshotComparison } from '../../shared/contract/snapshots.ts';
import { bookTables } from './csv-book-tables.ts';
import { comparisonTables } from './csv-comparison-tables.ts';
import { outlookTables } from './csv-outlook-tables.ts';
import { riskTables } from './csv-risk-tables.ts';
import type { SnapshotTable } from './csv-text.ts';
import type { Snapshot } from './snapshot.ts';

/**
 * A snapshot as plain tables, every figure with all its digits, amounts in the base currency unless a column says
 * otherwise. What is missing is an empty cell with its reason beside it.
 * @param since what changed since the last snapshot, in tables of its own
 */
export function snapshotTables(snapshot: Snapshot, since: SnapshotComparison | null = null): readonly SnapshotTable[] {
  return [
    ...bookTables(snapshot),
    ...riskTables(snapshot.risk),
    ...outlookTables(snapshot),
    ...(since === null ? [] : comparisonTables(since)),
  ];
}
