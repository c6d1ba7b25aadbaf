import type { RunningStateHead } from '../../../db/stores/running-states.ts';
import type { EpochMs } from '../../../shared/units/unit.ts';
import { createBookWalk, type DailyStates, type SavedWalk } from '../../ledger/daily-states.ts';
import type { LedgerReading } from '../../ledger/fold-events.ts';
import type { ServiceContext } from '../context.ts';
import { ledgerSettings } from './fold-book.ts';
import { foldVersion } from './fold-version.ts';
import { stillHolds, watchSettings, type RunningStateBasis } from './running-state-basis.ts';
import { createStateKeeper } from './running-state-keeper.ts';
import { readKept } from './running-state-text.ts';

/** A book as its live events make it: at the end, and day by day. */
export interface WalkedBook {
  readonly reading: LedgerReading;
  readonly daily: DailyStates;
}

/** From how many events on a walk is worth keeping; how many lie between two states at least. */
export interface KeepingPace {
  readonly fewestEvents: number;
}

/** A tenth of a second of folding. */
const usualPace: KeepingPace = { fewestEvents: 20_000 };

/**
 * What the live events up to an instant add up to. A large book is not folded anew: the walk goes on from the newest kept
 * state that still holds, and what a long walk finds is kept in turn. The answer is that of a whole fold, always.
 */
export function walkBook(context: ServiceContext, asOfMs: EpochMs, pace: KeepingPace = usualPace): WalkedBook {
  const { vault } = context;
  const settings = ledgerSettings(context, asOfMs, null);
  const lastEventId = vault.events.lastId();
  const isLarge = lastEventId >= pace.fewestEvents;
  const start = isLarge ? newestKept(context, asOfMs, settings) : null;
  const watched = watchSettings(settings, start?.basis ?? null);
  const walk = createBookWalk(watched.settings, start?.walk ?? null);
  const changes = new Set(start?.basis.changes);
  const keeper = isLarge
    ? createStateKeeper(context, { walk, watched, changes, lastEventId, begun: start?.head.eventCount ?? 0, pace })
    : null;
  const since =
    start === null
      ? {}
      : start.basis.isNewest
        ? { afterId: start.head.lastEventId }
        : { afterMs: start.head.instantMs };
  for (const event of vault.events.read({ untilMs: asOfMs, changes, ...since })) {
    keeper?.before(event);
    walk.apply(event);
  }
  keeper?.atEnd();
  const walked = walk.end();
  keeper?.write();
  return walked;
}

interface Kept {
  readonly head: RunningStateHead;
  readonly basis: RunningStateBasis;
  readonly walk: SavedWalk;
}

function newestKept(
  { vault }: ServiceContext,
  asOfMs: EpochMs,
  settings: Parameters<typeof stillHolds>[3],
): Kept | null {
  const version = foldVersion();
  for (const head of vault.runningStates.heads(asOfMs)) {
    if (head.foldVersion !== version) continue;
    const state = vault.runningStates.state(head.id);
    const kept = state === null ? null : readKept(head, state);
    if (kept !== null && stillHolds(vault, head, kept.basis, settings)) return { head, ...kept };
  }
  return null;
}
