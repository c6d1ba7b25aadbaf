import { useState } from 'react';
import type { BookEdit } from '../../../shared/contract/edits.ts';
import type { AccountView } from '../../../shared/contract/views.ts';
import { timeSecondsText } from '../../../shared/format/time.ts';
import { success, type Result } from '../../../shared/result/result.ts';
import { TextField } from '../../widgets/fields.tsx';
import { EditForm } from './edit-form.tsx';
import { neededAmount, neededWord } from './read-fields.ts';

/** States what the venue shows as wallet balance; it replaces what the files would give from now on. */
export function WalletDialog({
  account,
  asset,
  timeMs,
  balances,
}: {
  readonly account: string;
  readonly asset: string | null;
  /** The instant of which it is; null: now. */
  readonly timeMs: number | null;
  readonly balances: AccountView['balances'];
}) {
  const [word, setWord] = useState(asset ?? balances[0]?.asset ?? 'USDT');
  const known = balances.find((balance) => balance.asset === asset && balance.status === 'known' && timeMs === null);
  const [amount, setAmount] = useState(known?.amount ?? '');

  function read(): Result<BookEdit> {
    const named = neededWord('The asset', word, 'Name it, such as USDT.');
    if (!named.ok) return named;
    const held = neededAmount('Wallet balance', amount);
    if (!held.ok) return held;
    return success({
      kind: 'account',
      change: { name: account, wallet: [{ asset: named.value, amount: held.value, timeMs }] },
    });
  }

  return (
    <EditForm
      title={`Wallet of ${account}`}
      description={`As the venue ${timeMs === null ? 'shows it' : `showed it at ${timeSecondsText(timeMs)} UTC`}: without unrealised P&L, with the margin of isolated positions. It holds from ${timeMs === null ? 'now' : 'then'} on; later rows add to it.`}
      action="State wallet"
      edit={read()}
    >
      <div className="field-pair">
        <TextField label="Asset" value={word} onChange={setWord} list={balances.map((balance) => balance.asset)} />
        <TextField label="Wallet balance" value={amount} onChange={setAmount} unit={word} isAmount autoFocus />
      </div>
    </EditForm>
  );
}
