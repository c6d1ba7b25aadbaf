import { basename } from 'node:path';
import type { Output } from '../../../shared/contract/core.ts';
import type { importCalls } from '../../../shared/contract/imports.ts';
import { failure, success, type Result } from '../../../shared/result/result.ts';
import { formats } from '../../importers/registry.ts';
import { changeBook, type ServiceContext } from '../context.ts';
import { marksFormat } from './marks-format.ts';

export function formatsList(): Output<(typeof importCalls)['imports.formats']> {
  return {
    formats: [...formats, marksFormat].map(({ id, broker, export: exported, detects, seen }) => ({
      id,
      broker,
      export: exported,
      detects,
      seen,
    })),
  };
}

export function importsList(context: ServiceContext): Output<(typeof importCalls)['imports.list']> {
  return {
    imports: context.vault.imports.list().map((entry) => ({
      importId: entry.importId,
      madeMs: entry.madeMs,
      path: entry.path,
      format: entry.format,
      account: entry.account ?? '',
      rows: entry.rows,
      accepted: entry.accepted,
      duplicates: entry.duplicates,
      ignored: entry.ignored.reduce((sum, one) => sum + one.count, 0),
      failed: entry.failed,
      failedOpen: entry.failedOpen,
      withdrawn: entry.withdrawn,
      canRedo: entry.withdrawn && !entry.succeeded,
    })),
  };
}

export function importFailures(
  context: ServiceContext,
  importId: number,
): Output<(typeof importCalls)['imports.failures']> {
  return {
    failures: context.vault.imports.failures(importId).map(({ failureId, line, code, message, raw, dismissed }) => ({
      failureId,
      line,
      code,
      message,
      raw,
      dismissed,
    })),
  };
}

/** Says that failed rows may be left out, as one change that undo takes back. Faults: `import-unknown`, `failure-unknown`. */
export function dismissFailures(
  context: ServiceContext,
  importId: number,
  failureIds: readonly number[] | null,
): Result<{ readonly dismissed: number }> {
  const entry = context.vault.imports.find(importId);
  if (entry === null || entry.withdrawn)
    return failure('import-unknown', `The book holds no import ${importId}.`, 'Look at the list of imports.');
  const made = changeBook(context, 'dismissal', (changeId) => {
    const dismissed = context.vault.imports.dismiss(changeId, importId, failureIds);
    if (dismissed === 0)
      return failure('failure-unknown', 'None of these rows is open any longer.', 'Look at the failed rows again.');
    const rows = dismissed === 1 ? '1 failed row' : `${dismissed} failed rows`;
    return success({ keep: true, description: `${rows} of ${basename(entry.path)} left out`, value: dismissed });
  });
  return made.ok ? success({ dismissed: made.value.value }) : made;
}
