import type { BookedEvent } from '../../shared/book/event.ts';
import type { LedgerBalance, LedgerPosition } from '../../shared/book/position.ts';
import { fillPeriodsOf } from './fill-periods.ts';
import { createLedger, type LedgerAccount } from './ledger.ts';
import type { LedgerNote, LedgerSettings } from './ledger-state.ts';
import type { HistoryDoubt } from './read-ledger.ts';

/** What the events add up to. */
export interface LedgerReading {
  readonly positions: readonly LedgerPosition[];
  readonly balances: readonly LedgerBalance[];
  readonly accounts: readonly LedgerAccount[];
  readonly notes: readonly LedgerNote[];
  readonly doubts: readonly HistoryDoubt[];
}

/** `fillPeriods` may be left out where the events can be walked twice. */
export type FoldSettings = Omit<LedgerSettings, 'fillPeriods'> & Partial<Pick<LedgerSettings, 'fillPeriods'>>;

/**
 * Folds events into positions and balances, exactly.
 *
 * @param events by instant, then id; a stream that can be walked only once needs `settings.fillPeriods`
 * @throws RangeError where an event is older than the one before
 */
export function foldEvents(events: Iterable<BookedEvent>, settings: FoldSettings): LedgerReading {
  const [walkable, fillPeriods] = withFillPeriods(events, settings);
  const ledger = createLedger({ ...settings, fillPeriods });
  for (const event of walkable) ledger.apply(event);
  return {
    positions: ledger.positions(),
    balances: ledger.balances(),
    accounts: ledger.accounts(),
    notes: ledger.notes(),
    doubts: ledger.doubts(),
  };
}

/** The events, and what their fills cover; a one-way stream without stated periods is gathered first. */
export function withFillPeriods(
  events: Iterable<BookedEvent>,
  settings: FoldSettings,
): readonly [Iterable<BookedEvent>, LedgerSettings['fillPeriods']] {
  if (settings.fillPeriods !== undefined) return [events, settings.fillPeriods];
  const walkable = Array.isArray(events) ? (events as readonly BookedEvent[]) : [...events];
  return [walkable, fillPeriodsOf(walkable)];
}
