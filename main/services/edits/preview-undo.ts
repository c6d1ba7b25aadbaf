import type { LedgerBalance, LedgerPosition } from '../../../shared/book/position.ts';
import type { UndoPreview } from '../../../shared/contract/vault.ts';
import { success, type Result } from '../../../shared/result/result.ts';
import type { ServiceContext } from '../context.ts';
import { walkBook } from '../book/running-state.ts';
import { pairs } from './pairs.ts';
import { liveChange, reviveAfter, withJob } from './undo-change.ts';

/**
 * What the book would be without one change: it is taken back, looked at, and everything rolled back, so that the figures
 * are those of doing it. Faults: those of `undoChange`.
 */
export function previewUndo(context: ServiceContext, changeId: number, jobId: string | null): Result<UndoPreview> {
  const change = liveChange(context, changeId);
  if (!change.ok) return change;
  const { description, kind } = change.value;
  const before = lookAt(context);
  return withJob(context, jobId, `Looking at what would change`, (job) =>
    context.vault.changes.takeBack(changeId, context.now(), false, (stepId): Result<UndoPreview> => {
      const left = lookAt(context);
      const revived = reviveAfter(context, changeId, stepId, job);
      if (!revived.ok) return revived;
      const after = lookAt(context);
      return success({
        changeId,
        description,
        isImport: kind === 'import',
        rowsWithdrawn: before.rows - after.rows,
        rowsBack: revived.value.map(({ entry, rows }) => ({ importId: entry.importId, path: entry.path, rows })),
        failuresGone: before.failures - left.failures,
        failuresBack: after.failures - left.failures,
        positions: changedPositions(before.positions, after.positions),
        balances: changedBalances(before.balances, after.balances),
      });
    }),
  );
}

interface Look {
  readonly rows: number;
  readonly failures: number;
  readonly positions: readonly LedgerPosition[];
  readonly balances: readonly LedgerBalance[];
}

/** Folded anew: what is kept by the state of the vault must not learn of a state that is rolled back. */
function lookAt(context: ServiceContext): Look {
  const { events, marks, imports } = context.vault;
  const { positions, balances } = walkBook(context, context.now()).reading;
  return { rows: events.count() + marks.count(), failures: imports.openFailures().length, positions, balances };
}

type PositionChange = UndoPreview['positions'][number];

function changedPositions(before: readonly LedgerPosition[], after: readonly LedgerPosition[]): PositionChange[] {
  const key = ({ account, instrument, leg }: LedgerPosition) => `${account}\n${instrument}\n${leg}`;
  return pairs(before, after, key).flatMap(([was, becomes]) => {
    const named = was ?? becomes;
    if (named === undefined || (was !== undefined && becomes !== undefined && isSame(was, becomes))) return [];
    const { account, instrument, leg } = named;
    const becomesIncomplete = was?.incomplete == null ? (becomes?.incomplete?.reason ?? null) : null;
    return [{ account, instrument, side: leg, before: stateOf(was), after: stateOf(becomes), becomesIncomplete }];
  });
}

function isSame(a: LedgerPosition, b: LedgerPosition): boolean {
  return (
    a.status === b.status &&
    a.quantity === b.quantity &&
    a.averagePrice === b.averagePrice &&
    a.realizedPnl === b.realizedPnl
  );
}

function stateOf(position: LedgerPosition | undefined): PositionChange['before'] {
  if (position === undefined) return null;
  const { status, quantity } = position;
  return { status, quantity: position.incomplete === null ? quantity : null };
}

function changedBalances(before: readonly LedgerBalance[], after: readonly LedgerBalance[]): UndoPreview['balances'] {
  const key = ({ account, asset }: LedgerBalance) => `${account}\n${asset}`;
  return pairs(before, after, key).flatMap(([was, becomes]) => {
    const named = was ?? becomes;
    if (named === undefined || (was?.amount === becomes?.amount && was?.status === becomes?.status)) return [];
    const [amount, then] = [amountOf(was), amountOf(becomes)];
    // A balance of which nobody knows the beginning is none to lose.
    return amount === null && then === null
      ? []
      : [{ account: named.account, asset: named.asset, before: amount, after: then }];
  });
}

function amountOf(balance: LedgerBalance | undefined): string | null {
  return balance?.status === 'known' ? balance.amount : null;
}
