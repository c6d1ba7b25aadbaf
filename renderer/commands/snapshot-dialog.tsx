import { strToU8, zipSync } from 'fflate';
import { useState } from 'react';
import type { Paper } from '../../shared/contract/snapshots.ts';
import type { Result } from '../../shared/result/result.ts';
import { useApi, type Api } from '../api/client.ts';
import { tellDone, tellFault } from '../layout/toasts.tsx';
import { Dialog } from '../widgets/dialog.tsx';
import { Segmented } from '../widgets/segmented.tsx';
import { closeDialog, saveFile, useDialogs } from './commands.ts';

const formats = [
  { id: 'html', name: 'HTML', text: 'One page with charts; opens offline.' },
  { id: 'pdf', name: 'PDF', text: 'The same page, printed.' },
  { id: 'csv', name: 'CSV', text: 'A file a table, with all digits, in one zip.' },
  { id: 'json', name: 'JSON', text: 'Every figure with its status; can be compared later.' },
] as const;
type Format = (typeof formats)[number]['id'];

/** Writes the risk picture of now into files that need no Ballast to be read. */
export function SnapshotDialog() {
  const api = useApi();
  const [chosen, setChosen] = useState<Format>('html');
  const [paper, setPaper] = useState<Paper>(usualPaper);
  const [isBusy, setBusy] = useState(false);

  async function save(): Promise<void> {
    setBusy(true);
    const saved = await saveSnapshot(api, chosen, paper);
    setBusy(false);
    if (!saved.ok) return tellFault(saved.fault);
    closeDialog();
    tellDone('Snapshot saved', saved.value);
  }

  return (
    <Dialog
      title="Snapshot"
      description="The whole risk picture of this moment, with what changed since the last snapshot. Nothing is sent anywhere."
      onClose={closeDialog}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (!isBusy) void save();
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
        {chosen === 'pdf' && (
          <div className="with-icon">
            <span className="label">Paper</span>
            <Segmented
              label="Paper"
              value={paper}
              options={[
                { value: 'a4', text: 'A4' },
                { value: 'letter', text: 'Letter' },
              ]}
              onChange={setPaper}
            />
          </div>
        )}
        <div className="dialog-actions">
          <button type="button" className="button" onClick={() => useDialogs.setState({ open: 'comparison' })}>
            Compare with…
          </button>
          <span className="grow" />
          <button type="button" className="button" onClick={closeDialog}>
            Cancel
          </button>
          <button type="submit" className="button primary" disabled={isBusy}>
            {isBusy && chosen === 'pdf' ? 'Printing…' : 'Save snapshot'}
          </button>
        </div>
      </form>
    </Dialog>
  );
}

/** The name of the file that was handed to the browser. */
async function saveSnapshot(api: Api, format: Format, paper: Paper): Promise<Result<string>> {
  if (format === 'pdf') {
    const printed = await api.client['snapshot.print']({ paper });
    if (!printed.ok) return printed;
    const { name, base64 } = printed.value;
    saveFile(
      name,
      'application/pdf',
      Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0)),
    );
    return { ok: true, value: name };
  }
  const made = await api.client['snapshot.make']({ formats: [format] });
  if (!made.ok) return made;
  const { stem, files } = made.value;
  const name = `${stem}.${format === 'csv' ? 'zip' : format}`;
  if (format === 'csv') saveFile(name, 'application/zip', zipped(files));
  else for (const { text } of files) saveFile(name, mediaTypes[format], text);
  return { ok: true, value: name };
}

/** One file that holds them all: a browser asks before it saves several at once. */
function zipped(files: readonly { readonly name: string; readonly text: string }[]): Uint8Array<ArrayBuffer> {
  return zipSync(Object.fromEntries(files.map(({ name, text }) => [name, strToU8(text)])));
}

const mediaTypes = { html: 'text/html', json: 'application/json' } as const;

/** Letter where it is bought, A4 elsewhere. */
function usualPaper(): Paper {
  return /-(US|CA|MX|PH)$/i.test(navigator.language) ? 'letter' : 'a4';
}
