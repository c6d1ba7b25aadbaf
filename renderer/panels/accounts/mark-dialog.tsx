import { useState } from 'react';
import { success } from '../../../shared/result/result.ts';
import { TextField } from '../../widgets/fields.tsx';
import { EditForm } from './edit-form.tsx';
import { neededAmount } from './read-fields.ts';

/** States a price of now for an instrument. */
export function MarkDialog({ instrument }: { readonly instrument: string }) {
  const [price, setPrice] = useState('');
  const read = neededAmount('Mark', price);
  return (
    <EditForm
      title={`Mark of ${instrument}`}
      description="The price now; every figure built on it follows."
      action="State mark"
      edit={read.ok ? success({ kind: 'marks', marks: [{ instrument, price: read.value }] }) : read}
    >
      <TextField label="Mark" value={price} onChange={setPrice} isAmount autoFocus />
    </EditForm>
  );
}
