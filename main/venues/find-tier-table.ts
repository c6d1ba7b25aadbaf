import type { InstrumentSymbol } from '../../shared/book/instrument.ts';
import type { MarginTierTable } from '../../shared/book/margin-tier.ts';
import { dayOfIsoDate } from '../../shared/units/iso-day.ts';
import { utcDay, type EpochMs } from '../../shared/units/unit.ts';
import { deribitFamily } from './deribit-tiers.ts';
import { flatRateTable } from './flat-rate-tiers.ts';
import { shippedTierTables } from './shipped-tier-tables.ts';
import { stockMaintenanceTable } from './stock-maintenance.ts';

/** What a margin table is looked up by. */
export interface TierTableQuery {
  /** null when the account's venue is not stated. */
  readonly venue: string | null;
  readonly instrument: InstrumentSymbol;
  /** Stocks fall back to the rates of their own rule, which differ by side. */
  readonly stockSide: 'long' | 'short' | null;
  /** Of the assessment. */
  readonly asOfMs: EpochMs;
}

/**
 * The table that holds for an instrument at an instant: the trader's own before a shipped one, of each the newest that is
 * valid by that UTC day; the flat rate where there is none.
 * @param imported the tables that the trader imported; of two with one date the later in the list holds
 */
export function findTierTable(query: TierTableQuery, imported: readonly MarginTierTable[]): MarginTierTable {
  const { venue } = query;
  if (venue === null) return fallbackTable(query);
  return newestValid(query, imported) ?? shippedTable(query) ?? fallbackTable(query);
}

function shippedTable(query: TierTableQuery): MarginTierTable | null {
  const { venue, instrument } = query;
  if (venue !== 'deribit') return newestValid(query, shippedTierTables);
  const found = newestValid({ ...query, instrument: deribitFamily(instrument) }, shippedTierTables);
  return found === null ? null : { ...found, instrument };
}

function fallbackTable({ venue, instrument, stockSide }: TierTableQuery): MarginTierTable {
  const name = venue ?? '';
  return stockSide === null ? flatRateTable(name, instrument) : stockMaintenanceTable(name, instrument, stockSide);
}

function newestValid(
  { venue, instrument, asOfMs }: TierTableQuery,
  tables: readonly MarginTierTable[],
): MarginTierTable | null {
  const today = utcDay(asOfMs);
  let newest: MarginTierTable | null = null;
  for (const table of tables) {
    if (table.venue !== venue || table.instrument !== instrument) continue;
    const day = dayOfIsoDate(table.validFrom);
    if (day <= today && (newest === null || day >= dayOfIsoDate(newest.validFrom))) newest = table;
  }
  return newest;
}
