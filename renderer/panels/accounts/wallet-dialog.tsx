import { useState } from 'react';
import type { AccountView } from '../../../shared/contract/views.ts';
import { useApi } from '../../api/client.ts';
import { readTypedAmount } from '../../format/typed-amount.ts';
import { Dialog, DialogActions } from '../../widgets/dialog.tsx';
import { TextField } from '../../widgets/fields.tsx';
import { endEdit } from './use-accounts.ts';
import { useChange } from './use-change.ts';

/** States what the venue shows as wallet balance; it replaces what the files would give from now on. */
export function WalletDialog({
  account,
  asset,
  balances,
}: {
  readonly account: string;
  readonly asset: string | null;
  readonly balances: AccountView['balances'];
}) {
  const api = useApi();
  const change = useChange();
  const known = balances.find((balance) => balance.asset === asset && balance.status === 'known');
  const [word, setWord] = useState(asset ?? balances[0]?.asset ?? 'USDT');
  const [amount, setAmount] = useState(known?.amount ?? '');

  function state(): void {
    const read = readTypedAmount(amount);
    if (!read.ok) return change.show(read.fault.message);
    void change.make(() =>
      api.client['accounts.set']({ name: account, wallet: [{ asset: word.trim(), amount: read.value }] }),
    );
  }

  return (
    <Dialog
      title={`Wallet of ${account}`}
      description="As the venue shows it: without unrealised P&L, with the margin of isolated positions. It holds from now on; later rows add to it."
      onClose={endEdit}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          state();
        }}
      >
        <div className="field-pair">
          <TextField label="Asset" value={word} onChange={setWord} list={balances.map((balance) => balance.asset)} />
          <TextField
            label="Wallet balance"
            value={amount}
            onChange={setAmount}
            unit={word}
            problem={change.problem}
            isAmount
            autoFocus
          />
        </div>
        <DialogActions action="State wallet" isBusy={change.isBusy} onCancel={endEdit} />
      </form>
    </Dialog>
  );
}
