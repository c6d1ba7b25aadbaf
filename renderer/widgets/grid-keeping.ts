import type { ColumnMovedEvent, ColumnResizedEvent, SortChangedEvent } from 'ag-grid-community';
import type { Api } from '../api/client.ts';
import { keepColumns, type GridName } from './grid-store.ts';

/** Keeps the widths that the trader drew, and no width that the grid gave by itself. */
export function keepResized<Row>(api: Api, name: GridName, event: ColumnResizedEvent<Row>): void {
  const byHand = event.source === 'uiColumnResized' || event.source === 'autosizeColumns';
  if (!event.finished || !byHand) return;
  const drawn = (event.columns ?? []).map((column) => [column.getColId(), column.getActualWidth()] as const);
  if (drawn.length === 0) return;
  keepColumns(api, name, (kept) => ({ ...kept, widths: { ...kept.widths, ...Object.fromEntries(drawn) } }));
}

/** Keeps the order after a column was moved by hand. */
export function keepMoved<Row>(api: Api, name: GridName, event: ColumnMovedEvent<Row>): void {
  if (!event.finished || event.source !== 'uiColumnMoved') return;
  const order = event.api.getAllGridColumns().map((column) => column.getColId());
  keepColumns(api, name, (kept) => ({ ...kept, order }));
}

/** Keeps what the trader sorts by. */
export function keepSorted<Row>(api: Api, name: GridName, event: SortChangedEvent<Row>): void {
  if (event.source !== 'uiColumnSorted') return;
  const sort = event.api
    .getColumnState()
    .filter((column) => column.sort != null)
    .toSorted((a, b) => (a.sortIndex ?? 0) - (b.sortIndex ?? 0))
    .flatMap(({ colId, sort: direction }) =>
      direction === 'asc' || direction === 'desc' ? [{ id: colId, direction }] : [],
    );
  keepColumns(api, name, (kept) => ({ ...kept, sort }));
}
