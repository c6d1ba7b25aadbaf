import type { FileReport } from '../../../shared/contract/imports.ts';

/** Whether every row of the file is accounted for. */
export function addsUp(report: Pick<FileReport, 'rows' | 'accepted' | 'duplicates' | 'ignored' | 'failures'>): boolean {
  const ignored = report.ignored.reduce((sum, one) => sum + one.count, 0);
  return report.rows === report.accepted + report.duplicates + ignored + report.failures.length;
}

/** The report of a file that was refused: it changed nothing, so its counts are zero. */
export function refusedReport(path: string, sha256: string, error: NonNullable<FileReport['error']>): FileReport {
  return {
    path,
    sha256,
    format: null,
    account: null,
    rows: 0,
    accepted: 0,
    duplicates: 0,
    assumed: [],
    ignored: [],
    failures: [],
    events: {},
    importId: null,
    error,
  };
}
