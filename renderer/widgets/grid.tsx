import {
  CellApiModule,
  CellStyleModule,
  ColumnAutoSizeModule,
  ClientSideRowModelApiModule,
  ClientSideRowModelModule,
  ColumnApiModule,
  ExternalFilterModule,
  HighlightChangesModule,
  ModuleRegistry,
  NumberFilterModule,
  PinnedRowModule,
  RenderApiModule,
  RowApiModule,
  RowSelectionModule,
  RowStyleModule,
  ScrollApiModule,
  TextFilterModule,
  TooltipModule,
  type ColDef,
  type GridApi,
  type GridOptions,
  type RowClassRules,
} from 'ag-grid-community';
import { AgGridReact } from 'ag-grid-react';
import { useEffect, useMemo, useRef, useState } from 'react';
import { useApi } from '../api/client.ts';
import type { ExplainTarget } from '../layout/explain-store.ts';
import { pageNonce } from '../layout/nonce.ts';
import { ColumnMenuAt } from './column-menu.tsx';
import { openingColumns, openFigure } from './grid-explain.ts';
import { heardKey } from './grid-keys.ts';
import { keepMoved, keepResized, keepSorted } from './grid-keeping.ts';
import { listColumns, useGrids, useKept, type GridName } from './grid-store.ts';
import { denseGridTheme, plainGridTheme } from './grid-theme.ts';
import { arrangedColumns, idOf, isHidden, nothingKept } from './kept-columns.ts';
import { useRowUpdates } from './row-updates.ts';
import { useShownAgain } from './shown-again.ts';

ModuleRegistry.registerModules([
  CellApiModule,
  ColumnAutoSizeModule,
  ClientSideRowModelModule,
  ClientSideRowModelApiModule,
  ColumnApiModule,
  RowApiModule,
  RenderApiModule,
  ScrollApiModule,
  RowStyleModule,
  CellStyleModule,
  PinnedRowModule,
  RowSelectionModule,
  TextFilterModule,
  NumberFilterModule,
  ExternalFilterModule,
  HighlightChangesModule,
  TooltipModule,
]);

export interface GridProps<Row> {
  /** What the grid holds, for screen readers. */
  readonly label: string;
  /** Under this name its columns are kept across restarts; without one nothing is kept. */
  readonly name?: GridName;
  readonly columns: ColDef<Row>[];
  readonly rows: readonly Row[];
  readonly rowId: (row: Row) => string;
  readonly total?: Row | null;
  readonly density?: 'dense' | 'plain';
  readonly rowClassRules?: RowClassRules<Row>;
  /** Keeps groups together after sorting by a column. */
  readonly postSort?: GridOptions<Row>['postSortRows'];
  readonly selectedId?: string | null;
  readonly onSelect?: (row: Row) => void;
  /** Enter or a double click. */
  readonly onOpen?: (row: Row) => void;
  /** What stands behind a cell; null where nothing is to be explained. */
  readonly explain?: (row: Row, columnId: string) => ExplainTarget | null;
  /** The column that E explains where the focused one has no figure. */
  readonly mainColumn?: string;
  /** A single letter on a row; whether it meant anything. */
  readonly onLetter?: (letter: string, row: Row) => boolean;
  /** Several rows can be selected: Shift with arrows or click. */
  readonly isMultiRow?: boolean;
  /** The first rows are on the screen. */
  readonly onPainted?: () => void;
  /** The last rows come near: for lists that are asked for a page at a time. */
  readonly onNearEnd?: () => void;
  /** For what the caller does with the grid from outside, such as going to a row. */
  readonly onApi?: (api: GridApi<Row>) => void;
  /** As high as its rows: for grids with a handful of them. */
  readonly isAutoHeight?: boolean;
}

const defaultColumn: ColDef = {
  sortable: true,
  resizable: true,
  suppressMovable: false,
  suppressHeaderMenuButton: true,
  sortingOrder: ['asc', 'desc', null],
  minWidth: 40,
};

/** The one wrapper around AG Grid: its theme, its keys, its policy. Columns beyond the width given are hidden by the caller. */
export function Grid<Row>(props: GridProps<Row>) {
  // What was set from outside (a layout, a reset) begins with a fresh grid.
  const revision = useGrids((state) => state.revision);
  return <OneGrid key={props.name === undefined ? 0 : revision} {...props} />;
}

function OneGrid<Row>(props: GridProps<Row>) {
  const { rows, rowId, total = null, density = 'dense', name, explain } = props;
  const client = useApi();
  const api = useRef<GridApi<Row> | null>(null);
  const lastInput = useRef<'pointer' | 'key' | 'extend'>('key');
  const [nonce] = useState(pageNonce);
  const [menuAt, setMenuAt] = useState<{ readonly x: number; readonly y: number } | null>(null);
  const given = useRowUpdates(api, rows, rowId);
  const shownRef = useShownAgain(api);
  const pinned = useMemo(() => (total === null ? [] : [total]), [total]);
  const keptByName = useKept(name ?? 'exposures');
  const kept = name === undefined ? nothingKept : keptByName;
  const columns = useMemo(
    () => openingColumns(arrangedColumns(props.columns, kept), explain),
    [props.columns, kept, explain],
  );
  useEffect(() => {
    if (name === undefined) return;
    // The first column says which row it is: it always stands.
    const rest = props.columns.slice(1);
    listColumns(
      name,
      rest.map((column) => ({ id: idOf(column), title: column.headerName ?? '', isShown: !isHidden(column, kept) })),
    );
  }, [name, props.columns, kept]);
  return (
    <div className="grid" role="region" aria-label={props.label}>
      {/* Hears by what a cell gets the focus; what is done then is the grid's. */}
      {/* oxlint-disable-next-line jsx-a11y/no-static-element-interactions */}
      <div
        className="grid-frame"
        ref={shownRef}
        onPointerDownCapture={() => (lastInput.current = 'pointer')}
        onKeyDownCapture={({ key, shiftKey }) =>
          (lastInput.current = shiftKey && key.startsWith('Arrow') ? 'extend' : 'key')
        }
        onContextMenu={(event) => {
          if (name === undefined || !(event.target instanceof Element) || event.target.closest('.ag-header') === null)
            return;
          event.preventDefault();
          setMenuAt({ x: event.clientX, y: event.clientY });
        }}
      >
        <AgGridReact<Row>
          theme={density === 'dense' ? denseGridTheme : plainGridTheme}
          styleNonce={nonce}
          columnDefs={columns}
          defaultColDef={defaultColumn}
          rowData={given as Row[]}
          getRowId={({ data }) => rowId(data)}
          pinnedBottomRowData={pinned}
          {...(props.rowClassRules === undefined ? {} : { rowClassRules: props.rowClassRules })}
          {...(props.postSort === undefined ? {} : { postSortRows: props.postSort })}
          {...(props.isAutoHeight === true ? { domLayout: 'autoHeight' as const } : {})}
          rowSelection={
            props.isMultiRow === true
              ? { mode: 'multiRow', checkboxes: false, headerCheckbox: false, enableClickSelection: true }
              : { mode: 'singleRow', checkboxes: false, enableClickSelection: true }
          }
          animateRows={false}
          // Screen readers read the rows in the order of the document: it is the order on the screen, also after a sort.
          ensureDomOrder
          suppressDragLeaveHidesColumns
          suppressNoRowsOverlay
          columnMenu="legacy"
          enableBrowserTooltips
          cellFlashDuration={280}
          cellFadeDuration={0}
          onGridReady={(event) => {
            api.current = event.api;
            props.onApi?.(event.api);
          }}
          onFirstDataRendered={(event) => {
            if (props.selectedId != null) event.api.getRowNode(props.selectedId)?.setSelected(true);
            props.onPainted?.();
          }}
          onBodyScrollEnd={({ api: grid }) => {
            if (grid.getLastDisplayedRowIndex() >= grid.getDisplayedRowCount() - 40) props.onNearEnd?.();
          }}
          onRowSelected={(event) => {
            if (event.node.isSelected() === true && event.data !== undefined) props.onSelect?.(event.data);
          }}
          onRowDoubleClicked={(event) => {
            if (event.data !== undefined) props.onOpen?.(event.data);
          }}
          onCellClicked={(event) => {
            const mouse = event.event;
            if (!(mouse instanceof MouseEvent) || mouse.shiftKey || mouse.ctrlKey || mouse.metaKey) return;
            if (mouse.target instanceof Element && mouse.target.closest('button') !== null) return;
            if (event.data !== undefined && explain !== undefined)
              openFigure(explain, event.data, [event.column.getColId()]);
          }}
          onCellKeyDown={(event) => heardKey(event, props)}
          onCellFocused={(event) => {
            // The row under the keyboard is the selected one: letters act on it. A click selects by itself.
            if (event.rowIndex === null || event.rowPinned != null || lastInput.current === 'pointer') return;
            const alone = lastInput.current !== 'extend' || props.isMultiRow !== true;
            api.current?.getDisplayedRowAtIndex(event.rowIndex)?.setSelected(true, alone);
          }}
          onColumnResized={(event) => name !== undefined && keepResized(client, name, event)}
          onColumnMoved={(event) => name !== undefined && keepMoved(client, name, event)}
          onSortChanged={(event) => name !== undefined && keepSorted(client, name, event)}
        />
      </div>
      {name !== undefined && menuAt !== null && (
        <ColumnMenuAt grid={name} place={menuAt} onClose={() => setMenuAt(null)} />
      )}
    </div>
  );
}
