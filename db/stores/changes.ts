import Database from 'better-sqlite3';
import { failure, success, type Result } from '../../shared/result/result.ts';
import { epochMs, type EpochMs } from '../../shared/units/unit.ts';
import type { Dictionaries } from './dictionaries.ts';

export type ChangeKind = 'import' | 'add' | 'account' | 'marks' | 'margin-table' | 'dismissal' | 'demo';

export interface Change {
  readonly id: number;
  readonly madeMs: EpochMs;
  readonly kind: ChangeKind;
  readonly description: string;
  readonly withdrawn: boolean;
}

/** What the body of a change decides: keep it under a description, or leave the vault as it was. */
export type Decision<T> =
  | { readonly keep: true; readonly description: string; readonly value: T }
  | { readonly keep: false; readonly value: T };

export interface Changes {
  /**
   * Runs the body in one transaction under a new change id. A fault or `keep: false` rolls everything back; a throw
   * rolls back and goes on. `changeId` is null when nothing was kept.
   * Faults beside those of the body: `vault-busy`, `vault-write-failed`.
   */
  readonly make: <T>(
    kind: ChangeKind,
    madeMs: EpochMs,
    body: (changeId: number) => Result<Decision<T>>,
  ) => Result<{ readonly changeId: number | null; readonly value: T }>;
  /** The newest change that is not withdrawn: what undo would take back. */
  readonly newestLive: () => Change | null;
  readonly withdraw: (changeId: number, atMs: EpochMs) => Result<null>;
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
}

export function createChanges(database: Database.Database, dictionaries: Dictionaries): Changes {
  const insert = database.prepare<[number, string]>(
    "INSERT INTO change (made_at_ms, kind, description) VALUES (?, ?, '')",
  );
  const describe = database.prepare<[string, number]>('UPDATE change SET description = ? WHERE id = ?');
  const withdraw = database.prepare<[number, number]>(
    'INSERT INTO withdrawal (change_id, withdrawn_at_ms) VALUES (?, ?)',
  );
  const newest = database.prepare<[], ChangeRow>('SELECT *, 0 AS withdrawn FROM live_change ORDER BY id DESC LIMIT 1');
  const list = database.prepare<[number], ChangeRow>(
    'SELECT *, id IN (SELECT change_id FROM withdrawal) AS withdrawn FROM change ORDER BY id DESC LIMIT ?',
  );
  const ofKind = database.prepare<[string], number>('SELECT 1 FROM live_change WHERE kind = ? LIMIT 1').pluck();
  const state = database
    .prepare<[], string>(
      "SELECT (SELECT ifnull(max(id), 0) FROM change) || '/' || (SELECT count(*) || '/' || ifnull(max(change_id), 0) FROM withdrawal)",
    )
    .pluck();

  function inTransaction<T>(body: () => Result<{ readonly keep: boolean; readonly value: T }>): Result<T> {
    try {
      database.exec('BEGIN IMMEDIATE');
    } catch (error) {
      return writeFault(error);
    }
    let kept = false;
    try {
      const outcome = body();
      if (outcome.ok && outcome.value.keep) {
        database.exec('COMMIT');
        kept = true;
      }
      return outcome.ok ? success(outcome.value.value) : outcome;
    } catch (error) {
      return writeFault(error);
    } finally {
      if (!kept) {
        if (database.inTransaction) database.exec('ROLLBACK');
        for (const dictionary of Object.values(dictionaries)) dictionary.forget();
      }
    }
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
    newestLive: () => {
      const row = newest.get();
      return row === undefined ? null : changeOf(row);
    },
    withdraw: (changeId, atMs) =>
      inTransaction(() => {
        withdraw.run(changeId, atMs);
        return success({ keep: true, value: null });
      }),
    list: (limit) => list.all(limit).map(changeOf),
    hasLive: (kind) => ofKind.get(kind) !== undefined,
    liveState: () => state.get() ?? '',
  };
}

function changeOf(row: ChangeRow): Change {
  const { id, kind, description } = row;
  return { id, madeMs: epochMs(row.made_at_ms), kind, description, withdrawn: row.withdrawn === 1 };
}

/** A full disk or a locked file is the world's doing and becomes a fault; any other error is a bug and goes on. */
function writeFault(error: unknown) {
  if (!(error instanceof Database.SqliteError)) throw error;
  if (error.code.startsWith('SQLITE_BUSY') || error.code.startsWith('SQLITE_LOCKED'))
    return failure('vault-busy', 'Another program is writing to this vault', 'Try again when it has finished.');
  if (/^SQLITE_(FULL|IOERR|READONLY|CANTOPEN|CORRUPT)/.test(error.code))
    return failure(
      'vault-write-failed',
      `The vault could not be written: ${error.message}`,
      'Nothing was changed. Check the free space of the disk and whether the file may be written.',
    );
  throw error;
}
