import type { PostSortRowsParams } from 'ag-grid-community';
import { useCallback, useMemo, useState } from 'react';
import type { Cell, ExposureGridRow } from '../../../shared/contract/views.ts';
import { useCall } from '../../api/queries.ts';
import { useDialogs } from '../../commands/commands.ts';
import { usePainted } from '../../layout/painted.ts';
import { useWidth } from '../../layout/use-size.ts';
import type { PanelProps } from '../../layout/panel-props.ts';
import { ColumnItems } from '../../widgets/column-menu.tsx';
import { EmptyState, FaultState } from '../../widgets/empty-state.tsx';
import { Grid } from '../../widgets/grid.tsx';
import { useKept } from '../../widgets/grid-store.ts';
import { MenuItem, MenuLine, PanelMenu } from '../../widgets/menu.tsx';
import { NotesStrip } from '../../widgets/notes-strip.tsx';
import { Segmented } from '../../widgets/segmented.tsx';
import { exposureTarget } from '../explain/explain-cells.ts';
import { letter } from './exposure-letters.ts';
import { exposureColumns } from './columns.tsx';
import { groupsWithSubtotal, hitRowId, keepGroups, visibleRows } from './exposure-rows.ts';
import { groupBy, toggleGroup, useExposures, useExposuresSettings, type GroupBy } from './use-exposures.ts';

const noRows: readonly ExposureGridRow[] = [];

/** What is held, grouped; the nearest danger stands first. */
export function ExposuresPanel({ isVisible }: PanelProps) {
  const { settings, query } = useExposures();
  const { folded, filter, isFiltering } = settings;
  const kept = useKept('exposures');
  const base = useCall('vault.info', {}).data?.base ?? 'USD';
  const [isGridPainted, setGridPainted] = useState(false);
  const [width, widthRef] = useWidth();
  const rows = query.data?.rows ?? noRows;
  usePainted(
    'exposures',
    isVisible,
    query.error !== null || (query.data !== undefined && (rows.length === 0 || isGridPainted)),
  );

  const grouped = useMemo(() => (filter === '' ? groupsWithSubtotal(rows) : new Set<string>()), [rows, filter]);
  const shownRows = useMemo(() => visibleRows(rows, folded, filter), [rows, folded, filter]);
  const hit = useMemo(() => hitRowId(rows), [rows]);
  const columns = useMemo(
    () => exposureColumns({ base, groupBy: settings.groupBy, kept, folded, grouped, rows, width }),
    [base, settings.groupBy, kept, folded, grouped, rows, width],
  );
  const explainCell = useCallback(
    (row: ExposureGridRow, column: string) => exposureTarget(row, column, settings.groupBy),
    [settings.groupBy],
  );
  const rules = useMemo(
    () => ({
      sub: ({ data }: { data: ExposureGridRow | undefined }) => data?.kind === 'subtotal',
      hit: ({ data }: { data: ExposureGridRow | undefined }) => data?.id === hit,
      out: ({ data }: { data: ExposureGridRow | undefined }) => data?.state === 'unknown' && data.kind === 'position',
    }),
    [hit],
  );

  if (query.error !== null) return <FaultState error={query.error} />;
  if (query.data === undefined) return <div className="panel" />;
  if (rows.length === 0) {
    return (
      <div className="panel">
        <EmptyState
          title="Nothing is held"
          action={
            <button type="button" className="button" onClick={() => useDialogs.setState({ open: 'add-position' })}>
              State a position…
            </button>
          }
        >
          Drop an export of your broker into this window, or state a position by hand.
        </EmptyState>
        <NotesStrip notes={query.data.notes} />
      </div>
    );
  }
  return (
    <div className="panel" ref={widthRef}>
      {isFiltering && <FilterField />}
      <Grid
        label="Positions and balances"
        name="exposures"
        explain={explainCell}
        mainColumn="liquidation"
        onLetter={letter}
        isMultiRow
        columns={columns}
        rows={shownRows}
        rowId={(row) => row.id}
        // The net of the book is not the net of what a filter shows.
        total={filter === '' ? query.data.total : null}
        rowClassRules={rules}
        postSort={keepGroupsWhole}
        onOpen={(row) => row.kind === 'subtotal' && toggleGroup(row.group)}
        onPainted={() => setGridPainted(true)}
      />
      <NotesStrip notes={query.data.notes} />
    </div>
  );
}

/** After a sort by a column in which subtotals have a figure they lead; by any other (a distance) their members do. */
function keepGroupsWhole({ nodes, api }: PostSortRowsParams<ExposureGridRow>): void {
  const sorted = api
    .getColumns()
    ?.find((column) => column.getSort() != null)
    ?.getColId();
  if (sorted === undefined) return;
  const subtotal = nodes.find((node) => node.data?.kind === 'subtotal')?.data;
  const figure: unknown = subtotal?.[sorted as keyof ExposureGridRow];
  const subtotalsLead = typeof figure === 'string' || (figure as Cell | undefined)?.status === 'value';
  const ordered = keepGroups(nodes, (node) => node.data ?? { group: '', kind: 'position' }, subtotalsLead);
  nodes.splice(0, nodes.length, ...ordered);
}

function FilterField() {
  const filter = useExposuresSettings((state) => state.filter);
  return (
    <div className="tools">
      <input
        className="input small grow"
        aria-label="Filter exposures"
        placeholder="Filter by asset, account, instrument or state"
        value={filter}
        // Opened by the trader to be typed into.
        // oxlint-disable-next-line jsx-a11y/no-autofocus
        autoFocus
        onChange={(event) => useExposuresSettings.setState({ filter: event.target.value })}
        onKeyDown={(event) => {
          if (event.key === 'Escape') useExposuresSettings.setState({ filter: '', isFiltering: false });
        }}
      />
    </div>
  );
}

const groupings: readonly { readonly value: GroupBy; readonly text: string }[] = [
  { value: 'asset', text: 'Asset' },
  { value: 'account', text: 'Account' },
  { value: 'venue', text: 'Venue' },
];

/** Beside the tabs: how it is grouped, and which columns stand. */
export function ExposuresActions() {
  const { groupBy: grouping, isFiltering } = useExposuresSettings();
  return (
    <>
      <Segmented label="Group by" value={grouping} options={groupings} onChange={groupBy} />
      <PanelMenu label="Exposures menu">
        <ColumnItems grid="exposures" />
        <MenuLine />
        <MenuItem onSelect={() => useExposuresSettings.setState({ isFiltering: !isFiltering, filter: '' })}>
          {isFiltering ? 'Show all rows' : 'Filter rows…'}
        </MenuItem>
        <MenuItem onSelect={() => useDialogs.setState({ open: 'add-position' })}>State a position…</MenuItem>
      </PanelMenu>
    </>
  );
}
