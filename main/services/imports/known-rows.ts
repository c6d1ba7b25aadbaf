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

const smallestCapacity = 1 << 12;
const fullestShare = 0.7;
/** Numbers a slot: both halves of the hash, and 1 + the equal rows of the book that the file has not written yet. */
const lanes = 4;

/**
 * @param booked hashes of the live rows of the account, one for each row
 * @param expected about how many rows will be asked for, so that the table need not grow
 */
export function createKnownRows(booked: Iterable<bigint>, expected = 0): KnownRows {
  // Open addressing in one typed array: a million rows take 32 MB and one cache line each, a Map of texts several hundred.
  let capacity = smallestCapacity;
  while (capacity * fullestShare < expected) capacity *= 2;
  let table = new Uint32Array(capacity * lanes);
  let used = 0;

  /** Where the hash stands or may be put. */
  function placeOf(high: number, low: number): number {
    let slot = (low ^ Math.imul(high, 0x9e3779b1)) & (capacity - 1);
    for (;;) {
      const place = slot * lanes;
      if (table[place + 2] === 0 || (table[place] === high && table[place + 1] === low)) return place;
      slot = (slot + 1) & (capacity - 1);
    }
  }
  function put(place: number, high: number, low: number, left: number): void {
    table[place] = high;
    table[place + 1] = low;
    table[place + 2] = left;
    used += 1;
    if (used > capacity * fullestShare) grow();
  }
  function grow(): void {
    const before = table;
    capacity *= 2;
    table = new Uint32Array(capacity * lanes);
    for (let old = 0; old < before.length; old += lanes) {
      const left = before[old + 2] as number;
      if (left === 0) continue;
      const [high, low] = [before[old] as number, before[old + 1] as number];
      const place = placeOf(high, low);
      table[place] = high;
      table[place + 1] = low;
      table[place + 2] = left;
    }
  }

  for (const stored of booked) {
    const { high, low } = hashFromStored(stored);
    const place = placeOf(high, low);
    const left = table[place + 2] as number;
    if (left === 0) put(place, high, low, 2);
    else table[place + 2] = left + 1;
  }
  return {
    isKnown: ({ high, low }, once) => {
      const place = placeOf(high, low);
      const left = table[place + 2] as number;
      if (left === 0) {
        put(place, high, low, 1);
        return false;
      }
      if (once) return true;
      if (left === 1) return false;
      table[place + 2] = left - 1;
      return true;
    },
  };
}
