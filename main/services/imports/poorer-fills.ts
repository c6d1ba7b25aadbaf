import type { Events } from '../../../db/stores/events.ts';
import { isFill, type BookedEvent, type CancelEvent, type FillEvent } from '../../../shared/book/event.ts';
import type { EpochMs } from '../../../shared/units/unit.ts';
import { wasThere } from '../../ledger/cancellations.ts';
import { contentKeyOf } from '../../importers/dedupe-key.ts';
import { hashRow, storedHash } from './row-hash.ts';

/** The fills of an account whose file does not say what they cost (`fee-unknown`), and the rows that said it later. */
export interface PoorerFills {
  /** The rows of the account without those that a fuller one stands in place of: by these a row is known again. */
  readonly standing: StandingRows;
  /**
   * Whether the book's own row of a fill that it knows does not say what it cost, while the file does: then the file's
   * takes its place. Each row of the book gives way once.
   * @param hash of the row where it is known by it, else null: it is known by its content
   */
  readonly givesWay: (event: FillEvent, hash: bigint | null) => boolean;
}

/** The rows of an account by which a row of a file is known again. */
export interface StandingRows extends Pick<Events, 'dedupeHashes' | 'read'> {
  /** The same without those that stand for a row of another id: no other row with an id is them. */
  readonly unclaimedHashes: Events['dedupeHashes'];
}

interface Poorer {
  readonly id: number;
  readonly hash: bigint;
  readonly content: string;
  readonly importId: number | null;
}

/** Must be made before the file's own rows are written. */
export function createPoorerFills(events: Events, account: string): PoorerFills {
  const cancels: { readonly content: string; readonly provenance: BookedEvent['provenance'] }[] = [];
  const fills: Poorer[] = [];
  for (const { event, hash } of events.feeUnknown(account)) {
    const { id, provenance, timeMs } = event;
    if (event.kind === 'cancel') cancels.push({ content: contentOf(event, event.cancelledMs ?? timeMs), provenance });
    else if (isFill(event))
      fills.push({
        id,
        hash,
        content: contentOf(event, timeMs),
        importId: provenance === null ? null : provenance.importId,
      });
  }
  if (fills.length === 0) return { standing: standingOf(events, [], []), givesWay: () => false };
  const fuller = countFuller(events, account, fills);
  const replaced = new Set<Poorer>();
  // Of equal ones those that stand a second time under their own id; between others there is no difference.
  const told = new Map(fuller);
  const cancelsOf = Map.groupBy(cancels, ({ content }) => content);
  const isReplaced = (fill: Poorer): boolean => {
    const like = cancelsOf.get(fill.content) ?? [];
    const found = like.findIndex(({ provenance }) => wasThere(fill, provenance));
    if (found >= 0) like.splice(found, 1);
    return found >= 0;
  };
  for (const fill of fills) if (take(told, fill.hash) && isReplaced(fill)) replaced.add(fill);
  for (const fill of fills) if (!replaced.has(fill) && isReplaced(fill)) replaced.add(fill);
  const left = fills.filter((fill) => !replaced.has(fill));
  // Nothing under its id says the cost: a row without an id does.
  const claiming = [...replaced].filter((fill) => isKnownById(fill) && !fuller.has(fill.hash));
  const byHash = Map.groupBy(left, ({ hash }) => hash);
  // A row that has an id of its own waits for the one that names it: what is known by its content alone gives way before it.
  const byContent = Map.groupBy(
    left.toSorted((a, b) => Number(isKnownById(b)) - Number(isKnownById(a))),
    ({ content }) => content,
  );
  const fullerWithId = countFullerWithId(events, account, new Set(left.map(({ content }) => content)), fuller);
  const given = new Set<number>();
  return {
    standing: standingOf(events, [...replaced], claiming),
    givesWay: (event, hash) => {
      if (event.flags.includes('fee-unknown')) return false;
      // Of equal rows those that say their cost already are met first.
      const content = contentOf(event, event.timeMs);
      const contentHash = storedHash(hashRow(content));
      if (take(fuller, hash ?? contentHash)) return false;
      if ((hash === null || hash === contentHash) && take(fullerWithId, content)) return false;
      const like = (hash === null ? byContent.get(content) : byHash.get(hash)) ?? [];
      for (let one = like.pop(); one !== undefined; one = like.pop()) {
        if (given.has(one.id)) continue;
        given.add(one.id);
        return true;
      }
      return false;
    },
  };
}

/**
 * The row by which the book takes the poorer fill out, at its own instant: nothing that was printed since counts it twice.
 * Without the poorer fill, which may be taken back with its import, it means nothing.
 */
export function cancellationOfPoorer({ timeMs, instrument, side, quantity, price }: FillEvent): CancelEvent {
  return {
    kind: 'cancel',
    timeMs,
    // No row of a broker is known by this.
    sourceId: `fee-unknown/${timeMs}/${side}/${price}/${quantity}`,
    flags: ['fee-unknown'],
    instrument,
    side,
    quantity,
    price,
    cancelledMs: timeMs,
  };
}

/** How many rows under the hash of a poorer one say their cost. */
function countFuller(events: Events, account: string, fills: readonly Poorer[]): Map<bigint, number> {
  const hashes = new Set(fills.map(({ hash }) => hash));
  const fuller = new Map<bigint, number>();
  for (const hash of events.dedupeHashes(account)) if (hashes.has(hash)) count(fuller, hash);
  for (const { hash } of fills) take(fuller, hash);
  return fuller;
}

/** How many rows known by an id say their cost and are, but for that id, as a poorer one: a row without an id may be theirs. */
function countFullerWithId(
  events: Events,
  account: string,
  contents: ReadonlySet<string>,
  withoutId: ReadonlyMap<bigint, number>,
): Map<string, number> {
  const all = new Map<string, number>();
  for (const event of events.read({ account })) {
    if (!isFill(event) || event.flags.includes('fee-unknown')) continue;
    const content = contentOf(event, event.timeMs);
    if (contents.has(content)) count(all, content);
  }
  // The book keeps no ids; a row without one is known by its content.
  return new Map(
    [...all].map(([content, rows]) => [content, rows - (withoutId.get(storedHash(hashRow(content))) ?? 0)]),
  );
}

/** A row with an id stays known by it: another file may write it under that id again. */
function standingOf(events: Events, replaced: readonly Poorer[], claiming: readonly Poorer[]): StandingRows {
  const ids = new Set(replaced.map(({ id }) => id));
  const gone = replaced.filter((fill) => !isKnownById(fill)).map(({ hash }) => hash);
  const claimed = claiming.map(({ content }) => storedHash(hashRow(content)));
  function* without(account: string, hashes: readonly bigint[]): IterableIterator<bigint> {
    const dropped = new Map<bigint, number>();
    for (const hash of hashes) count(dropped, hash);
    for (const hash of events.dedupeHashes(account)) if (!take(dropped, hash)) yield hash;
  }
  return {
    dedupeHashes: (account) => without(account, gone),
    unclaimedHashes: (account) => without(account, [...gone, ...claimed]),
    read: function* (filter): IterableIterator<BookedEvent> {
      for (const event of events.read(filter)) if (!ids.has(event.id)) yield event;
    },
  };
}

function isKnownById({ hash, content }: Poorer): boolean {
  return hash !== storedHash(hashRow(content));
}

function contentOf(event: FillEvent | CancelEvent, timeMs: EpochMs): string {
  if (isFill(event)) return contentKeyOf(event);
  const { instrument, side, price, quantity } = event;
  return `fill=${timeMs}|${instrument}|${side}|${price}|${quantity}`;
}

function count<Key>(counts: Map<Key, number>, key: Key): void {
  counts.set(key, 1 + (counts.get(key) ?? 0));
}

function take<Key>(counts: Map<Key, number>, key: Key): boolean {
  const left = counts.get(key);
  if (left === undefined || left === 0) return false;
  counts.set(key, left - 1);
  return true;
}
