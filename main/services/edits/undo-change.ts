import type { Change } from '../../../db/stores/changes.ts';
import type { ImportEntry } from '../../../db/stores/imports.ts';
import type { Output } from '../../../shared/contract/core.ts';
import type { vaultCalls } from '../../../shared/contract/vault.ts';
import { failure, success, type Result } from '../../../shared/result/result.ts';
import { changeBook, type ServiceContext } from '../context.ts';
import type { Job } from '../job-board.ts';
import { rereadImport, reviveImport } from '../imports/reread-import.ts';

type Made = Output<(typeof vaultCalls)['vault.undo']>;

/** Takes back the newest change that still holds, whole. Fault: `nothing-to-undo`. */
export function undoNewest(context: ServiceContext): Result<Made> {
  const newest = context.vault.changes.newestLive();
  if (newest === null) return failure('nothing-to-undo', 'There is nothing to take back.', '');
  return undoChange(context, newest.id, null);
}

/**
 * Takes back any one change, whole. Rows that a later file also says come back under that file's import, so the book is
 * as if the change had never been made. Faults: `change-unknown`, `already-taken-back`, those of reading the kept files.
 */
export function undoChange(context: ServiceContext, changeId: number, jobId: string | null): Result<Made> {
  const change = liveChange(context, changeId);
  if (!change.ok) return change;
  const withdrawn = withJob(context, jobId, `Taking back: ${change.value.description}`, (job) =>
    context.vault.changes.takeBack(changeId, context.now(), true, (stepId) =>
      reviveAfter(context, changeId, stepId, job),
    ),
  );
  if (!withdrawn.ok) return withdrawn;
  context.notify({ topic: 'changed', payload: { what: 'undo' } });
  return success({ changeId, description: change.value.description });
}

/** Puts back what was taken back last, as long as nothing else was done since. Fault: `nothing-to-redo`. */
export function redoNewest(context: ServiceContext): Result<Made> {
  const newest = context.vault.changes.newestTakenBack();
  if (newest === null)
    return failure(
      'nothing-to-redo',
      'There is nothing to put back.',
      'Imports that were taken back can be put back in Imports.',
    );
  return redoChange(context, newest.id, null);
}

/**
 * Puts back a change that was taken back. An import beside which others have come or changed since is read again from its
 * kept file, as a change of its own: so no row that they hold meanwhile counts twice. Faults: `change-unknown`,
 * `not-taken-back`, `vault-not-empty` (the demo book beside another), those of reading the kept file.
 */
export function redoChange(context: ServiceContext, changeId: number, jobId: string | null): Result<Made> {
  const { changes, imports } = context.vault;
  const change = changes.find(changeId);
  if (change === null) return unknownChange(changeId);
  if (!change.withdrawn || change.succeeded)
    return failure('not-taken-back', `"${change.description}" is in the book.`, 'Nothing has to be put back.');
  if (change.kind === 'demo' && changes.newestLive() !== null)
    return failure('vault-not-empty', 'This vault holds a book by now; the demo book would mix with it.', '');
  const entry = imports.find(changeId);
  if (entry !== null && !changes.isBasisUnchanged(changeId))
    return withJob(context, jobId, `Reading ${entry.path} again`, (job) => importAgain(context, change, entry, job));
  const restored = changes.putBack(changeId, context.now());
  if (!restored.ok) return restored;
  context.notify({ topic: 'changed', payload: { what: 'redo' } });
  return success({ changeId, description: change.description });
}

/** Gives the imports after a change what their files say beyond what is left. Runs inside the transaction of taking it back. */
export function reviveAfter(
  context: ServiceContext,
  changeId: number,
  stepId: number,
  job: Job,
): Result<readonly { readonly entry: ImportEntry; readonly rows: number }[]> {
  const revived: { readonly entry: ImportEntry; readonly rows: number }[] = [];
  for (const entry of dependents(context, changeId)) {
    const rows = reviveImport(context, stepId, entry, job);
    if (!rows.ok) return rows;
    if (rows.value > 0) revived.push({ entry, rows: rows.value });
  }
  return success(revived);
}

/** The live imports that a change may have spared rows, the oldest first. */
function dependents(context: ServiceContext, changeId: number): readonly ImportEntry[] {
  const { imports } = context.vault;
  const later = imports.liveAfter(changeId);
  if (later.length === 0) return [];
  const scope = imports.scopeOf(changeId);
  return later.filter((entry) => {
    // Any file may state a price at an instant beside its rows; daily closes come from price histories alone.
    if (scope.marks) return true;
    if (entry.account === null) return scope.closes;
    const accounts = imports.scopeOf(entry.importId).accounts;
    return [...scope.accounts].some((name) => accounts.has(name));
  });
}

function importAgain(context: ServiceContext, change: Change, entry: ImportEntry, job: Job): Result<Made> {
  const { changes, imports } = context.vault;
  const made = changeBook(context, 'import', (changeId) => {
    const read = rereadImport(context, changeId, entry, job);
    if (!read.ok) return read;
    if (!read.value.changed)
      return failure('already-in-vault', `${entry.path} was imported again since.`, 'Nothing has to be put back.');
    imports.dismissAgain(changeId, entry.importId);
    changes.noteSuccessor(change.id, changeId, context.now());
    return success({ keep: true, description: change.description, value: null });
  });
  return made.ok ? success({ changeId: made.value.changeId, description: change.description }) : made;
}

export function liveChange(context: ServiceContext, changeId: number): Result<Change> {
  const change = context.vault.changes.find(changeId);
  if (change === null) return unknownChange(changeId);
  if (!change.withdrawn) return success(change);
  return failure('already-taken-back', `"${change.description}" is taken back already.`, '');
}

function unknownChange(changeId: number) {
  return failure('change-unknown', `There is no change or import ${changeId}.`, 'Look at the list of imports.');
}

export function withJob<T>(
  context: ServiceContext,
  jobId: string | null,
  label: string,
  body: (job: Job) => Result<T>,
): Result<T> {
  const job = context.jobs.start(jobId, label);
  try {
    return body(job);
  } finally {
    job.end();
  }
}
