import { useState } from 'react';
import { success, type Result } from '../../../shared/result/result.ts';
import type { BookEdit } from '../../../shared/contract/edits.ts';
import { SelectField, TextField } from '../../widgets/fields.tsx';
import { EditForm } from './edit-form.tsx';
import { neededAmount, neededWord, optionalTime } from './read-fields.ts';
import { TimeField } from './trade-fields.tsx';
import { useAccounts } from './use-accounts.ts';

/** Money that came in or went out and that no file says. */
export function CashDialog({ account }: { readonly account: string }) {
  const balances = useAccounts().data?.accounts.find(({ name }) => name === account)?.balances ?? [];
  const [kind, setKind] = useState<'deposit' | 'withdrawal'>('deposit');
  const [asset, setAsset] = useState(balances[0]?.asset ?? '');
  const [amount, setAmount] = useState('');
  const [time, setTime] = useState('');

  function read(): Result<BookEdit> {
    const moved = neededWord('The asset', asset, 'Name it, such as USDT.');
    if (!moved.ok) return moved;
    const size = neededAmount('Amount', amount);
    if (!size.ok) return size;
    const instant = optionalTime(time);
    if (!instant.ok) return instant;
    const entry = { kind, account, asset: moved.value, amount: size.value, timeMs: instant.value };
    return success({ kind: 'add', entry });
  }

  return (
    <EditForm
      title={`Deposit or withdrawal of ${account}`}
      description="Money that came in or went out: it moves the balance and is no performance."
      action={kind === 'deposit' ? 'Book the deposit' : 'Book the withdrawal'}
      edit={read()}
    >
      <div className="field-pair">
        <SelectField
          label="What it is"
          value={kind}
          options={[
            { value: 'deposit', text: 'deposit' },
            { value: 'withdrawal', text: 'withdrawal' },
          ]}
          onChange={(value) => setKind(value === 'withdrawal' ? 'withdrawal' : 'deposit')}
        />
        <TextField label="Asset" value={asset} onChange={setAsset} list={balances.map((one) => one.asset)} />
      </div>
      <div className="field-pair">
        <TextField label="Amount" value={amount} onChange={setAmount} unit={asset} isAmount autoFocus />
        <TimeField value={time} onChange={setTime} />
      </div>
    </EditForm>
  );
}
