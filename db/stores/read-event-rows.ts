import type Database from 'better-sqlite3';
import { eventColumns, type EventTuple } from './event-rows.ts';
import type { EventRun } from './event-runs.ts';

/** What is asked for, as SQL behind `live` and its values. */
export interface EventCondition {
  /** Begins with AND, or is empty. */
  readonly sql: string;
  readonly values: readonly number[];
  readonly limit: number | null;
  /** Only events with a higher id. */
  readonly afterId: number;
  /** Only events after this instant; it is looked up in the runs, where a comparison would read every row. */
  readonly afterMs: number | null;
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
    ...runs.flatMap((run) => {
      const left = restOfRun(database, run, condition);
      return left === null ? [] : [runBatches(database, left, condition)];
    }),
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
  const { afterMs } = condition;
  const since = afterMs === null ? '' : ' AND time_ms > ?';
  const rows = database
    .prepare<number[], EventTuple>(
      `SELECT ${eventColumns} FROM event
        WHERE ${idsOutside(runs, condition.afterId)} AND change_id NOT IN (SELECT change_id FROM withdrawal)${since}${condition.sql}
        ORDER BY time_ms, change_id, sequence, id${limit}`,
    )
    .raw()
    .iterate(...(afterMs === null ? [] : [afterMs]), ...condition.values);
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
export function idsOutside(runs: readonly EventRun[], afterId = 0): string {
  const ranges: string[] = [];
  let from = afterId + 1;
  for (const { firstId, lastId } of runs.toSorted((a, b) => a.firstId - b.firstId)) {
    if (firstId > from) ranges.push(`id BETWEEN ${from} AND ${firstId - 1}`);
    from = Math.max(from, lastId + 1);
  }
  return `(${[...ranges, `id >= ${from}`].join(' OR ')})`;
}

/** What of a run comes after the instant and the id asked for; null where nothing does. */
function restOfRun(database: Database.Database, run: EventRun, { afterId, afterMs }: EventCondition): EventRun | null {
  let { firstId, lastId } = { ...run, firstId: Math.max(run.firstId, afterId + 1) };
  if (afterMs !== null) {
    const instantOf = database.prepare<[number], number>('SELECT time_ms FROM event WHERE id = ?').pluck();
    const isAfter = (id: number): boolean => (instantOf.get(id) as number) > afterMs;
    // The first id, in rising order, from which on the answer is another than before it.
    let [low, high] = [firstId, lastId + 1];
    while (low < high) {
      const middle = Math.floor((low + high) / 2);
      if (isAfter(middle) === run.newestFirst) low = middle + 1;
      else high = middle;
    }
    if (run.newestFirst) lastId = low - 1;
    else firstId = low;
  }
  return firstId > lastId ? null : { ...run, firstId, lastId };
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
