import { useState } from 'react';
import { venueName } from '../../../shared/book/venue.ts';
import { tierTableMaxAgeDays } from '../../../shared/book/margin-tier.ts';
import type { MarginTableEntry } from '../../../shared/contract/edits.ts';
import { useCall } from '../../api/queries.ts';
import { usePainted } from '../../layout/painted.ts';
import type { PanelProps } from '../../layout/panel-props.ts';
import { useWidth } from '../../layout/use-size.ts';
import { EmptyState, FaultState } from '../../widgets/empty-state.tsx';
import { Shape } from '../../widgets/shape.tsx';
import { startEdit } from '../accounts/use-accounts.ts';
import { chooseTableFile } from './choose-table-file.ts';
import { TierTable } from './tier-table.tsx';

/** The venues' tiers that decide over the book's margin, and the trader's own; each opens to its rows. */
export function TablesPanel({ isVisible }: PanelProps) {
  const query = useCall('venues.tables', {});
  const [opened, setOpened] = useState<string | null>(null);
  const [width, widthRef] = useWidth();
  const hasRoom = width >= 620;
  usePainted('tables', isVisible, query.data !== undefined || query.error !== null);
  if (query.error !== null) return <FaultState error={query.error} />;
  if (query.data === undefined) return <div className="panel" />;
  const { tables } = query.data;
  const actions = (
    <>
      <button type="button" className="button" onClick={chooseTableFile}>
        Import a table…
      </button>
      <button type="button" className="button quiet" onClick={() => startEdit({ kind: 'table', table: null })}>
        Type one in…
      </button>
    </>
  );
  if (tables.length === 0)
    return (
      <div className="panel">
        <EmptyState title="No margin table is needed yet" action={<div className="row">{actions}</div>}>
          With the first leveraged position its venue's tiers stand here, or the flat rate where none are known.
        </EmptyState>
      </div>
    );
  return (
    <div className="panel" ref={widthRef}>
      <div className="tools">
        <span className="t3 grow ellipsis">A table of yours comes before one that Ballast ships.</span>
        {actions}
      </div>
      <div className="panel-body">
        <table className="table roomy">
          <colgroup>
            <col />
            {hasRoom && <col className="w-168" />}
            <col className="w-112" />
            <col className="w-78" />
            <col className="w-140" />
          </colgroup>
          <thead>
            <tr>
              <th scope="col" className="left">
                Instrument
              </th>
              {hasRoom && (
                <th scope="col" className="left">
                  Venue
                </th>
              )}
              <th scope="col">Holds from</th>
              <th scope="col" className="left">
                Origin
              </th>
              <th scope="col">
                <span className="unseen">Edit</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {tables.map((table) => {
              const key = [table.venue, table.instrument, table.validFrom, table.source].join('|');
              return (
                <TableRows
                  key={key}
                  table={table}
                  hasRoom={hasRoom}
                  isOpen={opened === key}
                  onOpen={() => setOpened(opened === key ? null : key)}
                />
              );
            })}
          </tbody>
        </table>
      </div>
    </div>
  );
}

const originTexts = { shipped: 'shipped', imported: 'yours', 'flat-rate': 'flat rate' } as const;

function TableRows({
  table,
  hasRoom,
  isOpen,
  onOpen,
}: {
  readonly table: MarginTableEntry;
  readonly hasRoom: boolean;
  readonly isOpen: boolean;
  readonly onOpen: () => void;
}) {
  const { instrument, venue, validFrom, origin, ageDays } = table;
  const isOld = ageDays !== null && ageDays > tierTableMaxAgeDays;
  return (
    <>
      <tr className={table.idle === null ? '' : 'out'}>
        <td className="left t1 ellipsis" title={table.source}>
          <button type="button" className="row-action" aria-expanded={isOpen} onClick={onOpen}>
            {instrument}
          </button>
        </td>
        {hasRoom && (
          <td className="left ellipsis" title={venueName(venue)}>
            {venue === '' ? 'not stated' : venueName(venue)}
          </td>
        )}
        <td title={ageDays === null ? undefined : `${ageDays} d old`}>
          <span className="state">
            {isOld && <Shape state="watch" label="old" />}
            {origin === 'flat-rate' ? '–' : validFrom}
          </span>
        </td>
        <td className="left">{originTexts[origin]}</td>
        <td className="action">
          <button
            type="button"
            className="row-action"
            aria-label={`Edit the table of ${instrument}`}
            onClick={() => startEdit({ kind: 'table', table })}
          >
            Edit…
          </button>{' '}
          {origin === 'imported' && (
            <button
              type="button"
              className="row-action"
              aria-label={`Remove the table of ${instrument} from ${validFrom}`}
              onClick={() => startEdit({ kind: 'remove-table', table })}
            >
              Remove…
            </button>
          )}
        </td>
      </tr>
      {isOpen && (
        <tr>
          <td colSpan={hasRoom ? 5 : 4} className="left tier-cell">
            <p className="t2">{usedText(table)}</p>
            <p className="t3">{table.source}</p>
            <TierTable tiers={table.tiers} />
          </td>
        </tr>
      )}
    </>
  );
}

function usedText({ usedBy, idle }: MarginTableEntry): string {
  if (idle !== null) return `Not in use. ${idle}`;
  return `Decides over ${usedBy.map(({ account, side }) => `${account} ${side}`).join(', ')}.`;
}
