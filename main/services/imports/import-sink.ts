import type { InstrumentSymbol } from '../../../shared/book/instrument.ts';
import { isFill, type CancelEvent, type LedgerEvent } from '../../../shared/book/event.ts';
import type { Fault } from '../../../shared/result/result.ts';
import { endOfUtcDay } from '../../../shared/units/unit.ts';
import type { Place, SequencedDraft } from '../../importers/assemble.ts';
import { isIdentity, keyOf } from '../../importers/dedupe-key.ts';
import type { DailyClose, RowMark, Zone } from '../../importers/importer.ts';
import type { OpenedFile } from '../../importers/open-file.ts';
import type { ServiceContext } from '../context.ts';
import { createAccountNames } from '../book/account-names.ts';
import { createKnownRows } from './known-rows.ts';
import { createNewTerms } from './new-terms.ts';
import type { PreviewRows } from './preview-rows.ts';
import { cancellationOfPoorer, createPoorerFills } from './poorer-fills.ts';
import { hashRow, storedHash, type RowHash } from './row-hash.ts';
import { createTwinRows, layoutsOf, type VenueLayouts } from './twin-rows.ts';

/** Whose rows a file holds: the account's name (null for a price history), the venue of the format, and in which zone its days begin. */
export interface FileAccount {
  readonly name: string | null;
  readonly venue: string | null;
  readonly zone: Zone;
}

/** Takes what is new of a file into the vault and counts it. Rows of one file may belong to several accounts of a broker. */
export function createImportSink(
  context: ServiceContext,
  changeId: number,
  account: FileAccount,
  file: OpenedFile,
  preview: PreviewRows | null,
) {
  const { marks } = context.vault;
  const names = account.name === null ? null : createAccountNames(context, changeId, account.name, account.venue);
  const terms = createNewTerms(context, changeId);
  const desks = new Map<string, AccountDesk>();
  const newEvents: Record<string, number> = {};
  let duplicates = 0;
  let times = 0;

  function nameOf(brokerAccount: string | null): string {
    if (names === null) throw new Error('an event in a price history');
    return names.nameOf(brokerAccount);
  }
  function deskOf(brokerAccount: string | null): AccountDesk {
    const name = nameOf(brokerAccount);
    const known = desks.get(name);
    if (known !== undefined) return known;
    const made = openDesk(context, changeId, name, file.rows, layoutsOf(account.venue, account.zone));
    desks.set(name, made);
    return made;
  }
  const count = (kind: string) => {
    newEvents[kind] = (newEvents[kind] ?? 0) + 1;
  };

  return {
    event: (draft: SequencedDraft) => {
      const desk = deskOf(draft.brokerAccount);
      times += 1;
      for (const one of draft.terms) terms.take(one);
      const { hash, isKnown, replaces } = desk.look(draft.event);
      preview?.event(draft, isKnown);
      if (isKnown) {
        duplicates += draft.rows;
        desk.writer.cover(draft.event);
        return;
      }
      const { line, byteOffset, byteLength, sequence } = draft;
      const write = (event: LedgerEvent, dedupeHash: bigint) => {
        count(event.kind);
        desk.writer.add(event, { line, byteOffset, byteLength, sequence, dedupeHash });
      };
      if (replaces !== null) write(replaces, storedHash(hashRow(keyOf(replaces))));
      write(draft.event, storedHash(hash));
    },
    close: ({ day, close }: DailyClose, place: Place, instrument: InstrumentSymbol) => {
      times += 1;
      const at = { instrument, timeMs: endOfUtcDay(day), origin: 'close' } as const;
      const isKnown = marks.find(at) === close;
      preview?.close(place.line, at.timeMs, instrument, close, isKnown);
      if (isKnown) {
        duplicates += 1;
        return;
      }
      count('close');
      marks.insert(changeId, { ...at, price: close });
    },
    /** Prices that rows state beside what they are: those that the vault has already are not kept twice. */
    marks: (stated: readonly RowMark[], rows: 0 | 1) => {
      const fresh = stated.filter(({ instrument, price, timeMs }) => {
        return marks.find({ instrument, timeMs, origin: 'mark' }) !== price;
      });
      if (fresh.length === 0) duplicates += rows;
      for (const mark of fresh) {
        count('mark');
        marks.insert(changeId, { ...mark, origin: 'mark' });
      }
    },
    row: (place: Place, outcome: { readonly kind: string; readonly reason?: string }) => {
      if (outcome.kind === 'ignored') preview?.ignored(place.line, outcome.reason ?? '');
    },
    /** The account that a failed row belongs to; null in a price history. */
    accountOf: (brokerAccount: string | null) => (names === null ? null : nameOf(brokerAccount)),
    /** To be called when all rows went by. */
    finish: (): {
      readonly duplicates: number;
      readonly newEvents: Readonly<Record<string, number>>;
      readonly accounts: readonly string[];
      readonly fault: Fault | null;
    } => {
      for (const desk of desks.values()) desk.writer.finish();
      const accounts = names === null ? [] : desks.size === 0 ? [nameOf(null)] : [...desks.keys()];
      return { duplicates, newEvents, accounts, fault: terms.fault() };
    },
    /** Whether any row had a time, so that an assumed zone mattered. */
    sawTimes: () => times > 0,
  };
}

interface AccountDesk {
  readonly writer: ReturnType<ServiceContext['vault']['events']['writer']>;
  readonly look: (event: LedgerEvent) => Look;
}

interface Look {
  readonly hash: RowHash;
  readonly isKnown: boolean;
  /** Takes the book's own row out, in whose place this one stands because it says what the trade cost. */
  readonly replaces: CancelEvent | null;
}

function openDesk(
  { vault: { events } }: ServiceContext,
  changeId: number,
  account: string,
  rows: number,
  layouts: VenueLayouts,
): AccountDesk {
  const poorer = createPoorerFills(events, account);
  const known = createKnownRows(poorer.standing.dedupeHashes(account), rows);
  const twins = events.count({ account }) === 0 ? null : createTwinRows(poorer.standing, account, changeId, layouts);
  return {
    writer: events.writer(changeId, account),
    look: (event) => {
      const key = keyOf(event);
      const hash = hashRow(key);
      const hasId = isIdentity(key);
      const byHash = known.isKnown(hash, hasId);
      if (byHash && hasId) twins?.noteSharedId();
      if (!byHash && twins?.isKnown(event, hasId) !== true) return { hash, isKnown: false, replaces: null };
      const replaces =
        isFill(event) && poorer.givesWay(event, byHash ? storedHash(hash) : null) ? cancellationOfPoorer(event) : null;
      return { hash, isKnown: replaces === null, replaces };
    },
  };
}
