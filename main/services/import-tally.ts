import type { FailedRow } from '../../db/stores/imports.ts';
import type { FileReport } from '../../shared/contract/imports.ts';

/** Counts what becomes of the rows of a file. */
export interface ImportTally {
  readonly accept: (kind: string, rows: number) => void;
  readonly duplicate: (rows: number) => void;
  readonly ignore: (reason: string) => void;
  readonly fail: (failure: FailedRow) => void;
  readonly counts: () => Pick<FileReport, 'accepted' | 'duplicates' | 'ignored' | 'failures' | 'events'>;
  readonly failedRows: () => readonly FailedRow[];
}

export function createImportTally(): ImportTally {
  let accepted = 0;
  let duplicates = 0;
  const ignored = new Map<string, number>();
  const events = new Map<string, number>();
  const failures: FailedRow[] = [];
  return {
    accept: (kind, rows) => {
      accepted += rows;
      events.set(kind, (events.get(kind) ?? 0) + 1);
    },
    duplicate: (rows) => {
      duplicates += rows;
    },
    ignore: (reason) => {
      ignored.set(reason, (ignored.get(reason) ?? 0) + 1);
    },
    fail: (failure) => {
      failures.push(failure);
    },
    counts: () => ({
      accepted,
      duplicates,
      ignored: [...ignored].map(([reason, count]) => ({ reason, count })),
      failures: failures.map(({ line, code, message, raw }) => ({ line, code, message, raw })),
      events: Object.fromEntries([...events].sort(([a], [b]) => (a < b ? -1 : 1))),
    }),
    failedRows: () => failures,
  };
}

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
