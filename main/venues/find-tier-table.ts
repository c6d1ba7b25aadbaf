import type { InstrumentSymbol } from '../../shared/book/instrument.ts';
import type { MarginTierTable } from '../../shared/book/margin-tier.ts';
import { flatRateTable } from './flat-rate-tiers.ts';
import { shippedTierTables } from './shipped-tier-tables.ts';

/** What a margin table is looked up by. */
export interface TierTableQuery {
  /** null when the account's venue is not stated. */
  readonly venue: string | null;
  readonly instrument: InstrumentSymbol;
  /** ISO date (or time) of the assessment, UTC. */
  readonly asOf: string;
}

/**
 * The table that holds for an instrument at a date: the trader's own before a shipped one, of each the newest that is valid
 * by then; the flat rate where there is none.
 * @param imported the tables that the trader imported, in any order; of two with one date the later in the list holds
 */
export function findTierTable(query: TierTableQuery, imported: readonly MarginTierTable[]): MarginTierTable {
  const { venue, instrument } = query;
  if (venue === null) return flatRateTable('', instrument);
  return (
    newestValid(query, imported) ?? newestValid(query, shippedTierTables) ?? flatRateTable(venue, instrument)
  );
}

function newestValid(
  { venue, instrument, asOf }: TierTableQuery,
  tables: readonly MarginTierTable[],
): MarginTierTable | null {
  const day = asOf.slice(0, 10);
  let newest: MarginTierTable | null = null;
  for (const table of tables) {
    if (table.venue !== venue || table.instrument !== instrument || table.validFrom.slice(0, 10) > day) continue;
    if (newest === null || table.validFrom.slice(0, 10) >= newest.validFrom.slice(0, 10)) newest = table;
  }
  return newest;
}
