import type { LedgerPosition } from '../../../shared/book/position.ts';
import type { AccountView, Cell } from '../../../shared/contract/views.ts';
import type { EditPreview, PositionThen, ReadBookEdit } from '../../../shared/contract/edits.ts';
import type { EpochMs } from '../../../shared/units/unit.ts';
import { success, type Result } from '../../../shared/result/result.ts';
import { noCell } from '../../views/figures.ts';
import { bookAt, instantOf } from '../book/book-at.ts';
import type { ServiceContext } from '../context.ts';
import { planEdit } from './edit-book.ts';
import { pairs } from './pairs.ts';
import { accounts, headline } from '../figures/panel-views.ts';

/**
 * What the book would be after an edit: it is made, looked at, and rolled back, so that the figures are those of making
 * it. Faults: those of the edit.
 */
export function previewEdit(context: ServiceContext, edit: ReadBookEdit): Result<EditPreview> {
  const still = standStill(context);
  const planned = planEdit(still, edit);
  if (!planned.ok) return planned;
  const { kind, description, write } = planned.value;
  // What the panels show is kept already; that it is some seconds old changes no figure.
  const before = lookAt(context, instantOf(context, null));
  const made = context.vault.changes.make(kind, still.now(), (changeId) => {
    write(changeId);
    return success({ keep: false, value: lookAt(standStill(still), still.now()) });
  });
  if (!made.ok) return made;
  const after = made.value.value;
  return success({
    description,
    base: { before: before.base, after: after.base },
    positions: changedPositions(before, after),
    balances: changedBalances(before, after),
    accounts: changedAccounts(before, after),
    book: { before: before.equity, after: after.equity },
  });
}

/**
 * The same vault at one instant, under a name of its own: what is kept by the state of the vault must not learn of a
 * state that is rolled back.
 */
function standStill(context: ServiceContext): ServiceContext {
  const now = context.now();
  return { ...context, vault: { ...context.vault }, now: () => now };
}

interface Look {
  readonly base: string;
  readonly equity: Cell;
  readonly positions: readonly (LedgerPosition & { readonly settlementAsset: string })[];
  readonly balances: readonly { readonly account: string; readonly asset: string; readonly amount: string | null }[];
  readonly accounts: readonly AccountView[];
}

function lookAt(context: ServiceContext, asOfMs: EpochMs): Look {
  const { ledger, base, instrumentOf } = bookAt(context, asOfMs);
  const { status, value, reason, mend, flags } = headline(context, asOfMs).equity;
  return {
    base,
    equity: { status, value, reason, mend, flags },
    positions: ledger.positions.map((one) => ({ ...one, settlementAsset: instrumentOf(one.instrument).settleAsset })),
    balances: ledger.balances.map(({ account, asset, amount, status: known }) => ({
      account,
      asset,
      amount: known === 'known' ? amount : null,
    })),
    accounts: accounts(context, asOfMs).accounts,
  };
}

function changedPositions(before: Look, after: Look): EditPreview['positions'] {
  const key = ({ account, instrument, leg }: LedgerPosition) => `${account}\n${instrument}\n${leg}`;
  return pairs(before.positions, after.positions, key).flatMap(([was, becomes]) => {
    const named = was ?? becomes;
    if (named === undefined) return [];
    const [then, now] = [thenOf(before, was), thenOf(after, becomes)];
    if (JSON.stringify(then) === JSON.stringify(now)) return [];
    const { account, instrument, leg, settlementAsset } = named;
    return [{ account, instrument, side: leg, settlementAsset, before: then, after: now }];
  });
}

function thenOf(look: Look, position: Look['positions'][number] | undefined): PositionThen | null {
  if (position === undefined) return null;
  const { account, instrument, status, incomplete, quantity, averagePrice, realizedPnl, flags, leg } = position;
  const known = incomplete === null;
  const shown = look.accounts
    .find(({ name }) => name === account)
    ?.positions.find((one) => one.instrument === instrument && (leg === 'net' || one.side === leg));
  return {
    status,
    quantity: known ? quantity : null,
    averagePrice: known ? averagePrice : null,
    realizedPnl: known && !flags.includes('realised-without-cost') ? realizedPnl : null,
    liquidation: shown?.liquidation ?? noCell,
    reason: incomplete?.reason ?? null,
  };
}

function changedBalances(before: Look, after: Look): EditPreview['balances'] {
  return pairs(before.balances, after.balances, ({ account, asset }) => `${account}\n${asset}`).flatMap(
    ([was, becomes]) => {
      const named = was ?? becomes;
      const [then, now] = [was?.amount ?? null, becomes?.amount ?? null];
      return named === undefined || then === now
        ? []
        : [{ account: named.account, asset: named.asset, before: then, after: now }];
    },
  );
}

function changedAccounts(before: Look, after: Look): EditPreview['accounts'] {
  return pairs(before.accounts, after.accounts, ({ name }) => name).flatMap(([was, becomes]) => {
    const named = was ?? becomes;
    const [then, now] = [figuresOf(was), figuresOf(becomes)];
    return named === undefined || JSON.stringify(then) === JSON.stringify(now)
      ? []
      : [{ account: named.name, before: then, after: now }];
  });
}

function figuresOf(account: AccountView | undefined) {
  if (account === undefined) return null;
  const { equity, maintenance, marginRatio } = account;
  return { equity, maintenance, marginRatio };
}
