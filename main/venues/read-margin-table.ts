import { parseInstrument } from '../../shared/book/parse-instrument.ts';
import type { MarginTierTable } from '../../shared/book/margin-tier.ts';
import type { VenueId } from '../../shared/book/venue.ts';
import { failure, success, type Result } from '../../shared/result/result.ts';
import { checkTiers } from './check-tiers.ts';
import { readBracketJson } from './read-bracket-json.ts';
import { readTierCsv } from './read-tier-csv.ts';
import { tableDateFault } from './table-date.ts';

const contractVenues = new Set<string>([
  'binance-usdm',
  'binance-coinm',
  'bybit',
  'okx',
  'deribit',
  'hyperliquid',
  'dydx',
  'bitmex',
  'drift',
  'kraken-futures',
  'gmx',
] satisfies readonly VenueId[]);

/** A trader's own margin table. */
export interface MarginTableFile {
  readonly text: string;
  /** Venue id, see shared/book/venue.ts. */
  readonly venue: string;
  /** ISO date from which the table holds. */
  readonly validFrom: string;
  /** The file's name, as the trader may find it again. */
  readonly source: string;
  /** The trader says that maintenance is continuous at the tier edges: missing deductions may be derived. */
  readonly continuous: boolean;
}

/**
 * Reads a margin table: Binance's leverageBracket answer, ccxt's leverage tiers, or CSV
 * instrument,floor,cap,maintenanceRate,maintenanceAmount,maxLeverage. All tables of the file or none: the first fault refuses it.
 */
export function readMarginTable(file: MarginTableFile): Result<readonly MarginTierTable[]> {
  const { text, venue, validFrom, source, continuous } = file;
  const date = tableDateFault(validFrom);
  if (date !== null) return date;
  const trimmed = text.replace(/^\uFEFF/, '').trim();
  const raw = /^[[{]/.test(trimmed) ? readBracketJson(trimmed) : readTierCsv(trimmed);
  if (!raw.ok) return raw;
  const tables: MarginTierTable[] = [];
  for (const { instrument, rows } of raw.value) {
    const symbol = parseInstrument(instrument);
    if (!symbol.ok) return symbol;
    // A venue's own writing (BTCUSDT) reads as a ticker; a venue of contracts has no stocks.
    if (symbol.value.kind === 'stock' && contractVenues.has(venue))
      return failure(
        'instrument-symbol',
        `"${instrument}" is no instrument symbol of a contract`,
        'Write it like BTC/USDT:USDT.',
      );
    if (tables.some((table) => table.instrument === symbol.value.symbol))
      return failure('margin-table-twice', `${instrument} has two tables in one file`);
    const tiers = checkTiers(instrument, rows, continuous);
    if (!tiers.ok) return tiers;
    tables.push({ venue, instrument: symbol.value.symbol, validFrom, source, origin: 'imported', tiers: tiers.value });
  }
  return tables.length === 0
    ? failure('margin-table-empty', 'the file holds no margin table', 'Choose a file with tiers.')
    : success(tables);
}
