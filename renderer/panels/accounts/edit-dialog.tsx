import { assertNever } from '../../../shared/result/result.ts';
import type { AccountView } from '../../../shared/contract/views.ts';
import { useCall } from '../../api/queries.ts';
import { InstrumentDialog } from './instrument-dialog.tsx';
import { MarkDialog } from './mark-dialog.tsx';
import { OpeningDialog } from './opening-dialog.tsx';
import { SettingsDialog } from './settings-dialog.tsx';
import { useAccountsSettings, type Edit } from './use-accounts.ts';
import { WalletDialog } from './wallet-dialog.tsx';

/** The dialog of what is being stated, from whichever panel. */
export function EditHost() {
  const edit = useAccountsSettings((state) => state.edit);
  const accounts = useCall('views.accounts', {}, edit !== null).data?.accounts ?? [];
  return edit === null ? null : <EditDialog edit={edit} accounts={accounts} />;
}

function EditDialog({ edit, accounts }: { readonly edit: Edit; readonly accounts: readonly AccountView[] }) {
  const account = 'account' in edit ? accounts.find(({ name }) => name === edit.account) : undefined;
  switch (edit.kind) {
    case 'wallet':
      return <WalletDialog account={edit.account} asset={edit.asset} balances={account?.balances ?? []} />;
    case 'opening':
      return <OpeningDialog account={edit.account} instrument={edit.instrument} />;
    case 'mark':
      return <MarkDialog instrument={edit.instrument} />;
    case 'settings':
      return account === undefined ? null : <SettingsDialog account={account} />;
    case 'instrument': {
      const position = account?.positions.find(({ instrument }) => instrument === edit.instrument);
      return position === undefined ? null : <InstrumentDialog account={edit.account} position={position} />;
    }
    default:
      return assertNever(edit);
  }
}
