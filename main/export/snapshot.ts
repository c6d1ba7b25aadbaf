import type { PositionsDocument } from '../../shared/contract/book.ts';
import type { RiskDocument } from '../../shared/contract/risk.ts';
import type { SnapshotBasis } from '../../shared/contract/snapshots.ts';

/** What a trader keeps: the risk picture and the positions it rests on. Its schema only ever gains fields within a version. */
export interface Snapshot {
  readonly schema: 'ballast.snapshot/1';
  readonly risk: RiskDocument;
  readonly positions: PositionsDocument;
  /** What a later comparison needs beside them. */
  readonly basis: SnapshotBasis;
}

export function snapshotOf(risk: RiskDocument, positions: PositionsDocument, basis: SnapshotBasis): Snapshot {
  return { schema: 'ballast.snapshot/1', risk, positions, basis };
}

/** The snapshot as JSON text; the same snapshot gives the same bytes. */
export function snapshotJson(snapshot: Snapshot): string {
  return `${JSON.stringify(snapshot, null, 2)}\n`;
}

/** What the files of a snapshot are called before their endings, such as `ballast-2026-11-20T205600Z`. */
export function snapshotStem({ risk }: Snapshot): string {
  return `ballast-${risk.asOf.replace(/\.\d+/, '').replaceAll(':', '')}`;
}

/** File name of a snapshot, such as `ballast-2026-11-20T205600Z.html`. */
export function snapshotFileName(snapshot: Snapshot, format: 'json' | 'html' | 'pdf'): string {
  return `${snapshotStem(snapshot)}.${format}`;
}
