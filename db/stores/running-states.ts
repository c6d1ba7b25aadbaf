import type Database from 'better-sqlite3';
import { epochMs, type EpochMs } from '../../shared/units/unit.ts';
import { worldFault } from '../sqlite-fault.ts';
import { createEventRuns } from './event-runs.ts';
import { idsOutside } from './read-event-rows.ts';

/** A kept state without what it holds: what it was made of decides whether it is read at all. */
export interface RunningStateHead {
  readonly id: number;
  /** Every event of its basis at or before this instant is in it. */
  readonly instantMs: EpochMs;
  /** The highest event id when it was made. */
  readonly lastEventId: number;
  readonly eventCount: number;
  readonly foldVersion: string;
  readonly basisJson: string;
  readonly sha256: string;
}

export type NewRunningState = Omit<RunningStateHead, 'id'> & { readonly state: Uint8Array };

/** States of the book that are kept beside the events. A cache: whatever goes wrong with it, the events are folded anew. */
export interface RunningStates {
  /** Those at or before an instant, the newest first. */
  readonly heads: (untilMs: EpochMs) => readonly RunningStateHead[];
  readonly state: (id: number) => Uint8Array | null;
  /**
   * Keeps states and drops the oldest beyond a handful. Not inside a transaction: what is rolled back must leave no state. A
   * disk that refuses is no fault, for nothing is lost.
   */
  readonly keep: (states: readonly NewRunningState[]) => void;
  /** Whether the vault holds what it will go on holding: nothing that may still be rolled back. */
  readonly isSettled: () => boolean;
  /** The ids of all withdrawn changes. */
  readonly withdrawn: () => readonly number[];
  /** Whether any live event after an id stands at or before an instant. */
  readonly hasNewUntil: (lastEventId: number, instantMs: EpochMs) => boolean;
  /** Whether any live event stands after an instant. */
  readonly hasAnyAfter: (instantMs: EpochMs) => boolean;
}

/** Two full walks with what they left on the way. */
const mostStates = 10;

const live = 'change_id NOT IN (SELECT change_id FROM withdrawal)';

export function createRunningStates(database: Database.Database): RunningStates {
  const runs = createEventRuns(database);
  const heads = database.prepare<[number], HeadRow>(
    `SELECT id, instant_ms, last_event_id, event_count, fold_version, basis_json, sha256 FROM running_state
      WHERE instant_ms <= ? ORDER BY instant_ms DESC, id DESC`,
  );
  const state = database.prepare<[number], Uint8Array>('SELECT state FROM running_state WHERE id = ?').pluck();
  const insert = database.prepare(
    `INSERT INTO running_state (instant_ms, last_event_id, event_count, fold_version, basis_json, sha256, state)
      VALUES (?, ?, ?, ?, ?, ?, ?)`,
  );
  const dropOldest = database.prepare(
    `DELETE FROM running_state WHERE id NOT IN (SELECT id FROM running_state ORDER BY id DESC LIMIT ${mostStates})`,
  );
  const withdrawn = database.prepare<[], number>('SELECT change_id FROM withdrawal ORDER BY change_id').pluck();
  const newUntil = database
    .prepare<[number, number], number>(`SELECT 1 FROM event WHERE id > ? AND time_ms <= ? AND ${live} LIMIT 1`)
    .pluck();
  const instantOfId = database.prepare<[number], number>('SELECT time_ms FROM event WHERE id = ?').pluck();
  const keepAll = database.transaction((states: readonly NewRunningState[]) => {
    for (const one of states)
      insert.run(one.instantMs, one.lastEventId, one.eventCount, one.foldVersion, one.basisJson, one.sha256, one.state);
    dropOldest.run();
  });

  return {
    heads: (untilMs) => heads.all(untilMs).map(headOf),
    state: (id) => state.get(id) ?? null,
    keep: (states) => {
      if (database.inTransaction || states.length === 0) return;
      try {
        keepAll.immediate(states);
      } catch (error) {
        if (worldFault(error, database.name) === null) throw error;
      }
    },
    isSettled: () => !database.inTransaction,
    withdrawn: () => withdrawn.all(),
    hasNewUntil: (lastEventId, instantMs) => newUntil.get(lastEventId, instantMs) !== undefined,
    hasAnyAfter: (instantMs) => {
      const ordered = runs.live();
      // The newest row of a run is its first or its last: only what stands outside the runs is looked through.
      for (const { firstId, lastId, newestFirst } of ordered)
        if ((instantOfId.get(newestFirst ? firstId : lastId) ?? Number.POSITIVE_INFINITY) > instantMs) return true;
      return (
        database
          .prepare<[number], number>(
            `SELECT 1 FROM event WHERE ${idsOutside(ordered)} AND time_ms > ? AND ${live} LIMIT 1`,
          )
          .pluck()
          .get(instantMs) !== undefined
      );
    },
  };
}

interface HeadRow {
  readonly id: number;
  readonly instant_ms: number;
  readonly last_event_id: number;
  readonly event_count: number;
  readonly fold_version: string;
  readonly basis_json: string;
  readonly sha256: string;
}

function headOf(row: HeadRow): RunningStateHead {
  return {
    id: row.id,
    instantMs: epochMs(row.instant_ms),
    lastEventId: row.last_event_id,
    eventCount: row.event_count,
    foldVersion: row.fold_version,
    basisJson: row.basis_json,
    sha256: row.sha256,
  };
}
