import { useState } from 'react';
import type { WhatIfTicket } from '../../../shared/contract/whatif.ts';
import { useApi } from '../../api/client.ts';
import { Dialog, DialogActions } from '../../widgets/dialog.tsx';
import { TextField } from '../../widgets/fields.tsx';
import { useChange } from '../accounts/use-change.ts';

/** Keeps the tickets of a what-if under a name; one that has the name already is replaced. */
export function KeepDialog({
  name: first,
  tickets,
  onClose,
  onKept,
}: {
  readonly name: string;
  readonly tickets: WhatIfTicket[];
  readonly onClose: () => void;
  readonly onKept: (name: string) => void;
}) {
  const api = useApi();
  const change = useChange();
  const [name, setName] = useState(first);
  return (
    <Dialog
      title="Keep this what-if"
      description="Its tickets are kept, not its figures: they are worked out anew from the book as it then stands."
      onClose={onClose}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void change.make(
            () => api.client['whatif.keep']({ name: name.trim(), tickets }),
            () => {
              onKept(name.trim());
              onClose();
            },
          );
        }}
      >
        <TextField label="Name" value={name} onChange={setName} problem={change.problem} autoFocus />
        <DialogActions action="Keep it" isBusy={change.isBusy} onCancel={onClose} />
      </form>
    </Dialog>
  );
}
