import { isCashMovement, isFill, type LedgerEvent } from '../../shared/book/event.ts';
import type { Events } from '../../db/stores/events.ts';
import { contentKeyOf } from '../importers/dedupe-key.ts';
import { createKnownRows, type KnownRows } from './known-rows.ts';
import { hashRow, storedHash } from './row-hash.ts';

/** Rows that one export writes with an id and another without, or with an id of another kind: known by their content, each only once (BOOK section 4). */
export interface TwinRows {
  /**
   * Counts one row of the file that nothing of its own kind in the book equals.
   * @param hasId whether the row has an id from its source
   */
  readonly isKnown: (event: LedgerEvent, hasId: boolean) => boolean;
  /** Says that a row of the file was known by its id: then the ids of the file are of the book's kind, and other ids are other rows. */
  readonly noteSharedId: () => void;
}

/**
 * The rows of an account as they could stand in an export of the other kind. Nothing is read before it is asked for: a
 * file of the same kind as the book, or a book without rows, pays nothing.
 * @param changeId of the import at work: rows of one file are no twins of each other
 * @param hasIdKinds whether exports of the venue may write one fill under ids of several kinds
 */
export function createTwinRows(
  events: Pick<Events, 'dedupeHashes' | 'read'>,
  account: string,
  changeId: number,
  hasIdKinds: boolean,
): TwinRows {
  let withoutId: KnownRows | null = null;
  let withId: KnownRows | null = null;
  let sharesIds = false;

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
      const content = hashRow(contentKeyOf(event));
      if (hasId) {
        if ((withoutId ??= createKnownRows(events.dedupeHashes(account))).isKnown(content, false)) return true;
        if (!hasIdKinds || sharesIds) return false;
      }
      return (withId ??= createKnownRows([...contentsWithId()])).isKnown(content, false);
    },
    noteSharedId: () => {
      sharesIds = true;
    },
  };
}
