import { useEffect, useState } from 'react';
import { countedText } from '../../../shared/format/count.ts';
import type { UndoPreview } from '../../../shared/contract/vault.ts';
import type { Fault } from '../../../shared/result/result.ts';
import { useApi } from '../../api/client.ts';
import { newJobId, useJobs } from '../../api/jobs.ts';
import { percentText } from '../../../shared/format/ratio.ts';
import { tellDone } from '../../layout/toasts.tsx';
import { Dialog } from '../../widgets/dialog.tsx';
import { Shape } from '../../widgets/shape.tsx';
import { fileNameOf, UndoChanges } from './undo-changes.tsx';

/** What taking back an import would change, and the button that does it. Nothing is written before. */
export function UndoDialog({ changeId, onClose }: { readonly changeId: number; readonly onClose: () => void }) {
  const api = useApi();
  const [jobId] = useState(newJobId);
  const [preview, setPreview] = useState<UndoPreview | null>(null);
  const [fault, setFault] = useState<Fault | null>(null);
  const [isBusy, setBusy] = useState(false);
  // Once: after it is done the book is another, and this is no longer what would change.
  useEffect(() => {
    let isShown = true;
    void api.client['vault.previewUndo']({ changeId, jobId }).then((result) => {
      if (!isShown) return;
      if (result.ok) setPreview(result.value);
      else setFault(result.fault);
    });
    return () => {
      isShown = false;
      void api.client['jobs.cancel']({ jobId });
    };
  }, [api, changeId, jobId]);

  async function takeBack(): Promise<void> {
    setBusy(true);
    const result = await api.client['vault.undoChange']({ changeId, jobId: newJobId() });
    setBusy(false);
    if (!result.ok) return setFault(result.fault);
    onClose();
    tellDone('Taken back', `${result.value.description}. Ctrl Shift Z puts it back.`);
  }

  return (
    <Dialog
      title="Undo an import"
      description={preview === null ? 'Reading what would change.' : preview.description}
      isWide
      onClose={onClose}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (preview !== null && !isBusy) void takeBack();
        }}
      >
        {preview === null ? fault === null && <Reading jobId={jobId} /> : <Consequences preview={preview} />}
        {fault !== null && (
          <p className="problem" role="alert">
            <Shape state="danger" />
            {fault.message} {fault.mend}
          </p>
        )}
        <div className="dialog-actions">
          <span className="grow label">
            <kbd>Ctrl</kbd> <kbd>Shift</kbd> <kbd>Z</kbd> puts it back.
          </span>
          <button type="button" className="button" onClick={onClose}>
            Cancel
          </button>
          <button type="submit" className="button primary" disabled={preview === null || isBusy}>
            {preview === null || preview.rowsWithdrawn === 0
              ? 'Take back the import'
              : `Take back ${countedText(preview.rowsWithdrawn, 'row')}`}
          </button>
        </div>
      </form>
    </Dialog>
  );
}

function Reading({ jobId }: { readonly jobId: string }) {
  const progress = useJobs((state) => state.byId[jobId]);
  const share = progress === undefined || progress.total === 0 ? null : progress.done / progress.total;
  return (
    <p className="t2" role="status">
      The files that were imported later are read again{share === null ? '' : `, ${percentText(share, 0)}`}…
    </p>
  );
}

function Consequences({ preview }: { readonly preview: UndoPreview }) {
  const { rowsWithdrawn, rowsBack, failuresGone, failuresBack, positions, balances } = preview;
  return (
    <>
      <ul className="undo-list">
        <li>
          <strong>{countedText(rowsWithdrawn, 'row')}</strong> {rowsWithdrawn === 1 ? 'leaves' : 'leave'} the book.
        </li>
        {rowsBack.map(({ importId, path, rows }) => (
          <li key={importId}>
            <strong>{countedText(rows, 'row')}</strong> {rows === 1 ? 'stays' : 'stay'}, because {fileNameOf(path)} says{' '}
            {rows === 1 ? 'it' : 'them'} too.
          </li>
        ))}
        {failuresGone > 0 && <li>{countedText(failuresGone, 'failed row')} would no longer be listed.</li>}
        {failuresBack > 0 && <li>{countedText(failuresBack, 'failed row')} of later files would be listed again.</li>}
      </ul>
      {positions.length === 0 && balances.length === 0 ? (
        <p className="t2">No position and no balance changes.</p>
      ) : (
        <UndoChanges positions={positions} balances={balances} />
      )}
    </>
  );
}
