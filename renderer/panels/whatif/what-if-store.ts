import { create } from 'zustand';
import type { WhatIfTicket } from '../../../shared/contract/whatif.ts';
import { openPanel } from '../../layout/dock-store.ts';
import { blankTicket, typedTicket, type TypedTicket } from './typed-ticket.ts';

/** One what-if as it stands in the window, kept or not. */
export interface DraftWhatIf {
  readonly key: number;
  /** What it is called while it has no name; stays when others go. */
  readonly letter: string;
  /** Under which it is kept; null while it only stands here. */
  readonly name: string | null;
  readonly tickets: readonly TypedTicket[];
}

interface WhatIfState {
  readonly drafts: readonly DraftWhatIf[];
  /** The one whose tickets stand in the form. */
  readonly selected: number;
}

const start: WhatIfState = {
  drafts: [{ key: 1, letter: 'A', name: null, tickets: [blankTicket(1, '')] }],
  selected: 1,
};

export const useWhatIfs = create<WhatIfState>(() => start);

let made = 1;

function nextKey(): number {
  made += 1;
  return made;
}

/** Its letter, or the name under which it is kept; a name of one letter stands in quotes, for it is no place in the row. */
export function draftLabel({ letter, name }: DraftWhatIf): string {
  return name === null ? letter : name.length === 1 ? `“${name}”` : name;
}

function freeLetter(drafts: readonly DraftWhatIf[]): string {
  const used = new Set(drafts.map(({ letter }) => letter));
  return [...'ABCDEFGH'].find((letter) => !used.has(letter)) ?? 'A';
}

/** It is kept under the name from now on; another one that stood for the name stands for itself. */
export function nameDraft(key: number, name: string): void {
  useWhatIfs.setState(({ drafts }) => ({
    drafts: drafts.map((one) =>
      one.key === key ? { ...one, name } : one.name === name ? { ...one, name: null } : one,
    ),
  }));
}

export const mostDrafts = 6;

export function addDraft(draft: {
  readonly name: string | null;
  readonly tickets: readonly WhatIfTicket[] | null;
}): void {
  const key = nextKey();
  const { drafts } = useWhatIfs.getState();
  const tickets = draft.tickets?.map((ticket) => typedTicket(nextKey(), ticket)) ?? [blankTicket(nextKey(), '')];
  // What nobody has filled in makes room for what is loaded.
  const others = drafts.filter((one) => draft.tickets === null || !isBlank(one));
  const kept = others.filter(({ name }) => draft.name === null || name !== draft.name).slice(-(mostDrafts - 1));
  useWhatIfs.setState({
    drafts: [...kept, { key, letter: freeLetter(kept), name: draft.name, tickets }],
    selected: key,
  });
}

function isBlank({ tickets }: DraftWhatIf): boolean {
  return tickets.every(({ instrument, size, amount, asset }) => `${instrument}${size}${amount}${asset}` === '');
}

export function discardDraft(key: number): void {
  const rest = useWhatIfs.getState().drafts.filter((one) => one.key !== key);
  const last = rest.at(-1);
  if (last === undefined) {
    const draft = { key: nextKey(), letter: 'A', name: null, tickets: [blankTicket(nextKey(), '')] };
    useWhatIfs.setState({ drafts: [draft], selected: draft.key });
  } else useWhatIfs.setState({ drafts: rest, selected: last.key });
}

function changeDraft(key: number, change: (draft: DraftWhatIf) => DraftWhatIf): void {
  useWhatIfs.setState(({ drafts }) => ({ drafts: drafts.map((one) => (one.key === key ? change(one) : one)) }));
}

export function changeTicket(draft: number, ticket: TypedTicket): void {
  changeDraft(draft, (one) => ({
    ...one,
    tickets: one.tickets.map((other) => (other.key === ticket.key ? ticket : other)),
  }));
}

export function addTicket(draft: number): void {
  changeDraft(draft, (one) => ({
    ...one,
    tickets: [...one.tickets, blankTicket(nextKey(), one.tickets.at(-1)?.account ?? '')],
  }));
}

export function removeTicket(draft: number, ticket: number): void {
  changeDraft(draft, (one) => ({ ...one, tickets: one.tickets.filter(({ key }) => key !== ticket) }));
}

/** Opens the panel with money that is paid in. */
export function askTopUp(account: string, asset: string, amount: number): void {
  addDraft({ name: null, tickets: [{ kind: 'top-up', account, asset, amount: String(amount) }] });
  openPanel('whatif');
}

/** Opens the panel with the closing of a position in the ticket. */
export function askWhatIf(account: string, instrument: string, leg: 'long' | 'short' | null): void {
  addDraft({
    name: null,
    tickets: [{ kind: 'close', account, instrument, leg, share: 1, price: null, feeRate: null }],
  });
  openPanel('whatif');
}
