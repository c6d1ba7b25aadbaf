import { isCashMovement, isFill, type LedgerEvent } from '../../../shared/book/event.ts';
import { epochMs } from '../../../shared/units/unit.ts';
import { contentKeyOf } from '../../importers/dedupe-key.ts';
import type { Zone } from '../../importers/importer.ts';
import { wallClockOf } from '../../importers/local-time.ts';
import { createKnownRows, type KnownRows } from './known-rows.ts';
import type { StandingRows } from './poorer-fills.ts';
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

/** How the exports of a venue differ in what they write of one row. */
export interface VenueLayouts {
  readonly hasIdKinds: boolean;
  readonly hasSeconds: boolean;
  /** The zone of the days where an export may write the day of a row alone, without its time; else null. */
  readonly dayZone: Zone | null;
}

export function layoutsOf(venue: string | null, zone: Zone): VenueLayouts {
  const isFlex = venue === 'interactive-brokers';
  return { hasIdKinds: isFlex, hasSeconds: venue === 'bybit', dayZone: isFlex ? zone : null };
}

/**
 * The rows of an account as they could stand in an export of the other kind. Nothing is read before it is asked for: a
 * file of the same kind as the book, or a book without rows, pays nothing.
 * @param changeId of the import at work: rows of one file are no twins of each other
 * @param hasIdKinds whether exports of the venue may write one fill under ids of several kinds
 * @param hasSeconds whether one export of the venue writes whole seconds and no ids, another milliseconds: then a row of the
 *   first equals one of the second of that second with the same content
 * @param dayZone rows without an id, of which one export writes the day and another the time as well: those of one day with
 *   the same content are equal
 */
export function createTwinRows(
  events: StandingRows,
  account: string,
  changeId: number,
  { hasIdKinds, hasSeconds, dayZone }: VenueLayouts,
): TwinRows {
  // Read before the file's own rows are written: they are no twins of each other.
  let withoutId: KnownRows | null = hasSeconds ? createKnownRows(events.dedupeHashes(account)) : null;
  let withId: KnownRows | null = null;
  let sharesIds = false;

  function* contentsWithId(): IterableIterator<bigint> {
    // A row without an id is kept under the hash of its content, so what is left over had an id.
    const plain = createKnownRows(events.dedupeHashes(account));
    for (const event of events.read({ account })) {
      if (event.provenance === null || event.provenance.importId === changeId) continue;
      const hash = hashRow(contentKeyOf(event));
      const hadId = !plain.isKnown(hash, false);
      if (hadId) yield storedHash(hash);
      if (hasSeconds && !isWholeSecond(event) && (hadId || isCashMovement(event)))
        yield storedHash(hashRow(secondKeyOf(event)));
    }
  }

  let byDay: { readonly daysOnly: KnownRows; readonly timed: KnownRows } | null = null;

  /** The rows without an id under the day on which they stand, those of the day alone and those with a time. */
  function readDays(zone: Zone): NonNullable<typeof byDay> {
    const plain = createKnownRows(events.dedupeHashes(account));
    const [daysOnly, timed]: [bigint[], bigint[]] = [[], []];
    for (const event of events.read({ account })) {
      if (event.provenance === null || event.provenance.importId === changeId) continue;
      if (!plain.isKnown(hashRow(contentKeyOf(event)), false)) continue;
      (isDayOnly(event, zone) ? daysOnly : timed).push(storedHash(hashRow(dayKeyOf(event, zone))));
    }
    return { daysOnly: createKnownRows(daysOnly), timed: createKnownRows(timed) };
  }

  function isKnownByDay(event: LedgerEvent, zone: Zone): boolean {
    const { daysOnly, timed } = (byDay ??= readDays(zone));
    return (isDayOnly(event, zone) ? timed : daysOnly).isKnown(hashRow(dayKeyOf(event, zone)), false);
  }

  return {
    isKnown: (event, hasId) => {
      if (!isFill(event) && !isCashMovement(event)) return false;
      const content = hashRow(contentKeyOf(event));
      // Fills without an id are told apart by their milliseconds where they have any.
      const inSecond = hasSeconds && !isWholeSecond(event) && (hasId || isCashMovement(event));
      if (inSecond && withoutId?.isKnown(hashRow(secondKeyOf(event)), false) === true) return true;
      if (hasId) {
        if ((withoutId ??= createKnownRows(events.unclaimedHashes(account))).isKnown(content, false)) return true;
        if (!hasIdKinds || sharesIds) return false;
      }
      if ((withId ??= createKnownRows([...contentsWithId()])).isKnown(content, false)) return true;
      return dayZone !== null && !hasId && isKnownByDay(event, dayZone);
    },
    noteSharedId: () => {
      sharesIds = true;
    },
  };
}

function isWholeSecond({ timeMs }: LedgerEvent): boolean {
  return timeMs % 1000 === 0;
}

/** Where a row stands that has a day and no time: its last second; money that comes in, at its beginning. */
function isDayOnly({ timeMs, kind }: LedgerEvent, zone: Zone): boolean {
  const time = wallClockOf(timeMs, zone) % dayMs;
  return time === (kind === 'deposit' ? 0 : dayMs - 1000);
}

function dayKeyOf(event: LedgerEvent, zone: Zone): string {
  return contentKeyOf({ ...event, timeMs: epochMs(Math.floor(wallClockOf(event.timeMs, zone) / dayMs) * dayMs) });
}

const dayMs = 86_400_000;

/** The content of a row as an export writes it that cuts the milliseconds off. */
function secondKeyOf(event: LedgerEvent): string {
  return contentKeyOf({ ...event, timeMs: epochMs(Math.floor(event.timeMs / 1000) * 1000) });
}
