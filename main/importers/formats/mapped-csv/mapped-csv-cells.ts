import type { AssetSource, Mapping } from '../../../../shared/contract/mapping.ts';
import type { Instrument } from '../../../../shared/book/instrument.ts';
import type { RawRecord } from '../../importer.ts';
import { describeBadDecimal } from '../../read-fields.ts';
import { fieldAt } from '../header-columns.ts';
import { columnNames } from './mapped-csv-columns.ts';
import { instrumentOf } from './mapped-csv-instrument.ts';
import { isNoNumber, isTableNumber, readTableNumber, type TableNumber } from './mapped-csv-number.ts';
import { rowFault, type RowFault } from '../row-time.ts';

/** The cells of a table by what the mapping says of its columns. */
export interface MappedCells {
  /** The trimmed cell of a column. */
  readonly at: (record: RawRecord, column: string) => string;
  /** The time as written, of two columns joined by a blank; blank where one of them is. */
  readonly time: (record: RawRecord) => string;
  /** Null where the cell is blank or a dash. */
  readonly number: (record: RawRecord, column: string) => TableNumber | RowFault | null;
  /** A number that must be there. */
  readonly neededNumber: (record: RawRecord, column: string) => TableNumber | RowFault;
  readonly instrument: (record: RawRecord) => Instrument | RowFault;
  /** @param beside what stood behind the number; @param instrument of the row, where it has one */
  readonly asset: (
    record: RawRecord,
    source: AssetSource,
    beside: string | null,
    instrument: Instrument | null,
  ) => string | RowFault;
}

export function cellsOf(mapping: Mapping, header: RawRecord): MappedCells {
  const places = new Map(columnNames(header).map((name, index) => [name, index]));
  const signs = mapping.numbers ?? { decimal: '.', thousands: null };
  const known = new Map<string, Instrument | RowFault>();
  const at = (record: RawRecord, column: string) => fieldAt(record, places.get(column));

  function number(record: RawRecord, column: string): TableNumber | RowFault | null {
    const text = at(record, column);
    if (isNoNumber(text)) return null;
    const read = readTableNumber(text, signs);
    return isTableNumber(read)
      ? read
      : rowFault('number-unreadable', describeBadDecimal(titled(column), text, read), null);
  }

  function instrument(record: RawRecord): Instrument | RowFault {
    const source = mapping.instrument;
    if (source === null) return rowFault('instrument-missing', 'No column says the instrument', null);
    const text = source.from === 'fixed' ? source.symbol : at(record, source.column);
    const quoteFrom = source.from === 'fixed' ? null : source.quote;
    const quote =
      quoteFrom === null ? null : quoteFrom.from === 'fixed' ? quoteFrom.asset : at(record, quoteFrom.column);
    const key = `${text}\n${quote ?? ''}`;
    const before = known.get(key);
    if (before !== undefined) return before;
    const rule = source.from === 'fixed' ? 'as-is' : (source.rule ?? 'as-is');
    const found = instrumentOf(text, rule, quote === '' ? null : quote) ?? symbolFault(text);
    known.set(key, found);
    return found;
  }

  return {
    at,
    time: (record) => {
      const { time } = mapping;
      switch (time?.from) {
        case 'column':
          return at(record, time.column);
        case 'two-columns': {
          const [date, hour] = [at(record, time.date), at(record, time.time)];
          return date === '' || hour === '' ? '' : `${date} ${hour}`;
        }
        default:
          return '';
      }
    },
    number,
    neededNumber: (record, column) =>
      number(record, column) ?? rowFault('number-missing', `${titled(column)} is blank`, null),
    instrument,
    asset: (record, source, beside, of) => {
      const asset = assetText(source, beside, of, (column) => at(record, column)).toUpperCase();
      return /^[A-Z0-9][A-Z0-9.]{0,19}$/.test(asset)
        ? asset
        : rowFault(
            'asset-missing',
            asset === '' ? 'The row does not say its currency' : `"${asset}" is no currency or coin`,
            null,
          );
    },
  };
}

function assetText(
  source: AssetSource,
  beside: string | null,
  instrument: Instrument | null,
  at: (column: string) => string,
): string {
  switch (source.from) {
    case 'fixed':
      return source.asset;
    case 'column':
      return at(source.column);
    case 'beside':
      return beside ?? '';
    case 'instrument':
      return instrument?.settleAsset ?? '';
  }
}

function symbolFault(text: string): RowFault {
  return text.trim() === ''
    ? rowFault('symbol-missing', 'The row does not name its instrument', null)
    : rowFault('symbol-unknown', `"${text}" is no symbol that the rule of this mapping can read`, null);
}

/** A column as the trader sees it in a message. */
export function titled(column: string): string {
  return `${column.charAt(0).toUpperCase()}${column.slice(1)}`;
}
