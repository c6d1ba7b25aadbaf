import type { Output } from '../../shared/contract/core.ts';
import type { importCalls } from '../../shared/contract/imports.ts';
import { failure, success, type Result } from '../../shared/result/result.ts';
import { formats } from '../importers/registry.ts';
import { changeBook, type ServiceContext } from './context.ts';
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
    failures: context.vault.imports
      .failures(importId)
      .map(({ line, code, message, raw, dismissed }) => ({ line, code, message, raw, dismissed })),
  };
}

/** Says that a failed row may be left out, as a change that undo takes back. Fault: `failure-unknown`. */
export function dismissFailure(
  context: ServiceContext,
  importId: number,
  line: number,
): Result<{ readonly dismissed: boolean }> {
  const made = changeBook(context, 'dismissal', (changeId) => {
    const dismissed = context.vault.imports.dismiss(changeId, importId, line);
    return dismissed === 0
      ? failure('failure-unknown', `Line ${line} of this import has no open failure.`, '')
      : success({ keep: true, description: `Failed row ${line} left out`, value: null });
  });
  return made.ok ? success({ dismissed: true }) : made;
}
