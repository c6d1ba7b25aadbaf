import { create } from 'zustand';
import type { MendAction } from '../../../shared/contract/reconcile.ts';
import type { Result } from '../../../shared/result/result.ts';
import type { Api } from '../../api/client.ts';
import { chooseFiles } from '../../commands/commands.ts';
import { openPanel } from '../../layout/dock-store.ts';
import { tellDone, tellFault } from '../../layout/toasts.tsx';
import { startEdit } from '../accounts/use-accounts.ts';

/** The account whose reconciliation is shown in Accounts; null for none. */
export const useReconciliation = create<{ readonly account: string | null }>(() => ({ account: null }));

export function showReconciliation(account: string | null): void {
  useReconciliation.setState({ account });
}

/** What the button of a line says. */
export const actionText: Readonly<Record<MendAction['kind'], string>> = {
  'state-position': 'State as reported',
  'state-opening': 'State opening…',
  'confirm-position': 'State position…',
  'state-wallet': 'State wallet…',
  'add-cash': 'Book the difference',
  'account-settings': 'State venue…',
  'isolated-margin': 'State margin…',
  'import-margin-table': 'Margin tables',
  'import-files': 'Import files…',
  'mend-row': 'Show failed rows',
  'remove-row': 'Take the second back',
};

/** Does the one thing that mends a line, by the calls that there are for it by hand; undo takes it back. */
export async function mend(api: Api, action: MendAction): Promise<void> {
  switch (action.kind) {
    case 'state-position': {
      const { account, instrument, quantity, averagePrice, side, timeMs } = action;
      const entry = {
        kind: 'position',
        account,
        instrument,
        quantity,
        averagePrice,
        positionSide: side,
        timeMs,
      } as const;
      return tell(await api.client['book.add'](entry));
    }
    case 'add-cash': {
      const { account, asset, amount, timeMs } = action;
      const isOut = amount.startsWith('-');
      const entry = { account, asset, amount: isOut ? amount.slice(1) : amount, timeMs };
      return tell(await api.client['book.add']({ ...entry, kind: isOut ? 'withdrawal' : 'deposit' }));
    }
    case 'remove-row':
      return tell(await api.client['book.edit']({ edit: { kind: 'remove-row', eventId: action.eventId } }));
    case 'state-opening':
      return startEdit({ kind: 'opening', account: action.account, instrument: action.instrument });
    case 'confirm-position':
      return startEdit({ kind: 'confirm', account: action.account, instrument: action.instrument, side: action.side });
    case 'state-wallet':
      return startEdit({ kind: 'wallet', account: action.account, asset: action.asset, timeMs: action.timeMs ?? null });
    case 'account-settings':
      return startEdit({ kind: 'settings', account: action.account });
    case 'isolated-margin':
      return startEdit({ kind: 'instrument', account: action.account, instrument: action.instrument });
    case 'import-margin-table':
      return openPanel('tables');
    case 'import-files':
      return chooseFiles(api);
    case 'mend-row':
      return openPanel('imports');
  }
}

function tell(made: Result<{ readonly description: string }>): void {
  if (made.ok) tellDone(made.value.description, 'Ctrl Z takes it back.');
  else tellFault(made.fault);
}
