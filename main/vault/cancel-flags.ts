/**
 * Which jobs shall stop, readable while the vault thread is busy and hears no messages: a few shared slots, each holding
 * the hash of a job id, 0 when free.
 */
export interface CancelFlags {
  readonly buffer: SharedArrayBuffer;
  readonly cancel: (jobId: string) => void;
  readonly isCancelled: (jobId: string) => boolean;
  /** Frees the slot, so that a later job of the same name runs. */
  readonly clear: (jobId: string) => void;
}

const slots = 32;

export function createCancelFlags(buffer = new SharedArrayBuffer(slots * Int32Array.BYTES_PER_ELEMENT)): CancelFlags {
  const flags = new Int32Array(buffer);
  const find = (hash: number) => flags.findIndex((_, slot) => Atomics.load(flags, slot) === hash);
  return {
    buffer,
    cancel: (jobId) => {
      const hash = hashOf(jobId);
      if (find(hash) !== -1) return;
      const free = flags.findIndex((_, slot) => Atomics.compareExchange(flags, slot, 0, hash) === 0);
      if (free === -1) Atomics.store(flags, 0, hash);
    },
    isCancelled: (jobId) => find(hashOf(jobId)) !== -1,
    clear: (jobId) => {
      const slot = find(hashOf(jobId));
      if (slot !== -1) Atomics.store(flags, slot, 0);
    },
  };
}

/** FNV-1a, 32 bits, never 0. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  return hash | 0 || 1;
}
