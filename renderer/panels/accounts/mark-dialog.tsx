import { useState } from 'react';
import { useApi } from '../../api/client.ts';
import { readTypedAmount } from '../../format/typed-amount.ts';
import { Dialog, DialogActions } from '../../widgets/dialog.tsx';
import { TextField } from '../../widgets/fields.tsx';
import { endEdit } from './use-accounts.ts';
import { useChange } from './use-change.ts';

/** States a price of now for an instrument. */
export function MarkDialog({ instrument }: { readonly instrument: string }) {
  const api = useApi();
  const change = useChange();
  const [price, setPrice] = useState('');
  function state(): void {
    const read = readTypedAmount(price);
    if (!read.ok) return change.show(read.fault.message);
    void change.make(() => api.client['book.marks']({ marks: [{ instrument, price: read.value }] }));
  }
  return (
    <Dialog
      title={`Mark of ${instrument}`}
      description="The price now; every figure built on it follows."
      onClose={endEdit}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          state();
        }}
      >
        <TextField label="Mark" value={price} onChange={setPrice} problem={change.problem} isAmount autoFocus />
        <DialogActions action="State mark" isBusy={change.isBusy} onCancel={endEdit} />
      </form>
    </Dialog>
  );
}
