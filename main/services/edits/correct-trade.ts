import {
  isCashMovement,
  isFill,
  type BookedEvent,
  type CancelEvent,
  type FillEvent,
} from '../../../shared/book/event.ts';
import type { ReadBookEdit } from '../../../shared/contract/edits.ts';
import { failure, success, type Result } from '../../../shared/result/result.ts';
import type { Decimal } from '../../../shared/units/decimal.ts';
import { epochMs } from '../../../shared/units/unit.ts';
import { matchCancels } from '../../ledger/cancellations.ts';
import type { PlannedChange, ServiceContext } from '../context.ts';
import { planAmount } from './correct-amount.ts';
import { fixedMend, instantFault, numberFault } from './edit-faults.ts';
import { ledgerSettings } from '../book/fold-book.ts';
import { isoTimeOf } from '../iso-time.ts';

type TradeEdit = Extract<ReadBookEdit, { readonly kind: 'correct-trade' }>;
type BookedFill = BookedEvent & FillEvent;

/**
 * A fill is taken back by a cancellation that names it, and another stands in its place, in one change. What the file
 * printed beside the fill (realised profit, balance, position after it) was said of the wrong one and is not taken over.
 * Faults: `row-unknown`, `row-fixed`, `already-corrected`, `twin-row`, `quantity-not-positive`, `price-not-positive`,
 * `time-in-future`, `nothing-changes`.
 */
export function planTrade(context: ServiceContext, edit: TradeEdit): Result<PlannedChange> {
  const found = standingFill(context, edit.eventId);
  if (!found.ok) return found;
  const fill = found.value;
  const timeMs = edit.timeMs === null ? fill.timeMs : epochMs(edit.timeMs);
  const mayBeWorthless = fill.kind !== 'trade' && fill.kind !== 'liquidation';
  const fault =
    numberFault('quantity', edit.quantity) ??
    (mayBeWorthless && edit.price === '0' ? null : numberFault('price', edit.price)) ??
    instantFault(context, timeMs);
  if (fault !== null) return fault;
  const stated = edit.fee ?? fill.fee;
  const fee =
    stated === null || stated.amount === '0'
      ? null
      : { asset: stated.asset.trim().toUpperCase(), amount: stated.amount as Decimal };
  const replacement: FillEvent = {
    kind: fill.kind,
    timeMs,
    sourceId: null,
    flags: ['stated'],
    instrument: fill.instrument,
    side: edit.side,
    quantity: edit.quantity as Decimal,
    price: edit.price as Decimal,
    fee,
    positionSide: fill.positionSide,
    // Of a fill in the other direction nobody said whether it opens or closes.
    effect: edit.side === fill.side ? fill.effect : null,
    reportedPnl: null,
    positionAfter: null,
    balanceAfter: null,
  };
  if (isSame(fill, replacement))
    return failure('nothing-changes', 'The trade is as it was.', 'Change something of it, or cancel.');
  return success({
    kind: 'add',
    description: `Trade of ${fill.instrument} in ${fill.account} corrected: ${wordsOf(fill)} becomes ${wordsOf(replacement)}`,
    write: (changeId) => {
      // The replacement stands right behind the cancellation: by that the window shows which it is.
      context.vault.events.insert(changeId, fill.account, cancellationOf(context, fill));
      context.vault.events.insert(changeId, fill.account, replacement);
    },
  });
}

/**
 * A fill is taken back; a movement of cash is balanced by its opposite. Faults: `row-unknown`, `row-fixed`,
 * `already-corrected`, `twin-row`.
 */
export function planRemoval(context: ServiceContext, eventId: number): Result<PlannedChange> {
  const event = context.vault.events.byId(eventId);
  if (event !== null && isCashMovement(event)) return planAmount(context, eventId, '0');
  const found = standingFill(context, eventId);
  if (!found.ok) return found;
  const fill = found.value;
  return success({
    kind: 'add',
    description: `Trade of ${fill.instrument} in ${fill.account} removed: ${wordsOf(fill)}`,
    write: (changeId) => context.vault.events.insert(changeId, fill.account, cancellationOf(context, fill)),
  });
}

function standingFill(context: ServiceContext, eventId: number): Result<BookedFill> {
  const event = context.vault.events.byId(eventId);
  if (event === null)
    return failure('row-unknown', 'This row is not in the book any longer.', 'Look at the list again.');
  if (!isFill(event))
    return failure('row-fixed', `A row of the kind "${event.kind}" cannot be corrected by itself.`, fixedMend);
  const known = ledgerSettings(context, context.now(), event.account).cancellations;
  if (known.some(({ fill }) => fill.id === eventId))
    return failure(
      'already-corrected',
      'This trade is taken back already.',
      'Correct the one that stands in its place.',
    );
  return matchesItself(context, event)
    ? success(event)
    : failure(
        'twin-row',
        'Another trade of the same instant, side, quantity and price stands before this one, with another fee.',
        'Correct that one: what is left is the same.',
      );
}

/** A cancellation names a fill by what it is; of equal ones the first is meant, and a different fee would be lost. */
function matchesItself(context: ServiceContext, fill: BookedFill): boolean {
  const { events } = context.vault;
  const cancel = {
    ...cancellationOf(context, fill),
    id: Number.MAX_SAFE_INTEGER,
    account: fill.account,
    provenance: null,
  };
  const cancels = [...events.cancels(), cancel];
  const match = matchCancels(cancels, events.fillsLike(cancels)).find(({ cancelId }) => cancelId === cancel.id);
  if (match === undefined) return false;
  if (match.fill.id === fill.id) return true;
  const twin = events.byId(match.fill.id);
  return twin !== null && isFill(twin) && isSame(twin, fill);
}

/**
 * It stands at the instant at which the trader says so: what the broker printed until then (a position after each fill)
 * may count the wrong fill in. At whatever time the book is looked at, the two never were.
 */
function cancellationOf(context: ServiceContext, fill: FillEvent): CancelEvent {
  const { instrument, side, quantity, price, timeMs } = fill;
  return {
    kind: 'cancel',
    timeMs: context.now(),
    sourceId: null,
    flags: ['stated'],
    instrument,
    side,
    quantity,
    price,
    cancelledMs: timeMs,
  };
}

function isSame(a: FillEvent, b: FillEvent): boolean {
  // A fee of 0 in whatever asset is none.
  const text = ({ timeMs, side, quantity, price, fee, positionSide }: FillEvent) =>
    [
      timeMs,
      side,
      quantity,
      price,
      fee === null || fee.amount === '0' ? '' : `${fee.asset} ${fee.amount}`,
      positionSide,
    ].join('|');
  return text(a) === text(b);
}

function wordsOf({ side, quantity, price, timeMs }: FillEvent): string {
  return `${side} ${quantity} at ${price} on ${isoTimeOf(timeMs)}`;
}
