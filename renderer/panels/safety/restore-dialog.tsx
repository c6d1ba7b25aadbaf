import { useState } from 'react';
import type { Fault } from '../../../shared/result/result.ts';
import { useApi } from '../../api/client.ts';
import { useCall } from '../../api/queries.ts';
import { sayAfterReload } from '../../commands/after-reload.ts';
import { droppedText } from '../../commands/vaults.ts';
import { Dialog } from '../../widgets/dialog.tsx';
import { TextField } from '../../widgets/fields.tsx';
import { Icon } from '../../widgets/icon.tsx';
import { contentsText } from './contents-text.ts';
import { JobBar } from './job-bar.tsx';
import { endTask } from './safety-store.ts';

/** Says what a restore does, asks once, and puts the backup in the place of the open vault. */
export function RestoreDialog({ path: chosen }: { readonly path: string | null }) {
  const api = useApi();
  const vault = useCall('vault.info', {}).data;
  const folder = useCall('vault.recent', {}).data?.folder ?? '';
  const [typed, setTyped] = useState<string | null>(chosen);
  const [fault, setFault] = useState<Fault | null>(null);
  const [isBusy, setBusy] = useState(false);
  const path = typed ?? (folder === '' ? '' : `${folder}${folder.includes('\\') ? '\\' : '/'}`);
  const dropped = droppedText();

  async function restore(): Promise<void> {
    setBusy(true);
    setFault(null);
    const done = await api.client['vault.restore']({ path });
    if (!done.ok) {
      setBusy(false);
      setFault(done.fault);
      return;
    }
    const { keptAside } = done.value;
    const kept = keptAside === null ? '' : ` The vault that stood there is kept as ${keptAside}.`;
    sayAfterReload('The backup is restored', `${contentsText(done.value)}.${kept}`, 'kept');
    // Nothing that the window knew of the old book stays.
    location.reload();
  }

  return (
    <Dialog
      title="Restore a backup"
      description={
        <ul className="undo-list">
          <li>The backup is read and proved first. If it is damaged, nothing happens.</li>
          <li>
            <strong>{vault?.title ?? 'The vault'}</strong> is put aside, whole, under a dated name in its folder;
            nothing is deleted.
          </li>
          <li>The backup takes its place: what was done since it was made is then only in the vault put aside.</li>
        </ul>
      }
      onClose={() => !isBusy && endTask()}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (!isBusy) void restore();
        }}
      >
        <TextField
          label="Path of the backup"
          value={path}
          onChange={(value) => {
            setTyped(value);
            setFault(null);
          }}
          problem={fault === null ? null : [fault.message, fault.mend].filter(Boolean).join(' ')}
          autoFocus
        />
        {dropped !== null && (
          <p className="t2 with-icon">
            <Icon name="info" />
            {dropped}
          </p>
        )}
        {isBusy && <JobBar jobId={null} begins="Proving the backup and putting it in place" />}
        <div className="dialog-actions">
          <span className="grow" />
          <button type="button" className="button" onClick={endTask} disabled={isBusy}>
            Cancel
          </button>
          <button type="submit" className="button primary" disabled={isBusy || path === ''}>
            Put the vault aside and restore
          </button>
        </div>
      </form>
    </Dialog>
  );
}
