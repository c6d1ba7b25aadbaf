import { isCashMovement, type CashEvent } from '../../../shared/book/event.ts';
import { failure, success, type Result } from '../../../shared/result/result.ts';
import { formatScaled, scaledOf, type Decimal } from '../../../shared/units/decimal.ts';
import { coverageOf } from '../../ledger/fill-periods.ts';
import type { PlannedChange, ServiceContext } from '../context.ts';
import { fixedMend } from './edit-faults.ts';
import { ledgerSettings } from '../book/fold-book.ts';

/**
 * A movement of cash becomes another amount: the difference is booked at the same instant, as the same kind. So the
 * correction of a deposit stays a flow and no loss, one of funding stands with its position; 0 removes the movement.
 * Faults: `row-unknown`, `row-fixed`, `nothing-changes`.
 */
export function planAmount(context: ServiceContext, eventId: number, amount: string): Result<PlannedChange> {
  const event = context.vault.events.byId(eventId);
  if (event === null)
    return failure('row-unknown', 'This row is not in the book any longer.', 'Look at the list again.');
  if (!isCashMovement(event))
    return failure('row-fixed', `A row of the kind "${event.kind}" has no amount to correct.`, fixedMend);
  if (event.grain === 'ledger' && isCovered(context, event.account, event)) return failure(...covered);
  const difference = formatScaled(scaledOf(amount as Decimal) - scaledOf(event.amount));
  if (difference === '0') return failure('nothing-changes', 'The amount is as it was.', 'Change it, or cancel.');
  const words = `${event.kind} of ${event.amount} ${event.asset} in ${event.account}`;
  const correction: CashEvent = {
    kind: event.kind,
    timeMs: event.timeMs,
    sourceId: null,
    flags: ['stated'],
    asset: event.asset,
    amount: difference,
    instrument: event.instrument,
    // Where fills come to cover the row later, neither of the two moves anything.
    grain: event.grain,
    balanceAfter: null,
  };
  return success({
    kind: 'add',
    description: amount === '0' ? `Removed: ${words}` : `Corrected: ${words} becomes ${amount}`,
    write: (changeId) => context.vault.events.insert(changeId, event.account, correction),
  });
}

const covered = [
  'row-fixed',
  'This row repeats what the trades of the account say and moves nothing: there is nothing to correct.',
  'Correct the trade that it belongs to.',
] as const;

/** Whether a row at the grain of a ledger is evidence only, because fills of the account cover its time. */
function isCovered(context: ServiceContext, account: string, event: CashEvent): boolean {
  return coverageOf(ledgerSettings(context, context.now(), account).fillPeriods)(account, event);
}
