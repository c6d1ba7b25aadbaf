import type { FileReport } from '../../shared/contract/imports.ts';
import { left, right, textTable } from './text-table.ts';

const shownFailures = 10;

/** What an import did, for reading. */
export function importText(files: readonly FileReport[]): string {
  const table = textTable<FileReport>(
    [
      left('file', (file) => file.path),
      left('format', (file) => file.format ?? '-'),
      left('account', (file) => file.account ?? '-'),
      right('rows', (file) => String(file.rows)),
      right('accepted', (file) => String(file.accepted)),
      right('known already', (file) => String(file.duplicates)),
      right('ignored', (file) => String(file.ignored.reduce((sum, one) => sum + one.count, 0))),
      right('failed', (file) => String(file.failures.length)),
    ],
    files,
    'No file.',
  );
  return [table, ...files.flatMap(remarks)].join('\n');
}

function remarks(file: FileReport): readonly string[] {
  const lines: string[] = [];
  if (file.error !== null) lines.push(`${file.path}: refused. ${file.error.message} ${file.error.mend}`.trimEnd());
  if (file.assumed.length > 0) lines.push(`${file.path}: assumed ${file.assumed.join(', ')}.`);
  for (const { reason, count } of file.ignored) lines.push(`${file.path}: ${count} ignored: ${reason}.`);
  for (const failure of file.failures.slice(0, shownFailures))
    lines.push(`${file.path}: line ${failure.line}: ${failure.message}`);
  if (file.failures.length > shownFailures)
    lines.push(`${file.path}: and ${file.failures.length - shownFailures} more rows that failed.`);
  return lines;
}
