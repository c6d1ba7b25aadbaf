import type Database from 'better-sqlite3';

/** The rows of one import that are in the order of the book, forwards or backwards, without a gap in their ids. */
export interface EventRun {
  readonly changeId: number;
  readonly firstId: number;
  readonly lastId: number;
  /** The event with the last id comes first in the book. */
  readonly newestFirst: boolean;
}

export interface EventRuns {
  readonly insert: (run: EventRun) => void;
  /** Of the changes that are not withdrawn. */
  readonly live: () => readonly EventRun[];
}

export function createEventRuns(database: Database.Database): EventRuns {
  const insert = database.prepare<[number, number, number, number]>(
    'INSERT INTO event_run (change_id, first_id, last_id, newest_first) VALUES (?, ?, ?, ?)',
  );
  const live = database
    .prepare<[], readonly [number, number, number, number]>(
      `SELECT change_id, first_id, last_id, newest_first FROM event_run
        WHERE change_id NOT IN (SELECT change_id FROM withdrawal) ORDER BY change_id`,
    )
    .raw();
  return {
    insert: ({ changeId, firstId, lastId, newestFirst }) => {
      insert.run(changeId, firstId, lastId, newestFirst ? 1 : 0);
    },
    live: () =>
      live.all().map(([changeId, firstId, lastId, newestFirst]) => ({
        changeId,
        firstId,
        lastId,
        newestFirst: newestFirst === 1,
      })),
  };
}

/** Below this a run of its own saves nothing. */
const fewestRows = 4096;

/** Watches the rows of an import go by and tells whether they are a run. */
export interface RunWatch {
  readonly row: (timeMs: number, sequence: number) => void;
  /** @returns the direction, or null where the rows are few or in neither order */
  readonly direction: () => 'oldest-first' | 'newest-first' | null;
  readonly rows: () => number;
}

export function createRunWatch(): RunWatch {
  let rows = 0;
  let forwards = true;
  let backwards = true;
  let lastMs = 0;
  let lastSequence = 0;
  return {
    row: (timeMs, sequence) => {
      if (rows > 0) {
        const step = timeMs === lastMs ? sequence - lastSequence : timeMs - lastMs;
        // The book has equal rows by rising id, so they fit a run forwards only.
        if (step < 0) forwards = false;
        else backwards = false;
      }
      rows += 1;
      lastMs = timeMs;
      lastSequence = sequence;
    },
    direction: () => {
      if (rows < fewestRows) return null;
      return forwards ? 'oldest-first' : backwards ? 'newest-first' : null;
    },
    rows: () => rows,
  };
}
