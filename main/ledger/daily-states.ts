import type { BookedEvent } from '../../shared/book/event.ts';
import type { InstrumentSymbol } from '../../shared/book/instrument.ts';
import type { Leg } from '../../shared/book/position.ts';
import { formatScaled, type Decimal } from '../../shared/units/decimal.ts';
import { utcDay, type EpochMs } from '../../shared/units/unit.ts';
import type { BalanceState, FlowKind } from './balance.ts';
import { voidedIds } from './cancellations.ts';
import { readingOf, wholeSettings, type FoldSettings, type LedgerReading } from './fold-events.ts';
import { createLedger, type Ledger, type LedgerAccount } from './ledger.ts';
import { averagePriceOf } from './leg.ts';
import type { LedgerSettings } from './ledger-state.ts';
import type { HistoryDoubt } from './read-ledger.ts';
import type { SavedLedger } from './save-state.ts';

/** A balance at the end of a day on which it changed. */
export interface DayBalance {
  readonly account: string;
  readonly asset: string;
  readonly amount: Decimal;
  /** `left-out`: a fee was paid in an asset of which no deposit is known. */
  readonly status: 'known' | 'unknown' | 'left-out';
}

/** A leg at the end of a day on which it changed. */
export interface DayPosition {
  readonly account: string;
  readonly instrument: InstrumentSymbol;
  readonly leg: Leg;
  /** Signed; 0 when it was closed. */
  readonly quantity: Decimal;
  readonly averagePrice: Decimal | null;
}

/** Money that came from outside or went there: no performance. */
export interface DayFlow {
  readonly account: string;
  readonly asset: string;
  /** What came in units of its own, a stock or an option; null for money. */
  readonly instrument: InstrumentSymbol | null;
  /** Received > 0: of the asset, or contracts or shares of the instrument. */
  readonly amount: Decimal;
  readonly kind: FlowKind;
  readonly timeMs: EpochMs;
}

/** What an event day changed. */
export interface DayState {
  /** UTC day, in days since the epoch. */
  readonly day: number;
  readonly balances: readonly DayBalance[];
  readonly positions: readonly DayPosition[];
  readonly flows: readonly DayFlow[];
}

/** A book day by day: only days with events are held, and of them only what changed. */
export interface DailyStates {
  readonly days: readonly DayState[];
  readonly accounts: readonly LedgerAccount[];
  readonly doubts: readonly HistoryDoubt[];
}

/** A walk between two instants as plain data. */
export interface SavedWalk {
  readonly ledger: SavedLedger;
  /** The day that is not closed yet; null before the first event. */
  readonly today: number | null;
  readonly days: readonly DayState[];
}

/** A book that is advanced event by event and notes at the end of each UTC day what that day changed. */
export interface BookWalk {
  readonly apply: Ledger['apply'];
  /** The next event must be of a later instant. */
  readonly save: () => SavedWalk;
  /** Ends the walk: closes the last day. */
  readonly end: () => { readonly reading: LedgerReading; readonly daily: DailyStates };
}

/** @param saved where to go on; the settings must say of everything in it what they said then */
export function createBookWalk(settings: LedgerSettings, saved: SavedWalk | null = null): BookWalk {
  const ledger = createLedger(settings, saved?.ledger);
  const voided = voidedIds(settings.cancellations);
  const days = saved === null ? [] : [...saved.days];
  let today = saved === null ? null : saved.today;
  return {
    apply: (event) => {
      // What never was makes no day either.
      if (voided.has(event.id)) return;
      const day = utcDay(event.timeMs);
      if (today !== null && day !== today) days.push(closeDay(ledger, today));
      today = day;
      ledger.apply(event);
    },
    save: () => ({ ledger: ledger.save(), today, days: [...days] }),
    end: () => {
      if (today !== null) days.push(closeDay(ledger, today));
      return { reading: readingOf(ledger), daily: { days, accounts: ledger.accounts(), doubts: ledger.doubts() } };
    },
  };
}

/**
 * Walks through a book and notes at the end of each UTC day what that day changed.
 *
 * @param events by instant, then id; those after `asOfMs` are not looked at
 */
export function dailyStates(events: Iterable<BookedEvent>, settings: FoldSettings, asOfMs: EpochMs): DailyStates {
  const [walkable, whole] = wholeSettings(events, settings);
  const walk = createBookWalk(whole);
  for (const event of walkable) {
    if (event.timeMs > asOfMs) break;
    walk.apply(event);
  }
  return walk.end().daily;
}

function closeDay(ledger: Ledger, day: number): DayState {
  const { balances, legs, flows } = ledger.takeChanges();
  return {
    day,
    balances: balances.map((balance) => ({
      account: balance.account,
      asset: balance.asset,
      amount: formatScaled(balance.amount),
      status: statusOf(balance),
    })),
    positions: legs
      .filter(({ state }) => !state.spot)
      .map(({ state, leg }) => {
        const average = averagePriceOf(leg, state.payoff);
        return {
          account: state.account,
          instrument: state.instrument.symbol,
          leg: leg.leg,
          quantity: formatScaled(leg.quantity),
          averagePrice: average === null ? null : formatScaled(average),
        };
      }),
    flows: flows.map((flow) => ({ ...flow, amount: formatScaled(flow.amount) })),
  };
}

function statusOf(balance: BalanceState): DayBalance['status'] {
  if (balance.known) return 'known';
  return balance.onlyFees ? 'left-out' : 'unknown';
}
