import { useState } from 'react';
import { parseInstrument } from '../../../shared/book/parse-instrument.ts';
import type { BookEdit } from '../../../shared/contract/edits.ts';
import { success, type Result } from '../../../shared/result/result.ts';
import { closeDialog } from '../../commands/commands.ts';
import { TextField } from '../../widgets/fields.tsx';
import { EditForm } from './edit-form.tsx';
import { neededAmount, neededWord, optionalAmount } from './read-fields.ts';

/** States by hand a position that is held now. */
export function AddPositionDialog() {
  const [account, setAccount] = useState('');
  const [instrument, setInstrument] = useState('');
  const [quantity, setQuantity] = useState('');
  const [price, setPrice] = useState('');

  function read(): Result<BookEdit> {
    const name = neededWord('The account', account, 'Name the account that holds it.');
    if (!name.ok) return name;
    const symbol = parseInstrument(instrument.trim());
    if (!symbol.ok) return symbol;
    const held = neededAmount('Quantity', quantity);
    if (!held.ok) return held;
    const average = optionalAmount('Average price', price);
    if (!average.ok) return average;
    return success({
      kind: 'add',
      entry: {
        kind: 'position',
        account: name.value,
        instrument: instrument.trim(),
        quantity: held.value,
        averagePrice: average.value,
      },
    });
  }

  return (
    <EditForm
      title="State a position"
      description="What is held now. The account is made if it is new; state its venue and wallet afterwards in Accounts. Of coin contracts the quantity is in dollars."
      action="State position"
      edit={read()}
      onClose={closeDialog}
    >
      <div className="field-pair">
        <TextField label="Account" value={account} onChange={setAccount} placeholder="Binance main" autoFocus />
        <TextField label="Instrument" value={instrument} onChange={setInstrument} placeholder="BTC/USDT:USDT" />
      </div>
      <div className="field-pair">
        <TextField label="Quantity, short negative" value={quantity} onChange={setQuantity} isAmount />
        <TextField label="Average price, if known" value={price} onChange={setPrice} isAmount />
      </div>
    </EditForm>
  );
}
