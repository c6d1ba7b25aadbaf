import { zstdCompressSync, zstdDecompressSync } from 'node:zlib';
import { keptSnapshot, type KeptSnapshot } from '../../../shared/contract/snapshots.ts';
import { failure, success, type Result } from '../../../shared/result/result.ts';
import type { EpochMs } from '../../../shared/units/unit.ts';
import { isWholeSnapshot } from '../../views/snapshot-comparison-reading.ts';
import type { ServiceContext } from '../context.ts';
import { isoTimeOf } from '../iso-time.ts';

/** A year of weekly ones, or the last two months of daily ones. */
const mostKept = 60;

/** Keeps what a later comparison needs; one of the same instant is replaced. */
export function keepSnapshot(context: ServiceContext, asOfMs: EpochMs, snapshot: KeptSnapshot): void {
  const packed = zstdCompressSync(Buffer.from(JSON.stringify(keptSnapshot.parse(snapshot))));
  context.vault.keptSnapshots.keep(asOfMs, context.now(), packed, mostKept);
}

/** Newest first. */
export function keptSnapshots(context: ServiceContext): {
  snapshots: { id: number; asOf: string; madeAt: string }[];
} {
  return {
    snapshots: context.vault.keptSnapshots
      .list()
      .map(({ id, asOfMs, madeMs }) => ({ id, asOf: isoTimeOf(asOfMs), madeAt: isoTimeOf(madeMs) })),
  };
}

/** Fault: `snapshot-unknown`. */
export function keptById(context: ServiceContext, id: number): Result<KeptSnapshot> {
  const packed = context.vault.keptSnapshots.packed(id);
  return packed === null
    ? failure('snapshot-unknown', 'That snapshot is not kept any more.', 'Choose another one, or its JSON file.')
    : success(unpacked(packed));
}

/** Within this time, pictures of an unchanged book are one snapshot in several formats. */
const oneSittingMs = 15 * 60_000;

/**
 * The last snapshot before a picture: the newest kept one of an earlier instant, unless it was taken in the same sitting and
 * shows the same. null when there is none.
 */
export function lastKeptBefore(context: ServiceContext, asOfMs: EpochMs, picture: KeptSnapshot): KeptSnapshot | null {
  for (const entry of context.vault.keptSnapshots.list()) {
    if (entry.asOfMs >= asOfMs) continue;
    const packed = context.vault.keptSnapshots.packed(entry.id);
    if (packed === null) continue;
    const found = unpacked(packed);
    if (asOfMs - entry.asOfMs > oneSittingMs || !showsTheSame(found, picture)) return found;
  }
  return null;
}

function showsTheSame(one: KeptSnapshot, other: KeptSnapshot): boolean {
  const held = ({ positions, basis }: KeptSnapshot): string => JSON.stringify([positions, basis]);
  return held(one) === held(keptSnapshot.parse(other));
}

/** Reads a snapshot's JSON file. Faults: `snapshot-unreadable`, `snapshot-without-basis`. */
export function readSnapshotText(name: string, text: string): Result<KeptSnapshot> {
  const unreadable = failure(
    'snapshot-unreadable',
    `${name} is not a snapshot of Ballast.`,
    'Choose the JSON file that a snapshot wrote.',
  );
  let document: unknown;
  try {
    document = JSON.parse(text);
  } catch {
    return unreadable;
  }
  if (typeof document !== 'object' || document === null || !('schema' in document)) return unreadable;
  if (document.schema === 'ballast.snapshot/1' && !('basis' in document))
    return failure(
      'snapshot-without-basis',
      `${name} was written by an earlier version of Ballast, without the rates and margin tables that a comparison needs.`,
      'Compare with a later snapshot.',
    );
  const read = keptSnapshot.safeParse(document);
  return read.success && isWholeSnapshot(read.data) ? success(read.data) : unreadable;
}

function unpacked(packed: Uint8Array): KeptSnapshot {
  return keptSnapshot.parse(JSON.parse(zstdDecompressSync(packed).toString('utf8')));
}
