import { useEffect, useMemo, useState } from 'react';
import type { PageRow } from '../../../shared/contract/edits.ts';
import { countText } from '../../../shared/format/count.ts';
import { usePainted } from '../../layout/painted.ts';
import type { PanelProps } from '../../layout/panel-props.ts';
import { useWidth } from '../../layout/use-size.ts';
import { ColumnItems } from '../../widgets/column-menu.tsx';
import { EmptyState, FaultState } from '../../widgets/empty-state.tsx';
import { Grid } from '../../widgets/grid.tsx';
import { MenuItem, MenuLine, PanelMenu } from '../../widgets/menu.tsx';
import { startEdit } from '../accounts/use-accounts.ts';
import { eventColumns } from './columns.tsx';
import { EventFilter } from './event-filter.tsx';
import { RowDetail } from './row-detail.tsx';
import { useEventRows, useEventsSettings } from './use-events.ts';

const noRows: readonly PageRow[] = [];

/** Every row of the book, newest first: what it says, where it was read, and the way to correct it. */
export function EventsPanel({ isVisible }: PanelProps) {
  const { account, instrument, kind, text, withdrawn, selected } = useEventsSettings();
  const settledText = useSettled(text);
  const { query, rows = noRows, total } = useEventRows({ account, instrument, kind, text: settledText, withdrawn });
  const [isGridPainted, setGridPainted] = useState(false);
  const [width, widthRef] = useWidth();
  const columns = useMemo(() => eventColumns(width, rows), [width, rows]);
  const isDone = query.error !== null || (query.data !== undefined && (rows.length === 0 || isGridPainted));
  usePainted('events', isVisible, isDone);
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = query;
  if (query.error !== null) return <FaultState error={query.error} />;
  const row = rows.find(({ id }) => id === selected) ?? null;
  return (
    <div className="panel" ref={widthRef}>
      <EventFilter />
      {query.data !== undefined && rows.length === 0 ? (
        <EmptyState
          title="No row is meant"
          action={
            <button type="button" className="button" onClick={() => startEdit({ kind: 'trade', account, instrument })}>
              Trade by hand…
            </button>
          }
        >
          Nothing in the book matches the filter. Clear it, import a file, or book a trade by hand.
        </EmptyState>
      ) : (
        <Grid
          label="Rows of the book"
          name="events"
          columns={columns}
          rows={rows}
          rowId={(one) => String(one.id)}
          selectedId={selected === null ? null : String(selected)}
          onSelect={(one) => useEventsSettings.setState({ selected: one.id })}
          onOpen={(one) => one.editable !== null && startEdit({ kind: 'correct', row: one })}
          onNearEnd={() => hasNextPage && !isFetchingNextPage && void fetchNextPage()}
          onPainted={() => setGridPainted(true)}
          rowClassRules={rowRules}
        />
      )}
      <RowDetail row={row} />
      <div className="strip">
        <span className="note t3">
          {total === null ? '' : `${countText(rows.length)} of ${countText(total)} rows, newest first`}
        </span>
        {hasNextPage && (
          <button
            type="button"
            className="row-action"
            disabled={isFetchingNextPage}
            onClick={() => void fetchNextPage()}
          >
            Show more
          </button>
        )}
      </div>
    </div>
  );
}

export function EventsActions() {
  const { account, instrument } = useEventsSettings();
  return (
    <PanelMenu label="Trades menu">
      <ColumnItems grid="events" />
      <MenuLine />
      <MenuItem onSelect={() => startEdit({ kind: 'trade', account, instrument })}>Trade by hand…</MenuItem>
    </PanelMenu>
  );
}

const rowRules = {
  struck: ({ data }: { data: PageRow | undefined }) => data !== undefined && data.state !== 'standing',
};

/** A text once the typing pauses: every letter would ask the whole book. */
function useSettled(text: string): string {
  const [settled, setSettled] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), 250);
    return () => clearTimeout(timer);
  }, [text]);
  return settled;
}
