import { useMemo, useState } from 'react';
import type { AccountView } from '../../../shared/contract/views.ts';
import { useApi } from '../../api/client.ts';
import { useCall } from '../../api/queries.ts';
import { chooseFiles, useDialogs } from '../../commands/commands.ts';
import { openPanel } from '../../layout/dock-store.ts';
import { usePainted } from '../../layout/painted.ts';
import type { PanelProps } from '../../layout/panel-props.ts';
import { useWidth } from '../../layout/use-size.ts';
import { ColumnItems } from '../../widgets/column-menu.tsx';
import { EmptyState, FaultState } from '../../widgets/empty-state.tsx';
import { Grid } from '../../widgets/grid.tsx';
import { MenuItem, MenuLine, PanelMenu } from '../../widgets/menu.tsx';
import { NotesStrip } from '../../widgets/notes-strip.tsx';
import { Shape } from '../../widgets/shape.tsx';
import { accountTarget } from '../explain/explain-cells.ts';
import { showRows } from '../events/use-events.ts';
import { Reconciliation } from '../reconcile/reconciliation.tsx';
import { useReconciliation } from '../reconcile/use-reconciliation.ts';
import { AccountDetail } from './account-detail.tsx';
import { accountColumns } from './columns.tsx';
import {
  accountsByDanger,
  editFor,
  openAccount,
  questionAction,
  questionToAsk,
  startEdit,
  useAccounts,
  useAccountsSettings,
} from './use-accounts.ts';

const noAccounts: readonly AccountView[] = [];

/** Every account with its state; under the list the one question that matters most. */
export function AccountsPanel({ isVisible }: PanelProps) {
  const api = useApi();
  const query = useAccounts();
  const { opened, selected } = useAccountsSettings();
  const base = useCall('vault.info', {}).data?.base ?? 'USD';
  const [isGridPainted, setGridPainted] = useState(false);
  const [width, widthRef] = useWidth();
  const given = query.data?.accounts ?? noAccounts;
  const accounts = useMemo(() => accountsByDanger(given), [given]);
  const account = accounts.find(({ name }) => name === opened);
  const { account: asked } = useReconciliation();
  const reconciled = accounts.find(({ name }) => name === asked);
  const isDetail = account !== undefined || reconciled !== undefined;
  const isPainted = query.data !== undefined && (accounts.length === 0 || isDetail || isGridPainted);
  usePainted('accounts', isVisible, query.error !== null || isPainted);
  const isNarrow = width < 640;
  const asOfMs = query.data?.asOfMs ?? 0;
  const columns = useMemo(() => accountColumns(base, asOfMs, isNarrow, accounts), [base, asOfMs, isNarrow, accounts]);

  if (query.error !== null) return <FaultState error={query.error} />;
  if (query.data === undefined) return <div className="panel" />;
  if (accounts.length === 0) {
    return (
      <EmptyState
        title="No account yet"
        action={
          <button type="button" className="button" onClick={() => chooseFiles(api)}>
            Import…
          </button>
        }
      >
        An account comes with the first file that you import, or with a position that you state by hand.
      </EmptyState>
    );
  }
  return (
    <div className="panel" ref={widthRef}>
      {reconciled !== undefined ? (
        <Reconciliation account={reconciled.name} />
      ) : account === undefined ? (
        <>
          <Grid
            label="All accounts"
            name="accounts"
            explain={accountTarget}
            mainColumn="nearest"
            isMultiRow
            columns={columns}
            rows={accounts}
            rowId={(row) => row.name}
            density="plain"
            selectedId={selected ?? accounts[0]?.name ?? null}
            onSelect={(row) => useAccountsSettings.setState({ selected: row.name })}
            onOpen={(row) => openAccount(row.name)}
            onLetter={letter}
            onPainted={() => setGridPainted(true)}
            rowClassRules={rowRules}
          />
          <QuestionBar accounts={accounts} selected={selected} />
        </>
      ) : (
        <AccountDetail account={account} base={base} asOfMs={asOfMs} width={width} />
      )}
      <NotesStrip notes={query.data.notes} />
    </div>
  );
}

/** R shows the rows of the account. */
function letter(key: string, row: AccountView): boolean {
  if (key !== 'r') return false;
  showRows({ account: row.name });
  return true;
}

const rowRules = {
  out: ({ data }: { data: AccountView | undefined }) => data?.state === 'unknown',
};

function QuestionBar({
  accounts,
  selected,
}: {
  readonly accounts: readonly AccountView[];
  readonly selected: string | null;
}) {
  const asked = questionToAsk(accounts, selected);
  const name = selected ?? accounts[0]?.name ?? '';
  return (
    <div className="tools question">
      {asked === null ? (
        <span className="grow t3 ellipsis">Nothing is asked: every account says what its figures need.</span>
      ) : (
        <>
          <Shape state="watch" label="question" />
          <span className="grow ellipsis" title={asked.question.text}>
            <strong>{asked.account.name}</strong>: {withoutName(asked.question.text, asked.account.name)}
          </span>
          <button
            type="button"
            className="button"
            onClick={() => {
              const edit = editFor(asked.account.name, asked.question);
              if (edit === null) openPanel('imports');
              else startEdit(edit);
            }}
          >
            {questionAction[asked.question.kind]}
          </button>
        </>
      )}
      <button
        type="button"
        className="button quiet"
        onClick={() => openAccount(name)}
        title={`Positions, balances and settings of ${name} (Enter)`}
      >
        Open account
      </button>
    </div>
  );
}

/** The name stands before the text already. */
function withoutName(text: string, name: string): string {
  return text.startsWith(name) ? text.slice(name.length).replace(/^[,:]?\s*/, '') : text;
}

export function AccountsActions() {
  const { opened, selected } = useAccountsSettings();
  const account = opened ?? selected;
  return (
    <PanelMenu label="Accounts menu">
      <ColumnItems grid="accounts" />
      <MenuLine />
      <MenuItem onSelect={() => useDialogs.setState({ open: 'add-position' })}>State a position…</MenuItem>
      {account !== null && (
        <>
          <MenuItem onSelect={() => startEdit({ kind: 'wallet', account, asset: null })}>
            State wallet of {account}…
          </MenuItem>
          <MenuItem onSelect={() => startEdit({ kind: 'settings', account })}>Venue and modes of {account}…</MenuItem>
          <MenuItem onSelect={() => startEdit({ kind: 'cash', account })}>Deposit or withdrawal…</MenuItem>
          <MenuItem onSelect={() => startEdit({ kind: 'trade', account, instrument: null })}>Trade by hand…</MenuItem>
          <MenuItem onSelect={() => showRows({ account })}>Rows of {account}</MenuItem>
        </>
      )}
    </PanelMenu>
  );
}
