import { useState } from 'react';
import { parseInstrument } from '../../../shared/book/parse-instrument.ts';
import { useApi } from '../../api/client.ts';
import { closeDialog } from '../../commands/commands.ts';
import { readTypedAmount } from '../../format/typed-amount.ts';
import { Dialog, DialogActions } from '../../widgets/dialog.tsx';
import { TextField } from '../../widgets/fields.tsx';
import { useChange } from './use-change.ts';

/** States by hand a position that is held now. */
export function AddPositionDialog() {
  const api = useApi();
  const change = useChange();
  const [account, setAccount] = useState('');
  const [instrument, setInstrument] = useState('');
  const [quantity, setQuantity] = useState('');
  const [price, setPrice] = useState('');

  function state(): void {
    if (account.trim() === '') return change.show('Name the account that holds it.');
    const symbol = parseInstrument(instrument.trim());
    if (!symbol.ok) return change.show([symbol.fault.message, symbol.fault.mend].join('. '));
    const held = readTypedAmount(quantity);
    if (!held.ok) return change.show(`Quantity: ${held.fault.message}`);
    const average = price.trim() === '' ? null : readTypedAmount(price);
    if (average !== null && !average.ok) return change.show(`Average price: ${average.fault.message}`);
    void change.make(
      () =>
        api.client['book.add']({
          kind: 'position',
          account: account.trim(),
          instrument: instrument.trim(),
          quantity: held.value,
          averagePrice: average === null ? null : average.value,
        }),
      closeDialog,
    );
  }

  return (
    <Dialog
      title="State a position"
      description="What is held now. The account is made if it is new; state its venue and wallet afterwards in Accounts."
      onClose={closeDialog}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          state();
        }}
      >
        <div className="field-pair">
          <TextField label="Account" value={account} onChange={setAccount} placeholder="Binance main" autoFocus />
          <TextField label="Instrument" value={instrument} onChange={setInstrument} placeholder="BTC/USDT:USDT" />
        </div>
        <div className="field-pair">
          <TextField label="Quantity, short negative" value={quantity} onChange={setQuantity} isAmount />
          <TextField label="Average price, if known" value={price} onChange={setPrice} isAmount />
        </div>
        {change.problem !== null && <span className="problem">{change.problem}</span>}
        <DialogActions action="State position" isBusy={change.isBusy} onCancel={closeDialog} />
      </form>
    </Dialog>
  );
}
