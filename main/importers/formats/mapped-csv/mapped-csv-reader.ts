import type { Mapping, RowKind } from '../../../../shared/contract/mapping.ts';
import type { Answers, RawRecord, RecordReader, RowOutcome } from '../../importer.ts';
import { createLocalClock, type LocalClock } from '../../local-time.ts';
import { isBlankRecord, repeatsHeader } from '../header-columns.ts';
import { cellsOf, titled, type MappedCells } from './mapped-csv-cells.ts';
import { readMappedCash } from './mapped-csv-cash.ts';
import { readMappedFill } from './mapped-csv-fill.ts';
import { sameWord, withInstrument, type MappedRow } from './mapped-csv-row.ts';
import { readReportedPosition } from './mapped-csv-report.ts';
import { readMappedPosition, readMappedPrice } from './mapped-csv-statement.ts';
import { readTableTime } from './mapped-csv-time.ts';
import { instantOf, isRowFault, rowFault, type RowFault } from '../row-time.ts';

/** Reads the rows of a table by its mapping; what the mapping does not say of a row makes it fail by name. */
export function createMappedReader(
  mapping: Mapping,
  header: RawRecord,
  newestFirst: boolean,
  answers: Answers,
): RecordReader {
  const cells = cellsOf(mapping, header);
  const clock = createLocalClock(answers.zone, newestFirst ? 'newest-first' : 'oldest-first');
  const kindOf = createKindOf(mapping, cells);

  function row(record: RawRecord): RowOutcome {
    if (record.line < header.line) return { kind: 'ignored', reason: 'preamble' };
    if (record.line === header.line || repeatsHeader(record, header)) return { kind: 'ignored', reason: 'header' };
    if (isBlankRecord(record)) return { kind: 'ignored', reason: 'blank cells only' };
    const { only } = mapping;
    if (only !== null) {
      const value = cells.at(record, only.column);
      if (!only.values.some((one) => sameWord(one, value)))
        return { kind: 'ignored', reason: `${only.column} is ${value === '' ? 'blank' : `"${value}"`}` };
    }
    const kind = kindOf(record);
    if (typeof kind !== 'string') return kind;
    const time = timeOf(record, mapping, cells, clock, answers);
    if (isRowFault(time)) return withInstrument(time, cells, record);
    const id = mapping.id === null ? '' : cells.at(record, mapping.id.column);
    // An id that a spreadsheet has rounded (8.96E+17) is none.
    const sourceId = id === '' || /^\d[.,]?\d*E\+?\d+$/i.test(id) ? null : id;
    return outcomeOf(kind, { record, cells, mapping, ...time, sourceId });
  }
  return { row, finish: () => [] };
}

function outcomeOf(kind: RowKind, row: MappedRow): RowOutcome {
  switch (kind) {
    case 'ignored':
      return { kind: 'ignored', reason: 'left out by the mapping' };
    case 'fill':
    case 'buy':
    case 'sell':
      return readMappedFill(kind, row);
    case 'mark':
    case 'close':
      return readMappedPrice(kind, row);
    case 'opening-position':
      return readMappedPosition(row);
    case 'reported-position':
      return readReportedPosition(row);
    default:
      return readMappedCash(kind, row);
  }
}

function createKindOf(mapping: Mapping, cells: MappedCells): (record: RawRecord) => RowKind | RowOutcome {
  const { kinds } = mapping;
  if (kinds.by === 'all') {
    const { kind } = kinds;
    return () => kind ?? rowFault('kind-missing', 'The mapping does not say what the rows are', null);
  }
  const { column, otherwise } = kinds;
  const table = new Map(kinds.values.map(({ value, kind }) => [value.trim().toLowerCase(), kind]));
  return (record) => {
    const value = cells.at(record, column);
    const kind = table.get(value.toLowerCase());
    if (kind === 'ignored') return { kind: 'ignored', reason: `${column} is "${value}"` };
    if (kind !== undefined && kind !== null) return kind;
    if (otherwise === 'ignored' && kind === undefined) return { kind: 'ignored', reason: `${column} is "${value}"` };
    const what =
      value === '' ? `${titled(column)} is blank` : `${titled(column)} "${value}" has no meaning in this mapping`;
    return withInstrument(rowFault('kind-unknown', what, null), cells, record);
  };
}

function timeOf(
  record: RawRecord,
  { time }: Mapping,
  cells: MappedCells,
  clock: LocalClock,
  answers: Answers,
): Pick<MappedRow, 'timeMs' | 'daily' | 'flags'> | RowFault {
  if (time === null) return rowFault('time-missing', 'No column says the time', null);
  const text = time.from === 'fixed' ? time.at : cells.time(record);
  if (text === '') return rowFault('time-missing', 'The row has no time', null);
  const written = readTableTime(text, time.from === 'fixed' ? 'YMD' : (time.format ?? answers.dateOrder ?? 'DMY'));
  if (written === null) return rowFault('time-unreadable', `"${text}" is no time in the writing of this file`, null);
  const reading = instantOf(written, text, clock, null);
  if (isRowFault(reading)) return reading;
  return { timeMs: reading.ms, daily: written.daily, flags: reading.ambiguous ? ['time-ambiguous'] : [] };
}
