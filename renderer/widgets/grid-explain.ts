import type { ColDef } from 'ag-grid-community';
import { explain, type ExplainTarget } from '../layout/explain-store.ts';
import { idOf } from './kept-columns.ts';

export type ExplainCell<Row> = (row: Row, columnId: string) => ExplainTarget | null;

/** The columns with a mark on every cell that opens. */
export function openingColumns<Row>(
  columns: readonly ColDef<Row>[],
  targetOf: ExplainCell<Row> | undefined,
): ColDef<Row>[] {
  if (targetOf === undefined) return [...columns];
  return columns.map((column) => ({
    ...column,
    cellClassRules: {
      ...column.cellClassRules,
      opens: ({ data }) => data !== undefined && opens(targetOf(data, idOf(column))),
    },
  }));
}

/** A dash stands where a question does not arise: there is nothing to open. */
function opens(target: ExplainTarget | null): target is ExplainTarget {
  return target !== null && target.figure.status !== 'not-applicable';
}

/** Explains the first of these columns that has a figure in the row; whether there was one. */
export function openFigure<Row>(targetOf: ExplainCell<Row>, row: Row, columnIds: readonly string[]): boolean {
  for (const id of columnIds) {
    const target = targetOf(row, id);
    if (!opens(target)) continue;
    explain(target);
    return true;
  }
  return false;
}
