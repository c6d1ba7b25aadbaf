import { useState } from 'react';
import { parCurrency } from '../../../shared/book/asset.ts';
import type { BookEdit } from '../../../shared/contract/edits.ts';
import { success, type Result } from '../../../shared/result/result.ts';
import { useCall } from '../../api/queries.ts';
import { TextField } from '../../widgets/fields.tsx';
import { EditForm } from './edit-form.tsx';
import { neededWord, optionalAmount } from './read-fields.ts';

const common = ['USD', 'EUR', 'GBP', 'CHF', 'JPY', 'CAD', 'AUD', 'USDT', 'USDC'] as const;

/** In which currency every figure of the window is told. */
export function BaseDialog() {
  const present = useCall('vault.info', {}).data?.base ?? 'USD';
  const [currency, setCurrency] = useState('');
  const [rate, setRate] = useState('');
  const word = currency.trim().toUpperCase();
  const isAtPar = (parCurrency(word) ?? word) === (parCurrency(present) ?? present);

  function read(): Result<BookEdit> {
    const named = neededWord('The currency', currency, 'Name it, such as EUR.');
    if (!named.ok) return named;
    const worth = isAtPar ? success(null) : optionalAmount('Rate', rate);
    return worth.ok ? success({ kind: 'base', currency: named.value, rate: worth.value }) : worth;
  }

  return (
    <EditForm
      title="Base currency"
      description={`Every figure in money is told in ${present} now. What has no rate to the new one is missing until you give it.`}
      action="Change the currency"
      edit={read()}
    >
      <div className="field-pair">
        <TextField
          label="Currency"
          value={currency}
          onChange={setCurrency}
          list={common.filter((one) => one !== present)}
          placeholder="EUR"
          autoFocus
        />
        {!isAtPar && word !== '' && (
          <TextField
            label={`Rate: 1 ${word} in ${present}`}
            value={rate}
            onChange={setRate}
            placeholder="as the book knows it"
            isAmount
          />
        )}
      </div>
    </EditForm>
  );
}
