import type Database from 'better-sqlite3';
import { success, type Result } from '../../shared/result/result.ts';
import { epochMs, type EpochMs } from '../../shared/units/unit.ts';
import { vanished, worldFault } from '../sqlite-fault.ts';
import type { Dictionaries } from './dictionaries.ts';

export type ChangeKind =
  'import' | 'add' | 'account' | 'marks' | 'margin-table' | 'dismissal' | 'base' | 'demo' | 'what-if' | 'limits';

export interface Change {
  readonly id: number;
  readonly madeMs: EpochMs;
  readonly kind: ChangeKind;
  readonly description: string;
  readonly withdrawn: boolean;
  /** Taken back, and read again from its file since, as another change. */
  readonly succeeded: boolean;
}

/** What the body of a change decides: keep it under a description, or leave the vault as it was. */
export type Decision<T> =
  | { readonly keep: true; readonly description: string; readonly value: T }
  | { readonly keep: false; readonly value: T };

export interface Changes {
  /**
   * Runs the body in one transaction under a new change id. A fault or `keep: false` rolls everything back; a throw
   * rolls back and goes on. `changeId` is null when nothing was kept.
   * Faults beside those of the body: those of `worldFault`, such as `vault-disk-full` and `vault-vanished`.
   */
  readonly make: <T>(
    kind: ChangeKind,
    madeMs: EpochMs,
    body: (changeId: number) => Result<Decision<T>>,
  ) => Result<{ readonly changeId: number | null; readonly value: T }>;
  /** The newest change that is not withdrawn: what undo would take back. */
  readonly newestLive: () => Change | null;
  /**
   * Takes a change back in one transaction together with what the body does; without `keep`, everything is rolled back.
   * Faults: those of the body, `vault-busy`, `vault-write-failed`.
   */
  readonly takeBack: <T>(
    changeId: number,
    atMs: EpochMs,
    keep: boolean,
    body: (stepId: number) => Result<T>,
  ) => Result<T>;
  /** `takeBack` of a change on which nothing else depends. */
  readonly withdraw: (changeId: number, atMs: EpochMs) => Result<null>;
  /** Puts a change that was taken back into the book again, as it stands. */
  readonly putBack: (changeId: number, atMs: EpochMs) => Result<null>;
  /** Within a change: it is what another one, which was taken back, is from now on. */
  readonly noteSuccessor: (changeId: number, asChangeId: number, atMs: EpochMs) => void;
  readonly find: (changeId: number) => Change | null;
  /** The change that was taken back last, as long as nothing else was done since: what redo would put back. */
  readonly newestTakenBack: () => Change | null;
  /** Whether the live imports are those that were left when the change was taken back, and no row of theirs came back since or then. */
  readonly isBasisUnchanged: (changeId: number) => boolean;
  /** Newest first. */
  readonly list: (limit: number) => readonly Change[];
  readonly hasLive: (kind: ChangeKind) => boolean;
  /** Changes whenever the live book does, also by another program: what caches are kept by. */
  readonly liveState: () => string;
}

interface ChangeRow {
  readonly id: number;
  readonly made_at_ms: number;
  readonly kind: ChangeKind;
  readonly description: string;
  readonly withdrawn: 0 | 1;
  readonly succeeded: 0 | 1;
}

const columns = `change.*, change.id IN (SELECT change_id FROM withdrawal) AS withdrawn,
  change.id IN (SELECT change_id FROM undo_step WHERE as_change_id IS NOT NULL) AS succeeded`;
/** The live imports, and the last time that rows of one came back. */
const basis = `(SELECT ifnull(group_concat(change_id), '') || '/' || (SELECT ifnull(max(id), 0) FROM revival)
  FROM (SELECT change_id FROM import WHERE change_id NOT IN (SELECT change_id FROM withdrawal) ORDER BY change_id))`;

/** @param isThere whether the vault's files still stand under their names: a change to a vanished file must not be acknowledged */
export function createChanges(
  database: Database.Database,
  dictionaries: Dictionaries,
  isThere: () => boolean,
): Changes {
  const insert = database.prepare<[number, string]>(
    "INSERT INTO change (made_at_ms, kind, description) VALUES (?, ?, '')",
  );
  const describe = database.prepare<[string, number]>('UPDATE change SET description = ? WHERE id = ?');
  const withdraw = database.prepare<[number, number]>(
    'INSERT INTO withdrawal (change_id, withdrawn_at_ms) VALUES (?, ?)',
  );
  const restore = database.prepare<[number]>('DELETE FROM withdrawal WHERE change_id = ?');
  const noteStep = database.prepare<[number, number, 0 | 1, number | null]>(
    `INSERT INTO undo_step (change_id, made_at_ms, withdrawn, basis, newest_change_id, as_change_id)
      VALUES (?, ?, ?, '', (SELECT max(id) FROM change), ?)`,
  );
  const noteBasis = database.prepare<[number]>(`UPDATE undo_step SET basis = ${basis} WHERE id = ?`);
  const newest = database.prepare<[], ChangeRow>(
    `SELECT ${columns} FROM change WHERE id NOT IN (SELECT change_id FROM withdrawal) ORDER BY id DESC LIMIT 1`,
  );
  const list = database.prepare<[number], ChangeRow>(`SELECT ${columns} FROM change ORDER BY id DESC LIMIT ?`);
  const find = database.prepare<[number], ChangeRow>(`SELECT ${columns} FROM change WHERE id = ?`);
  // Whoever undoes and then does something else has left the way back by this key; the list of imports still has it.
  const redo = database.prepare<[], ChangeRow>(
    `SELECT ${columns} FROM undo_step AS step JOIN change ON change.id = step.change_id
      WHERE step.withdrawn = 1 AND change.id IN (SELECT change_id FROM withdrawal)
        AND change.id NOT IN (SELECT change_id FROM undo_step WHERE as_change_id IS NOT NULL)
        AND NOT EXISTS (SELECT 1 FROM change AS later WHERE later.id > step.newest_change_id
          AND later.id NOT IN (SELECT as_change_id FROM undo_step WHERE as_change_id IS NOT NULL))
      ORDER BY step.id DESC LIMIT 1`,
  );
  const sameBasis = database
    .prepare<[number], 0 | 1>(
      `SELECT basis = ${basis} AND id NOT IN (SELECT step_id FROM revival) FROM undo_step
        WHERE change_id = ? AND withdrawn = 1 ORDER BY id DESC LIMIT 1`,
    )
    .pluck();
  const ofKind = database.prepare<[string], number>('SELECT 1 FROM live_change WHERE kind = ? LIMIT 1').pluck();
  const state = database
    .prepare<[], string>(
      "SELECT (SELECT ifnull(max(id), 0) FROM change) || '/' || (SELECT count(*) || '/' || ifnull(max(change_id), 0) FROM withdrawal) || '/' || (SELECT ifnull(max(id), 0) FROM undo_step)",
    )
    .pluck();

  function writeFault(error: unknown) {
    const fault = worldFault(error, database.name);
    // Any other error is a bug and goes on.
    if (fault === null) throw error;
    return fault;
  }

  /** The log grew until the disk was full: what it holds goes into the vault, and its room is free again. */
  function giveBackRoom(): void {
    try {
      database.pragma('wal_checkpoint(TRUNCATE)');
    } catch (error) {
      writeFault(error);
    }
  }

  function inTransaction<T>(body: () => Result<{ readonly keep: boolean; readonly value: T }>): Result<T> {
    if (!isThere()) return vanished(database.name);
    try {
      database.exec('BEGIN IMMEDIATE');
    } catch (error) {
      return writeFault(error);
    }
    let kept = false;
    let full = false;
    try {
      const outcome = body();
      if (outcome.ok && outcome.value.keep) {
        if (!isThere()) return vanished(database.name);
        database.exec('COMMIT');
        kept = true;
      }
      return outcome.ok ? success(outcome.value.value) : outcome;
    } catch (error) {
      const fault = writeFault(error);
      full = fault.fault.code === 'vault-disk-full';
      return fault;
    } finally {
      if (!kept) {
        if (database.inTransaction) database.exec('ROLLBACK');
        if (full) giveBackRoom();
        for (const dictionary of Object.values(dictionaries)) dictionary.forget();
      }
    }
  }

  function takeBack<T>(changeId: number, atMs: EpochMs, keep: boolean, body: (stepId: number) => Result<T>): Result<T> {
    return inTransaction(() => {
      withdraw.run(changeId, atMs);
      const stepId = Number(noteStep.run(changeId, atMs, 1, null).lastInsertRowid);
      const outcome = body(stepId);
      if (!outcome.ok) return outcome;
      noteBasis.run(stepId);
      return success({ keep, value: outcome.value });
    });
  }

  return {
    make: (kind, madeMs, body) =>
      inTransaction(() => {
        const changeId = Number(insert.run(madeMs, kind).lastInsertRowid);
        const decision = body(changeId);
        if (!decision.ok) return decision;
        const { keep, value } = decision.value;
        if (decision.value.keep) describe.run(decision.value.description, changeId);
        return success({ keep, value: { changeId: keep ? changeId : null, value } });
      }),
    newestLive: () => changeOrNull(newest.get()),
    takeBack,
    withdraw: (changeId, atMs) => takeBack(changeId, atMs, true, () => success(null)),
    putBack: (changeId, atMs) =>
      inTransaction(() => {
        restore.run(changeId);
        noteStep.run(changeId, atMs, 0, null);
        return success({ keep: true, value: null });
      }),
    noteSuccessor: (changeId, asChangeId, atMs) => {
      noteStep.run(changeId, atMs, 0, asChangeId);
    },
    find: (changeId) => changeOrNull(find.get(changeId)),
    newestTakenBack: () => changeOrNull(redo.get()),
    isBasisUnchanged: (changeId) => sameBasis.get(changeId) === 1,
    list: (limit) => list.all(limit).map(changeOf),
    hasLive: (kind) => ofKind.get(kind) !== undefined,
    liveState: () => state.get() ?? '',
  };
}

function changeOrNull(row: ChangeRow | undefined): Change | null {
  return row === undefined ? null : changeOf(row);
}

function changeOf(row: ChangeRow): Change {
  const { id, kind, description } = row;
  const { made_at_ms: madeMs, withdrawn, succeeded } = row;
  return { id, madeMs: epochMs(madeMs), kind, description, withdrawn: withdrawn === 1, succeeded: succeeded === 1 };
}
