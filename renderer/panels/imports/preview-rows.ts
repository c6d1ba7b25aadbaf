import type { FileReport, PreviewRow } from '../../../shared/contract/imports.ts';

export type RowFilter = 'all' | 'accepted' | 'duplicate' | 'ignored' | 'failed';

/** A line of the grid: a row of the file, a fold of alike rows, or the raw text under a failed row. */
export interface PreviewLine {
  readonly id: string;
  readonly kind: 'row' | 'fold' | 'raw';
  readonly row: PreviewRow;
}

/** The lines of the grid: under each failed row its raw text. */
export function previewLines(rows: readonly PreviewRow[], filter: RowFilter): readonly PreviewLine[] {
  return rows
    .filter((row) => filter === 'all' || row.result === filter)
    .flatMap((row, place): PreviewLine[] => {
      const line: PreviewLine = { id: `${row.line}/${place}`, kind: row.result === 'fold' ? 'fold' : 'row', row };
      return row.raw === null || row.result !== 'failed' ? [line] : [line, { id: `${row.line}/raw`, kind: 'raw', row }];
    });
}

export interface Count {
  readonly kind: 'accepted' | 'duplicates' | 'ignored' | 'failed';
  readonly count: number;
}

/** rows = accepted + duplicates + ignored + failed. */
export function rowCounts(report: FileReport): readonly Count[] {
  return [
    { kind: 'accepted', count: report.accepted },
    { kind: 'duplicates', count: report.duplicates },
    { kind: 'ignored', count: report.ignored.reduce((sum, { count }) => sum + count, 0) },
    { kind: 'failed', count: report.failures.length },
  ];
}

/** The raw text in three parts, the bad one in the middle, where the message quotes it. */
export function markedRaw(raw: string, message: string): readonly [before: string, bad: string, after: string] {
  for (const [, quoted] of message.matchAll(/["“]([^"”]+)["”]/g)) {
    const at = quoted === undefined ? -1 : raw.indexOf(quoted);
    if (quoted !== undefined && at >= 0) return [raw.slice(0, at), quoted, raw.slice(at + quoted.length)];
  }
  return [raw, '', ''];
}
