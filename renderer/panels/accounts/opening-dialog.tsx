import { useState } from 'react';
import { useApi } from '../../api/client.ts';
import { readTypedAmount } from '../../format/typed-amount.ts';
import { Dialog, DialogActions } from '../../widgets/dialog.tsx';
import { SelectField, TextField } from '../../widgets/fields.tsx';
import { endEdit } from './use-accounts.ts';
import { useChange } from './use-change.ts';

/** Closes a gap in a history: what was held before its first row, or what is held now. */
export function OpeningDialog({
  account,
  instrument,
}: {
  readonly account: string;
  readonly instrument: string | null;
}) {
  const api = useApi();
  const change = useChange();
  const [kind, setKind] = useState<'opening' | 'position'>('opening');
  const [word, setWord] = useState(instrument ?? '');
  const [quantity, setQuantity] = useState('');
  const [price, setPrice] = useState('');

  function state(): void {
    const held = readTypedAmount(quantity);
    if (!held.ok) return change.show(`Quantity: ${held.fault.message}`);
    const average = price.trim() === '' ? null : readTypedAmount(price);
    if (average !== null && !average.ok) return change.show(`Average price: ${average.fault.message}`);
    void change.make(() =>
      api.client['book.add']({
        kind,
        account,
        instrument: word.trim(),
        quantity: held.value,
        averagePrice: average === null ? null : average.value,
      }),
    );
  }

  return (
    <Dialog
      title={`${word === '' ? 'Position' : word} in ${account}`}
      description="The files close more than they open. Say what was held before their first row, or what is held now; nothing is guessed."
      onClose={endEdit}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          state();
        }}
      >
        <SelectField
          label="What you state"
          value={kind}
          options={[
            { value: 'opening', text: 'Held before the first row' },
            { value: 'position', text: 'Held now' },
          ]}
          onChange={(value) => setKind(value === 'opening' ? 'opening' : 'position')}
        />
        {instrument === null && (
          <TextField label="Instrument" value={word} onChange={setWord} placeholder="BTC/USDT:USDT" />
        )}
        <div className="field-pair">
          <TextField label="Quantity, short negative" value={quantity} onChange={setQuantity} isAmount autoFocus />
          <TextField label="Average price, if known" value={price} onChange={setPrice} isAmount />
        </div>
        {change.problem !== null && <span className="problem">{change.problem}</span>}
        <DialogActions action="State it" isBusy={change.isBusy} onCancel={endEdit} />
      </form>
    </Dialog>
  );
}
