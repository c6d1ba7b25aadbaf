import type { PositionsDocument } from '../../shared/contract/book.ts';
import type { CascadeDocument } from '../../shared/contract/cascade.ts';
import type { InsolvencyDocument } from '../../shared/contract/insolvency.ts';
import type { LimitsDocument } from '../../shared/contract/limits.ts';
import type { RiskDocument } from '../../shared/contract/risk.ts';
import type { SnapshotBasis } from '../../shared/contract/snapshots.ts';
import type { WhatIfDocument } from '../../shared/contract/whatif.ts';

/** What may happen, and what the trader thinks of doing: each as its own command prints it. */
export interface SnapshotOutlook {
  /** The order of events along the axis of the ladder; null where nothing is held whose price could move. */
  readonly cascade: CascadeDocument | null;
  /** Where debt begins and who bears it; null where nothing could be liquidated. */
  readonly insolvency: InsolvencyDocument | null;
  /** The trader's limits and how the book stands to them; null where none is set. */
  readonly limits: LimitsDocument | null;
  /** The what-ifs that are kept by name, beside the book as it stands; null where none is. Nothing of them has happened. */
  readonly whatIfs: WhatIfDocument | null;
}

/** What a trader keeps: the risk picture and the positions it rests on. Its schema only ever gains fields within a version. */
export interface Snapshot extends SnapshotOutlook {
  readonly schema: 'ballast.snapshot/1';
  readonly risk: RiskDocument;
  readonly positions: PositionsDocument;
  /** What a later comparison needs beside them. */
  readonly basis: SnapshotBasis;
}

/** Of a book without exposure, limits or what-ifs. */
export const noOutlook: SnapshotOutlook = { cascade: null, insolvency: null, limits: null, whatIfs: null };

export function snapshotOf(
  risk: RiskDocument,
  positions: PositionsDocument,
  basis: SnapshotBasis,
  { cascade, insolvency, limits, whatIfs }: SnapshotOutlook = noOutlook,
): Snapshot {
  return { schema: 'ballast.snapshot/1', risk, positions, basis, cascade, insolvency, limits, whatIfs };
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
