import { useState } from 'react';
import type { ImportEntry } from '../../../shared/contract/imports.ts';
import { useApi } from '../../api/client.ts';
import { useCall } from '../../api/queries.ts';
import { chooseFiles, undoLast } from '../../commands/commands.ts';
import { countText } from '../../../shared/format/count.ts';
import { timeText } from '../../../shared/format/time.ts';
import { tellDone, tellFault } from '../../layout/toasts.tsx';
import { useWidth } from '../../layout/use-size.ts';
import { usePainted } from '../../layout/painted.ts';
import { EmptyState, FaultState } from '../../widgets/empty-state.tsx';
import { Icon } from '../../widgets/icon.tsx';
import { Raw } from './columns.tsx';
import { MappingsButton } from './mappings-dialog.tsx';
import { fileNameOf } from './undo-changes.tsx';
import { UndoDialog } from './undo-dialog.tsx';

/** The files that are in the book, the newest first, and the rows of theirs that failed. */
export function ImportList({ isVisible }: { readonly isVisible: boolean }) {
  const api = useApi();
  const query = useCall('imports.list', {});
  const undo = useCall('vault.info', {}).data?.undo ?? null;
  const formats = useCall('imports.formats', {}).data?.formats ?? [];
  const [width, widthRef] = useWidth();
  const room = width < 560 ? 'least' : width < 840 ? 'some' : 'all';
  const [opened, setOpened] = useState<number | null>(null);
  const [undoing, setUndoing] = useState<number | null>(null);
  usePainted('imports', isVisible, query.data !== undefined || query.error !== null);
  if (query.error !== null) return <FaultState error={query.error} />;
  if (query.data === undefined) return <div className="panel" />;
  const { imports } = query.data;
  const choose = (
    <button type="button" className="button" onClick={() => chooseFiles(api)}>
      Choose files…
    </button>
  );
  if (imports.length === 0) {
    return (
      <div className="panel">
        <EmptyState title="No file was imported" action={choose}>
          Drop the exports of your brokers anywhere in this window. You see every row before anything is written.
        </EmptyState>
      </div>
    );
  }
  return (
    <div className="panel" ref={widthRef}>
      <div className="tools">
        {choose}
        {room === 'least' ? (
          <span className="grow" />
        ) : (
          <span className="t3 grow ellipsis">or drop them anywhere in this window</span>
        )}
        <MappingsButton />
        {undo !== null && (
          <button type="button" className="button quiet" onClick={() => void undoLast(api)} title="Ctrl+Z">
            <Icon name="undo" />
            <span className="ellipsis undo-text">Take back: {undo}</span>
          </button>
        )}
      </div>
      <div className="panel-body">
        <table className="table roomy">
          <colgroup>
            <col />
            {room === 'all' && <col className="w-112" />}
            {room !== 'least' && <col className="w-140" />}
            <col className="w-54" />
            <col className="w-70" />
            {room !== 'least' && <col className="w-70" />}
            {room === 'all' && <col className="w-60" />}
            <col className="w-70" />
            <col className="w-70" />
          </colgroup>
          <thead>
            <tr>
              <th scope="col" className="left">
                File
              </th>
              {room === 'all' && (
                <th scope="col" className="left">
                  Account
                </th>
              )}
              {room !== 'least' && <th scope="col">Imported, UTC</th>}
              <th scope="col">Rows</th>
              <th scope="col">Accepted</th>
              {room !== 'least' && <th scope="col">Duplicates</th>}
              {room === 'all' && <th scope="col">Ignored</th>}
              <th scope="col">Failed</th>
              <th scope="col">
                <span className="unseen">Take back or put back</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {imports.map((entry) => (
              <ImportRows
                key={entry.importId}
                entry={entry}
                format={formats.find(({ id }) => id === entry.format)?.export ?? entry.format}
                room={room}
                isOpen={entry.importId === opened}
                onOpen={() => setOpened(entry.importId === opened ? null : entry.importId)}
                onUndo={() => setUndoing(entry.importId)}
              />
            ))}
          </tbody>
        </table>
      </div>
      {undoing !== null && <UndoDialog changeId={undoing} onClose={() => setUndoing(null)} />}
    </div>
  );
}

/** Under 840 px account and ignored rows go, under 560 also time and duplicates: they stand in the tooltip. */
type Room = 'all' | 'some' | 'least';
const columnCount: Readonly<Record<Room, number>> = { all: 9, some: 7, least: 5 };

function ImportRows({
  entry,
  format,
  room,
  isOpen,
  onOpen,
  onUndo,
}: {
  readonly entry: ImportEntry;
  /** What it was recognised as, as the trader reads it. */
  readonly format: string;
  readonly room: Room;
  readonly isOpen: boolean;
  readonly onOpen: () => void;
  readonly onUndo: () => void;
}) {
  const name = fileNameOf(entry.path);
  return (
    <>
      <tr className={entry.withdrawn ? 'withdrawn' : ''}>
        <td className="left t1" title={entryTitle(entry, format)}>
          {name} <span className="t3">{entry.withdrawn ? 'taken back' : format}</span>
        </td>
        {room === 'all' && <td className="left">{entry.account}</td>}
        {room !== 'least' && <td>{timeText(entry.madeMs)}</td>}
        <td>{countText(entry.rows)}</td>
        <td className="t1">{countText(entry.accepted)}</td>
        {room !== 'least' && <td>{countText(entry.duplicates)}</td>}
        {room === 'all' && <td>{countText(entry.ignored)}</td>}
        <td className={entry.failedOpen > 0 ? 'danger' : ''}>
          {entry.failed > 0 && !entry.withdrawn ? (
            <button
              type="button"
              className={entry.failedOpen > 0 ? 'row-action danger' : 'row-action'}
              title={failedTitle(entry)}
              aria-expanded={isOpen}
              onClick={onOpen}
            >
              {entry.failedOpen > 0 ? `${countText(entry.failedOpen)} failed` : `${countText(entry.failed)} left out`}
            </button>
          ) : (
            countText(entry.failed)
          )}
        </td>
        <td className="action">
          {!entry.withdrawn && (
            <button type="button" className="row-action" aria-label={`Undo… the import of ${name}`} onClick={onUndo}>
              Undo…
            </button>
          )}
          {entry.canRedo && <RedoButton importId={entry.importId} name={name} />}
        </td>
      </tr>
      {isOpen && <FailedRows importId={entry.importId} columns={columnCount[room]} />}
    </>
  );
}

function RedoButton({ importId, name }: { readonly importId: number; readonly name: string }) {
  const api = useApi();
  const [isBusy, setBusy] = useState(false);
  async function redo(): Promise<void> {
    setBusy(true);
    const result = await api.client['vault.redoChange']({ changeId: importId });
    setBusy(false);
    if (!result.ok) tellFault(result.fault);
    else tellDone('Put back', result.value.description);
  }
  return (
    <button
      type="button"
      className="row-action"
      aria-label={`Redo the import of ${name}`}
      disabled={isBusy}
      onClick={() => void redo()}
    >
      Redo
    </button>
  );
}

function FailedRows({ importId, columns }: { readonly importId: number; readonly columns: number }) {
  const api = useApi();
  const query = useCall('imports.failures', { importId });
  async function dismiss(failureIds: readonly number[] | null): Promise<void> {
    const result = await api.client['imports.dismissFailures']({
      importId,
      failureIds: failureIds === null ? null : [...failureIds],
    });
    if (!result.ok) tellFault(result.fault);
  }
  const failures = query.data?.failures ?? [];
  const open = failures.filter(({ dismissed }) => !dismissed);
  return (
    <>
      {open.length > 1 && (
        <tr className="failed-row">
          <td colSpan={columns} className="left">
            <div className="failed-line">
              {countText(open.length)} rows could not be read.
              <span className="grow" />
              <button
                type="button"
                className="row-action"
                title="Leave all of them out for good; their instruments are whole again"
                onClick={() => void dismiss(null)}
              >
                Dismiss all
              </button>
            </div>
          </td>
        </tr>
      )}
      {failures.map((failed) => (
        <tr key={failed.failureId} className="failed-row">
          <td colSpan={columns} className="left">
            <div className="failed-line">
              <span className="t3">line {countText(failed.line)}</span>
              <span className={failed.dismissed ? 't3' : 'danger'}>{failed.message}</span>
              <span className="grow" />
              {failed.dismissed ? (
                <span className="t3">dismissed</span>
              ) : (
                <button
                  type="button"
                  className="row-action"
                  title="Leave this row out for good; its instrument is whole again"
                  onClick={() => void dismiss([failed.failureId])}
                >
                  Dismiss
                </button>
              )}
            </div>
            <Raw raw={failed.raw} why={failed.message} />
          </td>
        </tr>
      ))}
    </>
  );
}

function failedTitle({ failed, failedOpen }: ImportEntry): string {
  const dismissed = failed - failedOpen;
  return `${countText(failedOpen)} rows could not be read${dismissed === 0 ? '' : `, ${countText(dismissed)} more are left out`}`;
}

function entryTitle(entry: ImportEntry, format: string): string {
  const counts = `${countText(entry.duplicates)} duplicates, ${countText(entry.ignored)} ignored`;
  return `${entry.path}, ${format}, account ${entry.account}, imported ${timeText(entry.madeMs)} UTC, ${counts}`;
}
