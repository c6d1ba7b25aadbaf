import { createHash } from 'node:crypto';
import { deserialize, serialize } from 'node:v8';
import { zstdCompressSync, zstdDecompressSync } from 'node:zlib';
import type { NewRunningState, RunningStateHead } from '../../../db/stores/running-states.ts';
import type { SavedWalk } from '../../ledger/daily-states.ts';
import type { RunningStateBasis } from './running-state-basis.ts';

/** Packs a state so that it can be known again byte by byte. */
export function packState(
  head: Pick<NewRunningState, 'instantMs' | 'lastEventId' | 'eventCount' | 'foldVersion'>,
  basis: RunningStateBasis,
  packed: Uint8Array,
): NewRunningState {
  const named = { ...head, basisJson: JSON.stringify(basis) };
  return { ...named, sha256: hashOf(named, packed), state: packed };
}

/** A walk as bytes: of what it is at this moment, whatever becomes of it. */
export function packWalk(walk: SavedWalk): Uint8Array {
  return zstdCompressSync(serialize(walk));
}

/** What a kept state holds, or null where a single byte of it is not as it was written. */
export function readKept(
  head: RunningStateHead,
  state: Uint8Array,
): { readonly basis: RunningStateBasis; readonly walk: SavedWalk } | null {
  if (hashOf(head, state) !== head.sha256) return null;
  // Bytes that `packState` wrote: the hash says so.
  return {
    basis: JSON.parse(head.basisJson) as RunningStateBasis,
    walk: deserialize(zstdDecompressSync(state)) as SavedWalk,
  };
}

function hashOf(
  head: Pick<NewRunningState, 'instantMs' | 'lastEventId' | 'eventCount' | 'foldVersion' | 'basisJson'>,
  state: Uint8Array,
): string {
  const { foldVersion, instantMs, lastEventId, eventCount, basisJson } = head;
  return createHash('sha256')
    .update(JSON.stringify([foldVersion, instantMs, lastEventId, eventCount, basisJson]))
    .update(state)
    .digest('hex');
}
