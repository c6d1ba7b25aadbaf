import type Database from 'better-sqlite3';
import type { InstrumentSymbol } from '../../shared/book/instrument.ts';
import type { MarginTier, MarginTierTable } from '../../shared/book/margin-tier.ts';
import type { Dictionaries } from './dictionaries.ts';

export interface MarginTables {
  readonly insert: (changeId: number, table: MarginTierTable) => void;
  /** Puts away every table of that venue, instrument and date that stands so far. */
  readonly remove: (changeId: number, table: Pick<MarginTierTable, 'venue' | 'instrument' | 'validFrom'>) => void;
  /** Live imported tables, the newest import of a venue, instrument and date last. */
  readonly list: () => readonly MarginTierTable[];
}

interface TableRow {
  readonly venue: string;
  readonly instrument_id: number;
  readonly valid_from: string;
  readonly source: string;
  readonly tiers_json: string;
}

export function createMarginTables(database: Database.Database, dictionaries: Dictionaries): MarginTables {
  const insert = database.prepare<[number, string, number, string, string, string]>(
    'INSERT INTO margin_table (change_id, venue, instrument_id, valid_from, source, tiers_json) VALUES (?, ?, ?, ?, ?, ?)',
  );
  const list = database.prepare<[], TableRow>(
    'SELECT * FROM margin_table WHERE change_id NOT IN (SELECT change_id FROM withdrawal) ORDER BY id',
  );
  return {
    insert: (changeId, { venue, instrument, validFrom, source, tiers }) => {
      insert.run(changeId, venue, dictionaries.instruments.idOf(instrument), validFrom, source, JSON.stringify(tiers));
    },
    remove: (changeId, { venue, instrument, validFrom }) => {
      insert.run(changeId, venue, dictionaries.instruments.idOf(instrument), validFrom, '', removed);
    },
    list: () =>
      standing(list.all()).map((row) => ({
        venue: row.venue,
        instrument: dictionaries.instruments.wordOf(row.instrument_id) as InstrumentSymbol,
        validFrom: row.valid_from,
        source: row.source,
        origin: 'imported',
        tiers: JSON.parse(row.tiers_json) as readonly MarginTier[],
      })),
  };
}

/** A table without tiers says that those before it do not hold any longer: so a removal is undone as any change. */
const removed = '[]';

function standing(rows: readonly TableRow[]): readonly TableRow[] {
  const kept = new Map<string, TableRow[]>();
  for (const row of rows) {
    const key = [row.venue, row.instrument_id, row.valid_from].join('|');
    if (row.tiers_json === removed) kept.delete(key);
    else kept.set(key, [...(kept.get(key) ?? []), row]);
  }
  const all = new Set([...kept.values()].flat());
  return rows.filter((row) => all.has(row));
}
