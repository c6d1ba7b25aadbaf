import type { NewRunningState } from '../../../db/stores/running-states.ts';
import type { BookedEvent } from '../../../shared/book/event.ts';
import type { EpochMs } from '../../../shared/units/unit.ts';
import type { BookWalk } from '../../ledger/daily-states.ts';
import { coverageText } from '../../ledger/fill-periods.ts';
import type { ServiceContext } from '../context.ts';
import { foldVersion } from './fold-version.ts';
import { cancellationsUntil, type WatchedSettings } from './running-state-basis.ts';
import { packState, packWalk } from './running-state-text.ts';

/** Notes states of a walk on its way and keeps them once it is over. */
export interface StateKeeper {
  /** To be called before each event. */
  readonly before: (event: BookedEvent) => void;
  /** After the last event, before anything of the book is read. */
  readonly atEnd: () => void;
  /** Once no reading of the events is open. */
  readonly write: () => void;
}

interface Walked {
  readonly walk: BookWalk;
  readonly watched: WatchedSettings;
  /** The changes whose events went by: grows as they do. */
  readonly changes: ReadonlySet<number>;
  readonly lastEventId: number;
  /** Events in the state from which the walk went on. */
  readonly begun: number;
  readonly pace: { readonly fewestEvents: number };
}

/** Late rows and undone imports mostly concern the last weeks: of the way, the states stand ever closer to its end. */
const stations = [1 / 2, 3 / 4, 15 / 16, 63 / 64] as const;

export function createStateKeeper({ vault }: ServiceContext, walked: Walked): StateKeeper {
  const { walk, watched, changes, lastEventId, begun, pace } = walked;
  const { runningStates } = vault;
  const states: NewRunningState[] = [];
  // The highest id tells about how many events there are; only where the states stand depends on it.
  const ahead = lastEventId - begun;
  const halts = stations
    .map((share) => begun + Math.round(ahead * share))
    .filter((at) => at - begun >= pace.fewestEvents);
  const withdrawn = runningStates.withdrawn();
  let count = begun;
  let lastMs: EpochMs | null = null;
  let halt = 0;

  function note(instantMs: EpochMs, isNewest: boolean): void {
    const { settings, asked } = watched;
    const packed = packWalk(walk.save());
    const basis = {
      changes: [...changes],
      withdrawn,
      isNewest,
      ...asked(),
      coverage: coverageText(settings.fillPeriods, instantMs),
      cancellations: cancellationsUntil(settings, instantMs),
    };
    states.push(packState({ instantMs, lastEventId, eventCount: count, foldVersion: foldVersion() }, basis, packed));
  }

  return {
    before: ({ timeMs }) => {
      // Between two instants only: inside one, the order of its rows is not settled.
      if (count >= (halts[halt] ?? Number.POSITIVE_INFINITY) && lastMs !== null && timeMs !== lastMs) {
        note(lastMs, false);
        while (count >= (halts[halt] ?? Number.POSITIVE_INFINITY)) halt += 1;
      }
      count += 1;
      lastMs = timeMs;
    },
    atEnd: () => {
      if (lastMs === null || count - begun < pace.fewestEvents) return;
      // A look at the past keeps nothing: the window asks for now.
      if (runningStates.hasAnyAfter(lastMs)) states.length = 0;
      else note(lastMs, true);
    },
    write: () => runningStates.keep(states),
  };
}
