import type { ReadBookEdit } from '../../../shared/contract/edits.ts';
import { assertNever, success, type Result } from '../../../shared/result/result.ts';
import { planAccount } from './account-settings.ts';
import { planEntry } from './add-entry.ts';
import { planBase } from './base-currency.ts';
import { planClose } from './close-position.ts';
import { makePlanned, type PlannedChange, type ServiceContext } from '../context.ts';
import { planAmount } from './correct-amount.ts';
import { planRemoval, planTrade } from './correct-trade.ts';
import { planTableFile } from './import-margin-table.ts';
import { planMarks } from './state-marks.ts';
import { planTable, planTableRemoval } from './edit-margin-table.ts';

/** Makes one change by hand, whole. Faults: those of its kind, and `nothing-changes`. */
export function editBook(
  context: ServiceContext,
  edit: ReadBookEdit,
): Result<{ readonly changeId: number | null; readonly description: string }> {
  const planned = planEdit(context, edit);
  return planned.ok ? makePlanned(context, planned.value) : planned;
}

/** What an edit would write; nothing is written. */
export function planEdit(context: ServiceContext, edit: ReadBookEdit): Result<PlannedChange> {
  switch (edit.kind) {
    case 'add':
      return planEntry(context, edit.entry);
    case 'account':
      return planAccountAndMarks(context, edit);
    case 'marks':
      return planMarks(context, edit.marks);
    case 'correct-trade':
      return planTrade(context, edit);
    case 'correct-amount':
      return planAmount(context, edit.eventId, edit.amount);
    case 'remove-row':
      return planRemoval(context, edit.eventId);
    case 'close':
      return planClose(context, edit);
    case 'margin-table':
      return planTable(context, edit);
    case 'remove-margin-table':
      return planTableRemoval(context, edit);
    case 'table-file':
      return planTableFile(context, edit.file);
    case 'base':
      return planBase(context, edit.currency, edit.rate);
    default:
      return assertNever(edit);
  }
}

/** What a dialog states of an account and of a price at once is one change. */
function planAccountAndMarks(
  context: ServiceContext,
  { change, marks }: Extract<ReadBookEdit, { readonly kind: 'account' }>,
): Result<PlannedChange> {
  const settings = planAccount(context, change);
  if (!settings.ok || marks.length === 0) return settings;
  const prices = planMarks(context, marks);
  if (!prices.ok) return prices;
  return success({
    kind: 'account',
    description: `${settings.value.description}; ${prices.value.description}`,
    write: (changeId) => {
      settings.value.write(changeId);
      prices.value.write(changeId);
    },
  });
}
