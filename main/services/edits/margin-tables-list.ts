import type { MarginTierTable } from '../../../shared/book/margin-tier.ts';
import type { ValuedBook } from '../../../shared/book/valued-book.ts';
import type { MarginTableEntry } from '../../../shared/contract/edits.ts';
import { dayOfIsoDate } from '../../../shared/units/iso-day.ts';
import { utcDay } from '../../../shared/units/unit.ts';
import { bookAt, instantOf } from '../book/book-at.ts';
import type { ServiceContext } from '../context.ts';

/** Every margin table that decides over a position now, and every one of the trader's own, by instrument and venue. */
export function marginTablesList(context: ServiceContext): { readonly tables: MarginTableEntry[] } {
  const { valued } = bookAt(context, instantOf(context, null));
  const used = usedTables(valued);
  const own = newestOfEach(context.vault.marginTables.list());
  const names = new Set([...used.keys()].map((key) => key));
  const today = utcDay(valued.asOfMs);
  const waiting = own
    .filter((table) => !names.has(keyOf(table)))
    .map((table) => entryOf(table, [], today, idleReason(table, valued, today)));
  return {
    tables: [...[...used.values()].map(({ table, by }) => entryOf(table, by, today, null)), ...waiting].toSorted(
      (a, b) =>
        a.instrument.localeCompare(b.instrument) ||
        a.venue.localeCompare(b.venue) ||
        b.validFrom.localeCompare(a.validFrom),
    ),
  };
}

type User = MarginTableEntry['usedBy'][number];

function usedTables(valued: ValuedBook) {
  const used = new Map<string, { readonly table: MarginTierTable; readonly by: User[] }>();
  for (const account of valued.accounts)
    for (const { instrument, side, tierTable } of account.positions) {
      // An option is not margined by tiers.
      if (instrument.kind === 'option') continue;
      const key = tierTable.origin === 'flat-rate' ? `${keyOf(tierTable)}|${tierTable.source}` : keyOf(tierTable);
      const entry = used.get(key) ?? { table: tierTable, by: [] };
      entry.by.push({ account: account.name, side });
      used.set(key, entry);
    }
  return used;
}

function keyOf({ venue, instrument, validFrom, origin }: MarginTierTable): string {
  return [venue, instrument, validFrom, origin].join('|');
}

/** Of two tables with one date the later one holds. */
function newestOfEach(tables: readonly MarginTierTable[]): readonly MarginTierTable[] {
  return [...new Map(tables.map((table) => [keyOf(table), table])).values()];
}

function idleReason(table: MarginTierTable, { accounts }: ValuedBook, today: number): string {
  if (dayOfIsoDate(table.validFrom) > today) return `It holds from ${table.validFrom} on.`;
  const held = accounts.some(
    ({ venue, positions }) =>
      venue === table.venue && positions.some(({ instrument }) => instrument.symbol === table.instrument),
  );
  return held ? 'A newer table comes before it.' : 'No position is held that it would decide over.';
}

function entryOf(table: MarginTierTable, usedBy: User[], today: number, idle: string | null): MarginTableEntry {
  const { venue, instrument, validFrom, origin, source, tiers } = table;
  const ageDays = origin === 'flat-rate' ? null : today - dayOfIsoDate(validFrom);
  return { venue, instrument, validFrom, origin, source, ageDays, tiers: [...tiers], usedBy, idle };
}
