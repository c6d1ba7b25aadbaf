import type { CellKeyDownEvent, Column, FullWidthCellKeyDownEvent, GridApi, IRowNode } from 'ag-grid-community';
import { lettersAreOn } from '../commands/letters.ts';
import { copyFromGrid } from './grid-copy.ts';
import { openFigure, type ExplainCell } from './grid-explain.ts';

interface Heard<Row> {
  readonly explain?: ExplainCell<Row>;
  readonly mainColumn?: string;
  readonly onLetter?: (letter: string, row: Row) => boolean;
  readonly onOpen?: (row: Row) => void;
  readonly isMultiRow?: boolean;
}

/** The keys of a grid beside those that it has by itself: copy, open, explain, move by letters, select several rows. */
export function heardKey<Row>(
  event: CellKeyDownEvent<Row> | FullWidthCellKeyDownEvent<Row>,
  { explain, mainColumn, onLetter, onOpen, isMultiRow = false }: Heard<Row>,
): void {
  const key = event.event as KeyboardEvent | null | undefined;
  if (key == null || event.data === undefined || !('column' in event)) return;
  // A button within a cell has keys of its own.
  if (key.target instanceof HTMLButtonElement) return;
  const { api, column, data, node } = event;
  if (key.ctrlKey || key.metaKey) {
    if (key.key.toLowerCase() === 'c') copyFromGrid(api, column, node, key.shiftKey);
    else if (key.key.toLowerCase() === 'a' && isMultiRow) api.selectAll('filtered');
    else return;
    key.preventDefault();
    return;
  }
  if (key.altKey) return;
  if (key.key === 'Enter') {
    onOpen?.(data);
    return;
  }
  if (key.key.length !== 1 || !lettersAreOn()) return;
  const letter = key.key.toLowerCase();
  if (letter === 'j' || letter === 'k') moveRow(api, column, node, letter === 'j' ? 1 : -1);
  else if (letter === 'e' && explain !== undefined)
    openFigure(explain, data, [column.getColId(), ...(mainColumn === undefined ? [] : [mainColumn])]);
  else if (onLetter?.(letter, data) !== true) return;
  key.preventDefault();
}

function moveRow<Row>(api: GridApi<Row>, column: Column<Row>, node: IRowNode<Row>, by: number): void {
  // A total that is pinned below stands in no order with the rows.
  if (node.rowIndex === null || node.rowPinned != null) return;
  const next = node.rowIndex + by;
  if (next < 0 || next >= api.getDisplayedRowCount()) return;
  api.ensureIndexVisible(next);
  api.setFocusedCell(next, column);
}
