import type { BookedEvent } from '../../shared/book/event.ts';
import type { LedgerBalance, LedgerPosition } from '../../shared/book/position.ts';
import { cancellationsIn, voidedIds } from './cancellations.ts';
import { fillPeriodsOf } from './fill-periods.ts';
import { createLedger, type Ledger, type LedgerAccount } from './ledger.ts';
import type { AppliedSplit, LedgerNote, LedgerSettings } from './ledger-state.ts';
import type { AccountEvidence } from './reconciliation/read-evidence.ts';
import type { HistoryDoubt } from './read-ledger.ts';

/** What the events add up to. */
export interface LedgerReading {
  readonly positions: readonly LedgerPosition[];
  readonly balances: readonly LedgerBalance[];
  readonly accounts: readonly LedgerAccount[];
  readonly notes: readonly LedgerNote[];
  readonly doubts: readonly HistoryDoubt[];
  readonly splits: readonly AppliedSplit[];
  readonly evidence: readonly AccountEvidence[];
}

/** What can be found in the events themselves may be left out, both of it. */
export type FoldSettings = LedgerSettings | Omit<LedgerSettings, 'fillPeriods' | 'cancellations'>;

/**
 * Folds events into positions and balances, exactly.
 *
 * @param events by instant, then id; gathered first where `fillPeriods` and `cancellations` must be found in them
 * @throws RangeError where an event is older than the one before
 */
export function foldEvents(events: Iterable<BookedEvent>, settings: FoldSettings): LedgerReading {
  const [walkable, whole] = wholeSettings(events, settings);
  const ledger = createLedger(whole);
  for (const event of walkable) ledger.apply(event);
  return readingOf(ledger);
}

/** Everything that a book says of the events applied so far. */
export function readingOf(ledger: Ledger): LedgerReading {
  return {
    positions: ledger.positions(),
    balances: ledger.balances(),
    accounts: ledger.accounts(),
    notes: ledger.notes(),
    doubts: ledger.doubts(),
    splits: ledger.splits(),
    evidence: ledger.evidence(),
  };
}

/** The events, with what had to be found in them first; they are gathered for that. */
export function wholeSettings(
  events: Iterable<BookedEvent>,
  settings: FoldSettings,
): readonly [Iterable<BookedEvent>, LedgerSettings] {
  if ('cancellations' in settings) return [events, settings];
  const gathered = [...events];
  const cancellations = cancellationsIn(gathered);
  const voided = voidedIds(cancellations);
  const standing = gathered.filter((event) => !voided.has(event.id));
  return [gathered, { ...settings, fillPeriods: fillPeriodsOf(standing), cancellations }];
}
