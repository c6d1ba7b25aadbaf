import { isFill, isStatement, type BookedEvent, type FillEvent } from '../../shared/book/event.ts';
import { fastScaled } from './fast-scaled.ts';
import { contradictionOf, differingPosition, saysClosing } from './fill-evidence.ts';
import { assetsOf, legOfFill } from './instrument-state.ts';
import type { LedgerState } from './ledger-state.ts';

/** How far ahead a fitting row is looked for: more rows than any export writes into one instant out of order. */
const reach = 256;

/**
 * Applies the events of one instant. Inside it the file's order stands, unless the broker's own words speak against it
 * (a close before its open): some exports write the rows of one second in no order. Then the first row that fits goes
 * first. Only a row that carries a figure (the position after it, its realised profit) is passed over, since that
 * figure proves the new order afterwards; and no row passes a statement.
 */
export function applyInstant(
  ledger: LedgerState,
  events: readonly BookedEvent[],
  apply: (event: BookedEvent) => void,
): void {
  let waiting = events;
  let first = 0;
  for (;;) {
    const chosen = fittingIndex(ledger, waiting, first);
    const event = waiting[chosen];
    if (event === undefined) return;
    apply(event);
    if (chosen === first) first += 1;
    else {
      waiting = waiting.filter((_, index) => index >= first && index !== chosen);
      first = 0;
    }
  }
}

function fittingIndex(ledger: LedgerState, waiting: readonly BookedEvent[], first: number): number {
  for (let index = first; index < first + reach; index += 1) {
    const event = waiting[index];
    if (event === undefined || isStatement(event)) return first;
    if (!isFill(event) || fits(ledger, event.account, event)) return index;
    if (event.positionAfter === null && event.reportedPnl === null) return first;
  }
  return first;
}

/** Whether nothing that the row says of its fill contradicts the position as it stands. */
function fits(ledger: LedgerState, accountName: string, fill: FillEvent): boolean {
  const account = ledger.accounts.get(accountName);
  const state = account?.instruments.get(fill.instrument);
  const name =
    account === undefined || state === undefined ? (fill.positionSide ?? 'net') : legOfFill(state, fill, account.mode);
  if (name === null) return true;
  const leg = state?.[name];
  if (leg?.mark) return true;
  const before = leg?.quantity ?? 0n;
  const size = fastScaled(fill.quantity);
  const closes = saysClosing(fill, state?.assets ?? assetsOf(ledger.settings.instrumentOf(fill.instrument)));
  return (
    contradictionOf(fill, { leg: name, before, size }, closes) === null &&
    differingPosition(fill, fill.side === 'buy' ? before + size : before - size, state?.takenBack ?? []) === null
  );
}
