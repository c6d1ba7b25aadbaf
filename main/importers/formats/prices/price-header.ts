import type { RawRecord } from '../../importer.ts';
import { columnsOf, fieldAt, hasColumns, type Columns } from '../header-columns.ts';

export interface PriceColumns {
  readonly date: number;
  readonly open: number | undefined;
  readonly high: number | undefined;
  readonly low: number | undefined;
  readonly close: number;
}

export interface PriceHeader {
  readonly record: RawRecord;
  /** The line of its last record: the header of a table may stand on three. */
  readonly lastLine: number;
  readonly place: PriceColumns;
  /** What Yahoo has done to its closes, by the columns beside them; blank where nothing shows it. */
  readonly adjusted: string;
}

/** The first record that names a date and prices; or the three records that a table of Yahoo prices begins with. */
export function findPriceHeader(records: readonly RawRecord[]): PriceHeader | null {
  for (const [index, record] of records.entries()) {
    const columns = plainColumns(record);
    const adjusted = adjustmentOf(columns);
    const place = priceColumns(columns);
    if (place !== null) return { record, lastLine: record.line, place, adjusted };
    const table = tableHeader(record, records.slice(index + 1), columns);
    if (table !== null) return { record, adjusted, ...table };
  }
  return null;
}

/**
 * Yahoo's closes are always adjusted for later splits; where the adjusted close is missing and the dividends stand beside,
 * a download tool has probably put it in the place of the close.
 */
function adjustmentOf(columns: Columns): string {
  if (columns.has('adj close')) return ', closes adjusted for splits';
  return columns.has('stock splits') ? ', closes adjusted for splits and perhaps for dividends' : '';
}

const dateNames = [
  'date',
  'datetime',
  'timestamp',
  'time',
  'timeopen',
  'time open',
  'open time',
  'open_time',
  'day',
  'unix',
];
const closeNames = ['close', 'close/last', 'price', 'last', 'closing price'];

function priceColumns(columns: Columns): PriceColumns | null {
  const date = firstOf(columns, dateNames);
  const close = firstOf(columns, closeNames);
  if (date === undefined || close === undefined) return null;
  if (!hasColumns(columns, ['open', 'high', 'low']) && columns.size !== 2) return null;
  const [open, high, low] = ['open', 'high', 'low'].map((name) => columns.get(name));
  return { date, open, high, low, close };
}

/** Prices by `Price`, `Ticker` and `Date` on a line each. A table of several tickers is none: it asks for one instrument. */
function tableHeader(
  names: RawRecord,
  [tickers, dates]: readonly RawRecord[],
  columns: Columns,
): Pick<PriceHeader, 'lastLine' | 'place'> | null {
  if (tickers === undefined || dates === undefined) return null;
  const first = [names, tickers, dates].map((record) => fieldAt(record, 0).toLowerCase()).join();
  const close = columns.get('close');
  if (first !== 'price,ticker,date' || close === undefined) return null;
  // The word Ticker and one symbol, over and over.
  if (new Set(tickers.fields).size !== 2) return null;
  const [open, high, low] = ['open', 'high', 'low'].map((name) => columns.get(name));
  return { lastLine: dates.line, place: { date: 0, open, high, low, close } };
}

/** Yahoo's page puts stars behind a name, or the whole footnote: `Close*`, `Close Close price adjusted for splits.` */
function plainColumns(record: RawRecord): Columns {
  const plain = new Map<string, number>();
  for (const [name, index] of columnsOf(record)) {
    const bare = name
      .replace(/\*+$/, '')
      .replace(/^close close price adjusted.*/, 'close')
      .replace(/^adj\.? close\b.*/, 'adj close');
    if (!plain.has(bare)) plain.set(bare, index);
  }
  return plain;
}

function firstOf(columns: Columns, names: readonly string[]): number | undefined {
  for (const name of names) if (columns.has(name)) return columns.get(name);
  return undefined;
}
