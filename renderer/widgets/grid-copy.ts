import type { Column, GridApi, IRowNode } from 'ag-grid-community';
import { copyPlain, plainText, rowsText } from './copy-text.ts';

/** What a column puts on the clipboard instead of what it sorts by. */
export interface CopyContext<Row> {
  readonly copy: (row: Row) => unknown;
}

/** Ctrl+C: the cell, or every selected row when there are several. With Shift the whole row or rows, under a header. */
export function copyFromGrid<Row>(
  api: GridApi<Row>,
  column: Column<Row>,
  node: IRowNode<Row>,
  withHeader: boolean,
): void {
  const selected = api.getSelectedNodes();
  if (selected.length < 2 && !withHeader) {
    copyPlain(plainText(valueOf(api, column, node)));
    return;
  }
  const nodes = selected.length < 2 ? [node] : selected.toSorted((a, b) => (a.rowIndex ?? 0) - (b.rowIndex ?? 0));
  const columns = api.getAllDisplayedColumns();
  copyPlain(
    rowsText(
      nodes.map((each) => columns.map((shown) => valueOf(api, shown, each))),
      withHeader ? columns.map((shown) => api.getDisplayNameForColumn(shown, 'header') ?? '') : null,
    ),
  );
}

function valueOf<Row>(api: GridApi<Row>, column: Column, node: IRowNode<Row>): unknown {
  const context = column.getColDef().context as CopyContext<Row> | undefined;
  if (context !== undefined && node.data !== undefined) return context.copy(node.data);
  return api.getCellValue({ rowNode: node, colKey: column });
}
