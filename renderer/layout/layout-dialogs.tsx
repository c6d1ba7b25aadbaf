import { useState } from 'react';
import { useApi } from '../api/client.ts';
import { Dialog } from '../widgets/dialog.tsx';
import { TextField } from '../widgets/fields.tsx';
import { askAboutLayouts, nameProblem, removeLayout, renameLayout, saveLayout, useLayouts } from './named-layouts.ts';

/** The questions about layouts: under which name, or whether one shall go. */
export function LayoutDialogs() {
  const { asked, current } = useLayouts();
  if (asked === null) return null;
  if (asked === 'save') return <NameDialog from={null} />;
  if (current === null) return null;
  return asked === 'rename' ? <NameDialog from={current} /> : <RemoveDialog name={current} />;
}

function close(): void {
  askAboutLayouts(null);
}

function NameDialog({ from }: { readonly from: string | null }) {
  const api = useApi();
  const names = useLayouts((state) => state.names);
  const [name, setName] = useState(from ?? '');
  const [isTried, setTried] = useState(false);
  const trimmed = name.trim();
  const isTaken = names.includes(trimmed) && trimmed !== from;
  const problem = nameProblem(trimmed) ?? (isTaken && from !== null ? 'Another layout has this name.' : null);

  function submit(): void {
    setTried(true);
    if (problem !== null) return;
    close();
    if (from === null) void saveLayout(api, trimmed);
    else if (from !== trimmed) void renameLayout(api, from, trimmed);
  }

  return (
    <Dialog
      title={from === null ? 'Save this layout' : `Rename ${from}`}
      description="Where the panels lie, and the columns, widths and order of the grids."
      onClose={close}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <TextField label="Name" value={name} onChange={setName} problem={isTried ? problem : null} autoFocus />
        <Actions action={from === null ? (isTaken ? `Replace ${trimmed}` : 'Save layout') : 'Rename'} />
      </form>
    </Dialog>
  );
}

function RemoveDialog({ name }: { readonly name: string }) {
  const api = useApi();
  return (
    <Dialog
      title={`Remove ${name}?`}
      description="The window stays as it lies. The layout cannot be brought back."
      onClose={close}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          close();
          void removeLayout(api, name);
        }}
      >
        <Actions action="Remove layout" />
      </form>
    </Dialog>
  );
}

function Actions({ action }: { readonly action: string }) {
  return (
    <div className="dialog-actions">
      <span className="grow" />
      <button type="button" className="button" onClick={close}>
        Cancel
      </button>
      <button type="submit" className="button primary">
        {action}
      </button>
    </div>
  );
}
