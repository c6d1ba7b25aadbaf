import { isCashMovement, isFill, type LedgerEvent } from '../../shared/book/event.ts';
import type { Events } from '../../db/stores/events.ts';
import { contentKeyOf } from '../importers/dedupe-key.ts';
import { createKnownRows, type KnownRows } from './known-rows.ts';
import { hashRow, storedHash } from './row-hash.ts';

/** Rows that one export writes with an id and another without: known by their content, each only once (BOOK section 4). */
export interface TwinRows {
  /**
   * Counts one row of the file that nothing of its own kind in the book equals.
   * @param hasId whether the row has an id from its source
   */
  readonly isKnown: (event: LedgerEvent, hasId: boolean) => boolean;
}

/**
 * The rows of an account as they could stand in an export of the other kind. Nothing is read before it is asked for: a
 * file of the same kind as the book, or a book without rows, pays nothing.
 * @param changeId of the import at work: rows of one file are no twins of each other
 */
export function createTwinRows(
  events: Pick<Events, 'dedupeHashes' | 'read'>,
  account: string,
  changeId: number,
): TwinRows {
  let withoutId: KnownRows | null = null;
  let withId: KnownRows | null = null;

  function* contentsWithId(): IterableIterator<bigint> {
    // A row without an id is kept under the hash of its content, so what is left over had an id.
    const plain = createKnownRows(events.dedupeHashes(account));
    for (const event of events.read({ account })) {
      if (event.provenance === null || event.provenance.importId === changeId) continue;
      const hash = hashRow(contentKeyOf(event));
      if (!plain.isKnown(hash, false)) yield storedHash(hash);
    }
  }

  return {
    isKnown: (event, hasId) => {
      if (!isFill(event) && !isCashMovement(event)) return false;
      const twins = hasId
        ? (withoutId ??= createKnownRows(events.dedupeHashes(account)))
        : (withId ??= createKnownRows([...contentsWithId()]));
      return twins.isKnown(hashRow(contentKeyOf(event)), false);
    },
  };
}
