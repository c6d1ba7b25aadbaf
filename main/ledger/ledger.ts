import { isCashMovement, isFill, type BookedEvent } from '../../shared/book/event.ts';
import type { InstrumentSymbol } from '../../shared/book/instrument.ts';
import type { LedgerBalance, LedgerPosition } from '../../shared/book/position.ts';
import type { EpochMs } from '../../shared/units/unit.ts';
import { applyBalanceStatement, applyCash } from './apply-cash.ts';
import { applyFill } from './apply-fill.ts';
import { applyPositionStatement, applyReport } from './apply-report.ts';
import { applySplit, applyUnmatchedCancel } from './apply-split.ts';
import { settlePrinted, type BalanceState, type Flow } from './balance.ts';
import { tellsFee, voidedIds } from './cancellations.ts';
import { settleDeliveries } from './deliveries.ts';
import { applyInstant } from './instant-order.ts';
import type { InstrumentState } from './instrument-state.ts';
import {
  accountOf,
  remark,
  type AppliedSplit,
  type LedgerNote,
  type LedgerSettings,
  type LedgerState,
} from './ledger-state.ts';
import type { LegState } from './leg.ts';
import { holdUnlisted } from './reconciliation/hold-against.ts';
import { readEvidence, type AccountEvidence } from './reconciliation/read-evidence.ts';
import { restoreState, saveState, type SavedLedger } from './save-state.ts';
import { readBalances, readDoubts, readPositions, type HistoryDoubt } from './read-ledger.ts';

/** What is known of an account as a whole. */
export interface LedgerAccount {
  readonly account: string;
  readonly firstEventMs: EpochMs;
  /** Newest event or statement. */
  readonly lastEventMs: EpochMs;
  /** The first fill of a contract, stated position or coin; null while there was none. */
  readonly firstPositionMs: EpochMs | null;
}

/** What changed since the last call: for walking through the days. */
export interface LedgerChanges {
  readonly balances: readonly BalanceState[];
  readonly legs: readonly { readonly state: InstrumentState; readonly leg: LegState }[];
  readonly flows: readonly Flow[];
}

/** A book that is advanced event by event; every reading is of the events applied so far. */
export interface Ledger {
  /** @throws RangeError where an event is older than the one before: the caller sorts by instant, then id */
  readonly apply: (event: BookedEvent) => void;
  /** By account, instrument and leg; closed instruments are listed too. */
  readonly positions: () => readonly LedgerPosition[];
  readonly balances: () => readonly LedgerBalance[];
  readonly accounts: () => readonly LedgerAccount[];
  readonly notes: () => readonly LedgerNote[];
  /** The instruments whose history is or was incomplete, and until when. */
  readonly doubts: () => readonly HistoryDoubt[];
  /** Splits of an instrument into itself so far, each once. */
  readonly splits: () => readonly AppliedSplit[];
  /** What was held against the broker's own figures, by account. */
  readonly evidence: () => readonly AccountEvidence[];
  readonly takeChanges: () => LedgerChanges;
  /** The book as plain data. The next event must be of a later instant. */
  readonly save: () => SavedLedger;
}

const emptyBook: SavedLedger = {
  instantMs: null,
  accounts: [],
  notes: [],
  splits: [],
  flows: [],
  changedBalances: [],
  changedLegs: [],
};

/** Opens a book, empty or as it was saved. Exact: amounts are integers of 1e-18, inverse costs of 1e-36. */
export function createLedger(settings: LedgerSettings, saved: SavedLedger = emptyBook): Ledger {
  const ledger = restoreState(settings, saved);
  const voided = voidedIds(settings.cancellations);
  let instant = saved.instantMs;
  // Most instants hold one event: it waits without an array.
  let first: BookedEvent | null = null;
  let others: BookedEvent[] = [];
  const book = (event: BookedEvent): void => applyOne(ledger, event);
  const finishInstant = (): void => {
    if (instant === null || first === null) return;
    if (others.length === 0) applyOne(ledger, first);
    else {
      applyInstant(ledger, reportsLast([first, ...others]), book);
      others = [];
    }
    first = null;
    settle(ledger, instant);
  };
  const reading = <T>(read: (state: LedgerState) => T): T => {
    finishInstant();
    return read(ledger);
  };
  return {
    apply: (event) => {
      if (voided.has(event.id) || tellsFee(event)) return;
      if (event.timeMs !== instant) {
        if (instant !== null && event.timeMs < instant)
          throw new RangeError(`event ${event.id} is older than the event before it`);
        finishInstant();
        instant = event.timeMs;
      }
      if (first === null) first = event;
      else others.push(event);
    },
    positions: () => reading(readPositions),
    balances: () => reading(readBalances),
    doubts: () => reading(readDoubts),
    splits: () => reading(({ splits }) => [...splits]),
    accounts: () =>
      reading(({ accounts }) =>
        [...accounts.values()].map(({ account, firstEventMs, lastEventMs, firstPositionMs }) => ({
          account,
          firstEventMs,
          lastEventMs,
          firstPositionMs,
        })),
      ),
    notes: () =>
      reading((state) => {
        for (const { account, instrument } of settings.failedRows)
          remark(state, { kind: 'row-failed', account, instrument, text: failedText(account, instrument) });
        return [...state.notes.values()];
      }),
    evidence: () => reading(readEvidence),
    takeChanges: () => reading(takeChanges),
    save: () => reading((state) => saveState(state, instant)),
  };
}

function applyOne(ledger: LedgerState, event: BookedEvent): void {
  const account = accountOf(ledger, event.account, event.timeMs);
  account.lastEventMs = event.timeMs;
  noteFlags(ledger, event);
  if (isFill(event)) {
    account.lastMovementMs = event.timeMs;
    applyFill(ledger, account, event);
  } else if (event.kind === 'opening-position') {
    applyPositionStatement(ledger, account, event);
  } else if (isCashMovement(event)) {
    account.lastMovementMs = event.timeMs;
    applyCash(ledger, account, event);
  } else if (event.kind === 'opening-balance' || event.kind === 'reported-balance') {
    applyBalanceStatement(ledger, account, event);
  } else if (event.kind === 'split') {
    account.lastMovementMs = event.timeMs;
    applySplit(ledger, account, event);
  } else if (event.kind === 'cancel') {
    account.lastMovementMs = event.timeMs;
    applyUnmatchedCancel(ledger, account, event);
  } else if (event.kind === 'reported-position') applyReport(ledger, account, event);
}

function isReport(event: BookedEvent): boolean {
  return event.kind === 'reported-position' || (event.kind === 'reported-balance' && !event.flags.includes('stated'));
}

/** A report of the broker tells of the end of its instant: whatever else stands there comes before it. */
function reportsLast(events: readonly BookedEvent[]): readonly BookedEvent[] {
  if (!events.some(isReport)) return events;
  return [...events.filter((event) => !isReport(event)), ...events.filter(isReport)];
}

function settle(ledger: LedgerState, instant: EpochMs): void {
  settleDeliveries(ledger, instant);
  settleListed(ledger, instant);
  if (ledger.printed.length === 0) return;
  for (const balance of ledger.printed) {
    const flow = settlePrinted(balance, instant);
    if (flow !== null) ledger.flows.push(flow);
  }
  ledger.printed = [];
}

function settleListed(ledger: LedgerState, instant: EpochMs): void {
  const { listed } = ledger;
  if (listed.size === 0) return;
  for (const [account, { report, instruments }] of listed) {
    holdUnlisted(ledger, account, instruments, report);
    account.listedMs = instant;
  }
  listed.clear();
}

function takeChanges(ledger: LedgerState): LedgerChanges {
  const changes = { balances: ledger.changedBalances, legs: ledger.changedLegs, flows: ledger.flows };
  for (const balance of changes.balances) balance.changed = false;
  for (const { leg } of changes.legs) leg.changed = false;
  ledger.changedBalances = [];
  ledger.changedLegs = [];
  ledger.flows = [];
  return changes;
}

function noteFlags(ledger: LedgerState, event: BookedEvent): void {
  const { account } = event;
  if (event.flags.includes('timezone-assumed'))
    remark(ledger, {
      kind: 'timezone-assumed',
      account,
      instrument: null,
      text: `Times of ${account} are read as UTC where the file names no zone.`,
    });
  if (event.flags.includes('time-ambiguous'))
    remark(ledger, {
      kind: 'time-ambiguous',
      account,
      instrument: null,
      text: `Local times of ${account} that occur twice at the end of summer time are read in the file's order.`,
    });
}

function failedText(account: string, instrument: InstrumentSymbol | null): string {
  return instrument === null
    ? `A row of ${account} could not be read: nothing in this account is certain.`
    : `A row of ${instrument} in ${account} could not be read.`;
}
