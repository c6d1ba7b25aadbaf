import { assertNever } from '../../../shared/result/result.ts';
import type { AccountView } from '../../../shared/contract/views.ts';
import { useCall } from '../../api/queries.ts';
import { RemoveTableDialog } from '../margin-tables/remove-table-dialog.tsx';
import { TableDialog } from '../margin-tables/table-dialog.tsx';
import { TableFileDialog } from '../margin-tables/table-file-dialog.tsx';
import { BaseDialog } from './base-dialog.tsx';
import { CashDialog } from './cash-dialog.tsx';
import { CloseDialog } from './close-dialog.tsx';
import { CorrectAmountDialog, CorrectTradeDialog, RemoveRowDialog } from './correct-dialog.tsx';
import { InstrumentDialog } from './instrument-dialog.tsx';
import { MarkDialog } from './mark-dialog.tsx';
import { ConfirmDialog, OpeningDialog, PositionDialog } from './opening-dialog.tsx';
import { RulesHost } from './rules-dialog.tsx';
import { SettingsDialog } from './settings-dialog.tsx';
import { TradeDialog } from './trade-dialog.tsx';
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
      return (
        <WalletDialog
          account={edit.account}
          asset={edit.asset}
          timeMs={edit.timeMs ?? null}
          balances={account?.balances ?? []}
        />
      );
    case 'opening':
      return <OpeningDialog account={edit.account} instrument={edit.instrument} />;
    case 'confirm':
      return <ConfirmDialog account={edit.account} instrument={edit.instrument} side={edit.side} />;
    case 'position':
      return <PositionDialog account={edit.account} instrument={edit.instrument} side={edit.side} />;
    case 'close':
      return <CloseDialog account={edit.account} instrument={edit.instrument} side={edit.side} />;
    case 'trade':
      return <TradeDialog account={edit.account} instrument={edit.instrument} />;
    case 'cash':
      return <CashDialog account={edit.account} />;
    case 'correct':
      return edit.row.editable === 'amount' ? (
        <CorrectAmountDialog row={edit.row} />
      ) : (
        <CorrectTradeDialog row={edit.row} />
      );
    case 'remove':
      return <RemoveRowDialog row={edit.row} />;
    case 'mark':
      return <MarkDialog instrument={edit.instrument} />;
    case 'base':
      return <BaseDialog />;
    case 'table':
      return <TableDialog table={edit.table} />;
    case 'remove-table':
      return <RemoveTableDialog table={edit.table} />;
    case 'table-file':
      return <TableFileDialog file={edit.file} />;
    case 'settings':
      return account === undefined ? null : <SettingsDialog account={account} />;
    case 'rules':
      return account === undefined ? null : <RulesHost account={account} />;
    case 'instrument': {
      const position = account?.positions.find(({ instrument }) => instrument === edit.instrument);
      return position === undefined ? null : <InstrumentDialog account={edit.account} position={position} />;
    }
    default:
      return assertNever(edit);
  }
}
