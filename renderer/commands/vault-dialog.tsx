import { useState } from 'react';
import { useApi } from '../api/client.ts';
import { useCall } from '../api/queries.ts';
import type { CallOutput } from '../api/client.ts';
import { Dialog } from '../widgets/dialog.tsx';
import { TextField } from '../widgets/fields.tsx';
import { Icon } from '../widgets/icon.tsx';
import { closeDialog } from './commands.ts';
import { VaultFolder } from './vault-menu.tsx';
import { droppedText, switchVault } from './vaults.ts';

type Recent = CallOutput<'vault.recent'>;

/** Names a vault by its path, in a window that has no dialog of the system for it. */
export function VaultDialog({ purpose }: { readonly purpose: 'open' | 'create' }) {
  const recent = useCall('vault.recent', {}).data;
  return recent === undefined ? null : <PathDialog purpose={purpose} recent={recent} />;
}

function PathDialog({ purpose, recent }: { readonly purpose: 'open' | 'create'; readonly recent: Recent }) {
  const api = useApi();
  const [path, setPath] = useState(() => startOf(recent.folder, purpose));
  const [problem, setProblem] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  const others = recent.vaults.filter(({ state }) => state === 'there');
  const dropped = droppedText();

  async function go(to: string): Promise<void> {
    setBusy(true);
    const fault = await switchVault(api, purpose, to);
    // Without a fault the window is shown anew at once: until then nothing more can be pressed.
    if (fault === null) return;
    setBusy(false);
    setProblem([fault.message, fault.mend].filter(Boolean).join(' '));
  }

  return (
    <Dialog
      title={purpose === 'open' ? 'Open vault' : 'New vault'}
      description={
        purpose === 'open'
          ? 'The vault that is open now is closed; everything in it is kept.'
          : 'An empty book in a file of its own. The vault that is open now is closed; everything in it is kept.'
      }
      onClose={closeDialog}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (!isBusy) void go(path);
        }}
      >
        <TextField
          label="Path of the file"
          value={path}
          onChange={(value) => {
            setPath(value);
            setProblem(null);
          }}
          problem={problem}
          autoFocus
        />
        {purpose === 'open' && others.length > 0 && (
          <div className="recent-vaults">
            <span className="label">Recent</span>
            {others.map((one) => (
              <button
                key={one.path}
                type="button"
                className="recent-vault"
                title={one.path}
                disabled={isBusy}
                onClick={() => void go(one.path)}
              >
                <span className="vault-name ellipsis">{one.name}</span>
                <VaultFolder path={one.path} />
              </button>
            ))}
          </div>
        )}
        {dropped !== null && (
          <p className="t2 with-icon">
            <Icon name="info" />
            {dropped}
          </p>
        )}
        <div className="dialog-actions">
          <span className="grow" />
          <button type="button" className="button" onClick={closeDialog}>
            Cancel
          </button>
          <button type="submit" className="button primary" disabled={isBusy}>
            {purpose === 'open' ? 'Open vault' : 'Make the vault'}
          </button>
        </div>
      </form>
    </Dialog>
  );
}

function startOf(folder: string, purpose: 'open' | 'create'): string {
  return `${folder}${slashOf(folder)}${purpose === 'create' ? 'new.vault' : ''}`;
}

function slashOf(path: string): string {
  return path.includes('\\') ? '\\' : '/';
}
