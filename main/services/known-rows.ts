import { hashFromStored, type RowHash } from './row-hash.ts';

/**
 * Which rows of a file the book holds already (BOOK section 4). A row that the file writes for the n-th time is known
 * when the book held n equal rows before: so where files overlap, the book keeps as many equal rows as the file that has
 * most, whatever the order of imports.
 */
export interface KnownRows {
  /**
   * Counts one row of the file and answers whether the book has it.
   * @param once a row with an id from its source: the same id is the same row, also within the file
   */
  readonly isKnown: (hash: RowHash, once: boolean) => boolean;
}

const firstCapacity = 1 << 12;
const fullestShare = 0.6;

/** @param booked hashes of the live rows of the account, one for each row */
export function createKnownRows(booked: Iterable<bigint>): KnownRows {
  // An open-addressing table in typed arrays: a million rows take 24 MB, a Map of texts several hundred.
  let capacity = firstCapacity;
  let highs = new Uint32Array(capacity);
  let lows = new Uint32Array(capacity);
  let inBook = new Uint32Array(capacity);
  let inFile = new Uint32Array(capacity);
  let used = 0;

  function slotOf(high: number, low: number): number {
    let slot = (low ^ Math.imul(high, 0x9e3779b1)) & (capacity - 1);
    while (!isFree(slot) && (highs[slot] !== high || lows[slot] !== low)) slot = (slot + 1) & (capacity - 1);
    return slot;
  }
  function isFree(slot: number): boolean {
    return inBook[slot] === 0 && inFile[slot] === 0;
  }
  function claim(high: number, low: number): number {
    const slot = slotOf(high, low);
    if (!isFree(slot)) return slot;
    if (used + 1 > capacity * fullestShare) {
      grow();
      return claim(high, low);
    }
    used += 1;
    highs[slot] = high;
    lows[slot] = low;
    return slot;
  }
  function grow(): void {
    const before = { highs, lows, inBook, inFile, capacity };
    capacity *= 2;
    highs = new Uint32Array(capacity);
    lows = new Uint32Array(capacity);
    inBook = new Uint32Array(capacity);
    inFile = new Uint32Array(capacity);
    for (let old = 0; old < before.capacity; old += 1) {
      if (before.inBook[old] === 0 && before.inFile[old] === 0) continue;
      const slot = slotOf(before.highs[old] as number, before.lows[old] as number);
      highs[slot] = before.highs[old] as number;
      lows[slot] = before.lows[old] as number;
      inBook[slot] = before.inBook[old] as number;
      inFile[slot] = before.inFile[old] as number;
    }
  }

  for (const stored of booked) {
    const { high, low } = hashFromStored(stored);
    const slot = claim(high, low);
    inBook[slot] = (inBook[slot] as number) + 1;
  }
  return {
    isKnown: ({ high, low }, once) => {
      const slot = claim(high, low);
      const ordinal = ((inFile[slot] as number) += 1);
      return once ? ordinal > 1 || (inBook[slot] as number) > 0 : ordinal <= (inBook[slot] as number);
    },
  };
}
