import { useState } from 'react';
import { useApi } from '../api/client.ts';
import { tellDone, tellFault } from '../layout/toasts.tsx';
import { Dialog } from '../widgets/dialog.tsx';
import { closeDialog, saveText } from './commands.ts';

const formats = [
  { id: 'html', name: 'HTML', text: 'One page with charts; opens offline and prints well.' },
  { id: 'json', name: 'JSON', text: 'Every figure with its status, for programs.' },
] as const;
type Format = (typeof formats)[number]['id'];

/** Writes the risk picture of now into a file that needs no Ballast to be read. One at a time: browsers ask about a second one. */
export function SnapshotDialog() {
  const api = useApi();
  const [chosen, setChosen] = useState<Format>('html');
  const [isBusy, setBusy] = useState(false);

  async function save(): Promise<void> {
    setBusy(true);
    const result = await api.client['snapshot.make']({ formats: [chosen] });
    setBusy(false);
    if (!result.ok) return tellFault(result.fault);
    for (const file of result.value.files) {
      saveText(file.name, file.format === 'html' ? 'text/html' : 'application/json', file.text);
    }
    closeDialog();
    tellDone('Snapshot saved', result.value.files.map((file) => file.name).join(', '));
  }

  return (
    <Dialog
      title="Snapshot"
      description="The whole risk picture of this moment, as a file. Nothing is sent anywhere."
      onClose={closeDialog}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        {formats.map((format) => (
          <label key={format.id} className="choice">
            <input
              type="radio"
              name="snapshot-format"
              checked={chosen === format.id}
              onChange={() => setChosen(format.id)}
            />
            <strong>{format.name}</strong>
            <span>{format.text}</span>
          </label>
        ))}
        <div className="dialog-actions">
          <span className="grow" />
          <button type="button" className="button" onClick={closeDialog}>
            Cancel
          </button>
          <button type="submit" className="button primary" disabled={isBusy}>
            Save snapshot
          </button>
        </div>
      </form>
    </Dialog>
  );
}
