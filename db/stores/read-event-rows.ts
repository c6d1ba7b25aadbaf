import type Database from 'better-sqlite3';
import { eventColumns, type EventTuple } from './event-rows.ts';
import type { EventRun } from './event-runs.ts';

/** What is asked for, as SQL behind `live` and its values. */
export interface EventCondition {
  /** Begins with AND, or is empty. */
  readonly sql: string;
  readonly values: readonly number[];
  readonly limit: number | null;
}

const batchRows = 1024;

/**
 * The live rows that a condition names, in the order of the book: by instant, first imported first, then as the file has
 * them. Large imports that are in order already are read along their ids and merged with the rest, which SQLite sorts:
 * sorting a million whole rows would take longer than folding them.
 */
export function* readEventRows(
  database: Database.Database,
  runs: readonly EventRun[],
  condition: EventCondition,
): IterableIterator<EventTuple> {
  const sources = [
    sortedBatches(database, runs, condition),
    ...runs.map((run) => runBatches(database, run, condition)),
  ];
  const streams = sources.map(streamOf).filter(({ row }) => row !== null);
  try {
    while (streams.length > 0) {
      const [earliest, runnerUp] = twoEarliest(streams);
      const isNext = (row: EventTuple) => runnerUp === null || isBefore(row, runnerUp);
      do {
        yield earliest.row as EventTuple;
        earliest.advance();
      } while (earliest.row !== null && isNext(earliest.row));
      if (earliest.row === null) streams.splice(streams.indexOf(earliest), 1);
    }
  } finally {
    // Whoever stops early must not leave a query open.
    for (const source of sources) source.return?.();
  }
}

type Batches = IterableIterator<readonly EventTuple[]>;

function* sortedBatches(database: Database.Database, runs: readonly EventRun[], condition: EventCondition): Batches {
  const limit = condition.limit === null ? '' : ` LIMIT ${Math.trunc(condition.limit)}`;
  const rows = database
    .prepare<number[], EventTuple>(
      `SELECT ${eventColumns} FROM event
        WHERE ${idsOutside(runs)} AND change_id NOT IN (SELECT change_id FROM withdrawal)${condition.sql}
        ORDER BY time_ms, change_id, sequence, id${limit}`,
    )
    .raw()
    .iterate(...condition.values);
  let batch: EventTuple[] = [];
  for (const row of rows) {
    batch.push(row);
    if (batch.length < batchRows) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}

/** The ids around the runs, as ranges: so that a million rows are not looked at to find a few others. */
function idsOutside(runs: readonly EventRun[]): string {
  const ranges: string[] = [];
  let from = 0;
  for (const { firstId, lastId } of runs.toSorted((a, b) => a.firstId - b.firstId)) {
    if (firstId > from) ranges.push(`id BETWEEN ${from} AND ${firstId - 1}`);
    from = lastId + 1;
  }
  return `(${[...ranges, `id >= ${from}`].join(' OR ')})`;
}

function* runBatches(database: Database.Database, run: EventRun, condition: EventCondition): Batches {
  const batch = database
    .prepare<number[], EventTuple>(
      `SELECT ${eventColumns} FROM event WHERE id BETWEEN ? AND ?${condition.sql} ORDER BY id${run.newestFirst ? ' DESC' : ''}`,
    )
    .raw();
  const count = Math.ceil((run.lastId - run.firstId + 1) / batchRows);
  for (let index = 0; index < count; index += 1) {
    const first = run.firstId + (run.newestFirst ? count - 1 - index : index) * batchRows;
    const rows = batch.all(first, Math.min(first + batchRows - 1, run.lastId), ...condition.values);
    if (rows.length > 0) yield rows;
  }
}

interface Stream {
  /** The next row; null at the end. */
  row: EventTuple | null;
  readonly advance: () => void;
}

function streamOf(batches: Batches): Stream {
  let batch: readonly EventTuple[] = [];
  let at = -1;
  const stream: Stream = {
    row: null,
    advance: () => {
      at += 1;
      if (at === batch.length) {
        const next = batches.next();
        batch = next.done === true ? [] : next.value;
        at = 0;
      }
      stream.row = batch[at] ?? null;
    },
  };
  stream.advance();
  return stream;
}

function twoEarliest(streams: readonly Stream[]): readonly [Stream, EventTuple | null] {
  let [earliest] = streams as readonly [Stream];
  let runnerUp: EventTuple | null = null;
  for (const stream of streams.slice(1)) {
    if (isBefore(stream.row as EventTuple, earliest.row as EventTuple)) {
      runnerUp = earliest.row;
      earliest = stream;
    } else if (runnerUp === null || isBefore(stream.row as EventTuple, runnerUp)) runnerUp = stream.row;
  }
  return [earliest, runnerUp];
}

/** Rows of two streams: never of one change, so instant and change decide. */
function isBefore(a: EventTuple, b: EventTuple): boolean {
  return a[4] === b[4] ? a[1] < b[1] : a[4] < b[4];
}
