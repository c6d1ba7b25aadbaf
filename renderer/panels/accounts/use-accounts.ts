import { create } from 'zustand';
import type { MarginTableEntry, PageRow } from '../../../shared/contract/edits.ts';
import type { AccountView } from '../../../shared/contract/views.ts';
import { useCall } from '../../api/queries.ts';

type Side = 'long' | 'short';

/** What is being stated in a dialog: of an account, a row, a margin table or the book. */
export type Edit =
  | {
      readonly kind: 'wallet';
      readonly account: string;
      readonly asset: string | null;
      /** Of a report that it is to be held against; now without one. */
      readonly timeMs?: number | null;
    }
  | { readonly kind: 'opening'; readonly account: string; readonly instrument: string | null }
  | {
      readonly kind: 'confirm';
      readonly account: string;
      readonly instrument: string;
      readonly side: 'long' | 'short' | null;
    }
  | { readonly kind: 'instrument'; readonly account: string; readonly instrument: string }
  | { readonly kind: 'mark'; readonly instrument: string }
  | { readonly kind: 'position' | 'close'; readonly account: string; readonly instrument: string; readonly side: Side }
  | { readonly kind: 'trade'; readonly account: string | null; readonly instrument: string | null }
  | { readonly kind: 'cash'; readonly account: string }
  | { readonly kind: 'correct' | 'remove'; readonly row: PageRow }
  | { readonly kind: 'base' }
  | { readonly kind: 'table'; readonly table: MarginTableEntry | null }
  | { readonly kind: 'remove-table'; readonly table: MarginTableEntry }
  | { readonly kind: 'table-file'; readonly file: { readonly name: string; readonly text: string } }
  | { readonly kind: 'settings' | 'rules'; readonly account: string };

interface AccountsSettings {
  /** The account whose positions and balances are open; null for the list. */
  readonly opened: string | null;
  readonly selected: string | null;
  readonly edit: Edit | null;
}

export const useAccountsSettings = create<AccountsSettings>(() => ({ opened: null, selected: null, edit: null }));

export function startEdit(edit: Edit): void {
  useAccountsSettings.setState({ edit });
}

export function endEdit(): void {
  useAccountsSettings.setState({ edit: null });
}

export function openAccount(name: string | null): void {
  useAccountsSettings.setState(name === null ? { opened: null } : { opened: name, selected: name });
}

export function useAccounts() {
  return useCall('views.accounts', {});
}

const severity = { danger: 0, watch: 1, safe: 2, unknown: 3 } as const;

/** Worst state first, in it the nearest liquidation; what is not known stands last. */
export function accountsByDanger(accounts: readonly AccountView[]): readonly AccountView[] {
  const distance = ({ nearest }: AccountView) => Math.abs(nearest?.distanceFraction ?? Number.MAX_VALUE);
  return accounts.toSorted((a, b) => severity[a.state] - severity[b.state] || distance(a) - distance(b));
}

type Question = NonNullable<AccountView['question']>;

/** The one question asked under the list: of the selected account if it has one, else of the first that has. */
export function questionToAsk(
  accounts: readonly AccountView[],
  selected: string | null,
): { readonly account: AccountView; readonly question: Question } | null {
  const inOrder = [...accounts.filter(({ name }) => name === selected), ...accounts];
  for (const account of inOrder) if (account.question !== null) return { account, question: account.question };
  return null;
}

/** What the button beside a question says. */
export const questionAction: Readonly<Record<Question['kind'], string>> = {
  wallet: 'State wallet…',
  opening: 'State opening…',
  mark: 'State mark…',
  venue: 'State venue…',
  leverage: 'State leverage…',
  'failed-rows': 'Show failed rows',
};

/** The dialog that answers a question; null where another panel answers it. */
export function editFor(account: string, question: Question): Edit | null {
  switch (question.kind) {
    case 'wallet':
      return { kind: 'wallet', account, asset: question.asset };
    case 'opening':
      return { kind: 'opening', account, instrument: question.instrument };
    case 'mark':
      return question.instrument === null ? null : { kind: 'mark', instrument: question.instrument };
    case 'venue':
      return { kind: 'settings', account };
    case 'leverage':
      return question.instrument === null
        ? { kind: 'settings', account }
        : { kind: 'instrument', account, instrument: question.instrument };
    case 'failed-rows':
      return null;
  }
}
