import { useEffect, useState } from 'react';
import type { Fault } from '../../../shared/result/result.ts';
import { useApi } from '../../api/client.ts';
import { newJobId } from '../../api/jobs.ts';
import { useCall } from '../../api/queries.ts';
import { bytesText } from '../../format/bytes.ts';
import { tellKept } from '../../layout/toasts.tsx';
import { Dialog } from '../../widgets/dialog.tsx';
import { TextField } from '../../widgets/fields.tsx';
import { contentsText } from './contents-text.ts';
import { JobBar } from './job-bar.tsx';
import { endTask } from './safety-store.ts';

/** Writes a proved copy of the vault; a path that was chosen already is written to at once. */
export function BackupDialog({ path, name }: { readonly path: string | null; readonly name: string }) {
  const folder = useCall('vault.recent', {}).data?.folder;
  if (path === null && folder === undefined) return null;
  return (
    <Backup first={path ?? `${folder ?? ''}${folder?.includes('\\') ? '\\' : '/'}${name}`} isChosen={path !== null} />
  );
}

function Backup({ first, isChosen }: { readonly first: string; readonly isChosen: boolean }) {
  const api = useApi();
  const [path, setPath] = useState(first);
  const [jobId, setJobId] = useState<string | null>(null);
  const [fault, setFault] = useState<Fault | null>(null);
  const isBusy = jobId !== null;

  async function write(to: string): Promise<void> {
    const job = newJobId();
    setJobId(job);
    setFault(null);
    const made = await api.client['vault.backup']({ path: to, jobId: job });
    setJobId(null);
    if (made.ok) {
      endTask();
      tellKept(
        'The backup is written and proved',
        `${made.value.path}: ${contentsText(made.value)}, ${bytesText(made.value.bytes)}.`,
      );
    } else if (made.fault.code !== 'cancelled') setFault(made.fault);
  }

  useEffect(() => {
    if (isChosen) void write(first);
    // Once, when it opens.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, []);

  function leave(): void {
    if (jobId === null) endTask();
    else void api.client['jobs.cancel']({ jobId });
  }

  return (
    <Dialog
      title="Save a backup"
      description="A copy of the whole vault with every file that was imported. It is read again and proved before it gets its name; a file that is there already is never replaced."
      onClose={leave}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (!isBusy) void write(path);
        }}
      >
        <TextField
          label="Path of the backup"
          value={path}
          onChange={(value) => {
            setPath(value);
            setFault(null);
          }}
          problem={fault === null ? null : [fault.message, fault.mend].filter(Boolean).join(' ')}
          autoFocus
        />
        {isBusy && <JobBar jobId={jobId} begins="Copying the vault" />}
        <div className="dialog-actions">
          <span className="grow" />
          <button type="button" className="button" onClick={leave}>
            {isBusy ? 'Stop' : 'Cancel'}
          </button>
          <button type="submit" className="button primary" disabled={isBusy}>
            Write the backup
          </button>
        </div>
      </form>
    </Dialog>
  );
}
