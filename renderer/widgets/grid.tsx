import {
  CellStyleModule,
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
import { useMemo, useRef, useState } from 'react';
import { pageNonce } from '../layout/nonce.ts';
import { denseGridTheme, plainGridTheme } from './grid-theme.ts';
import { copyText } from './copy-text.ts';

ModuleRegistry.registerModules([
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
  /** The first rows are on the screen. */
  readonly onPainted?: () => void;
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
  const { rows, columns, rowId, total = null, density = 'dense' } = props;
  const api = useRef<GridApi<Row> | null>(null);
  const [nonce] = useState(pageNonce);
  const pinned = useMemo(() => (total === null ? [] : [total]), [total]);
  return (
    <div className="grid" role="region" aria-label={props.label}>
      <AgGridReact<Row>
        theme={density === 'dense' ? denseGridTheme : plainGridTheme}
        styleNonce={nonce}
        columnDefs={columns}
        defaultColDef={defaultColumn}
        rowData={rows as Row[]}
        getRowId={({ data }) => rowId(data)}
        pinnedBottomRowData={pinned}
        {...(props.rowClassRules === undefined ? {} : { rowClassRules: props.rowClassRules })}
        {...(props.postSort === undefined ? {} : { postSortRows: props.postSort })}
        {...(props.isAutoHeight === true ? { domLayout: 'autoHeight' as const } : {})}
        rowSelection={{ mode: 'singleRow', checkboxes: false, enableClickSelection: true }}
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
        onRowSelected={(event) => {
          if (event.node.isSelected() === true && event.data !== undefined) props.onSelect?.(event.data);
        }}
        onRowDoubleClicked={(event) => {
          if (event.data !== undefined) props.onOpen?.(event.data);
        }}
        onCellKeyDown={(event) => {
          const key = event.event as KeyboardEvent | null | undefined;
          if (key === null || key === undefined || event.data === undefined) return;
          if (key.key === 'Enter') props.onOpen?.(event.data);
          if (key.key === 'c' && (key.ctrlKey || key.metaKey) && 'value' in event) copyText(event.value);
        }}
        onCellFocused={(event) => {
          // The row under the keyboard is the selected one: letters will act on it.
          if (event.rowIndex === null || event.rowPinned != null) return;
          api.current?.getDisplayedRowAtIndex(event.rowIndex)?.setSelected(true);
        }}
      />
    </div>
  );
}
