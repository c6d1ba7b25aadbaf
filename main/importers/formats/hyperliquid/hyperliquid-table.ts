import type { EventFlag } from '../../../../shared/book/event.ts';
import type { InstrumentSymbol } from '../../../../shared/book/instrument.ts';
import { failure, type Fault } from '../../../../shared/result/result.ts';
import type { EpochMs } from '../../../../shared/units/unit.ts';
import type { Answers, DateOrder, FileHead, RawRecord, Recognition, RowOutcome } from '../../importer.ts';
import { createLocalClock, toUtc, utcZone, type UtcReading } from '../../local-time.ts';
import { fieldAt, isBlankRecord } from '../header-columns.ts';
import { hyperliquidCoin } from './hyperliquid-coin.ts';
import {
  dateOrderOf,
  isDayMonthDate,
  isNewestFirst,
  localTimeOf,
  readBrowserDate,
  yearFirstText,
} from './hyperliquid-dates.ts';
import { instantOfRow, isRowFault, rowFault, type RowFault } from '../row-time.ts';

/** One row of a Hyperliquid export, by column name. */
export interface TableRow {
  /** The field of a column, trimmed; blank when the file has no such column. */
  readonly cell: (column: string) => string;
  readonly timeMs: EpochMs;
  readonly flags: readonly EventFlag[];
}

/** What one kind of Hyperliquid export consists of. */
export interface TableLayout {
  /** Lower-case names that the header must have; `time` and `coin` are among them. */
  readonly columns: readonly string[];
  /**
   * How a row is read. It is given the first rows of the file, which may prove what a column means.
   */
  readonly rowReader: (
    sample: readonly Pick<TableRow, 'cell'>[],
    header: readonly string[],
  ) => (row: TableRow) => RowOutcome;
}

/** Recognises a Hyperliquid export by its header; null when it is another file. */
export function recogniseTable(head: FileHead, layout: TableLayout): Recognition | null {
  const at = head.records.findIndex(({ fields }) => isHeader(fields, layout));
  const headerRecord = head.records[at];
  if (headerRecord === undefined) return null;
  const header = namesOf(headerRecord.fields);
  const positions = new Map(header.map((name, index) => [name, index]));
  const cellsOf = (record: RawRecord): TableRow['cell'] => {
    return (column) => fieldAt(record, positions.get(column));
  };
  const sample = [...head.records.slice(at + 1), head.last].filter((record) => record !== null);
  const dates = sample.map((record) => readBrowserDate(cellsOf(record)('time'))).filter((date) => date !== null);
  const dateOrder = dateOrderOf(dates.filter(isDayMonthDate));
  const decided = dateOrder.kind === 'decided' ? dateOrder.order : null;
  const newestFirst = isNewestFirst(dates, decided);
  const read = layout.rowReader(
    sample.map((record) => ({ cell: cellsOf(record) })),
    header,
  );
  const width = header.findLastIndex((name) => name !== '') + 1;

  const extra = header.filter((name) => name !== '' && !layout.columns.includes(name));
  return {
    layout: [`${width} columns`, extra.join(' and ')].filter((text) => text !== '').join(', with '),
    // The page writes times by the clock of the browser and says nowhere which that was.
    zone: { kind: 'none' },
    dateOrder,
    newestFirst,
    reader: (answers) => {
      const instants = createInstantReader(answers, decided, newestFirst);
      const row = (record: RawRecord): RowOutcome => {
        if (record.line < headerRecord.line) return { kind: 'ignored', reason: 'preamble' };
        if (isHeader(record.fields, layout)) return { kind: 'ignored', reason: 'header' };
        if (isBlankRecord(record)) return { kind: 'ignored', reason: 'blank cells only' };
        const cell = cellsOf(record);
        const instrument = hyperliquidCoin(cell('coin'))?.symbol ?? null;
        const isShort = layout.columns.some((column) => header.indexOf(column) >= record.fields.length);
        if (isShort || record.fields.slice(width).some((field) => field.trim() !== '')) {
          const found = `the row has ${record.fields.length} columns where the header has ${width}`;
          return rowFault('row-width', found, instrument);
        }
        const time = instants.read(cell('time'), instrument);
        if (isRowFault(time)) return time;
        return read({ cell, timeMs: time.ms, flags: time.ambiguous ? ['time-ambiguous'] : [] });
      };
      return { row, finish: () => [], refuse: instants.refuse };
    },
  };
}

interface InstantReader {
  readonly read: (text: string, instrument: InstrumentSymbol | null) => UtcReading | RowFault;
  /** A date that only the other order can read: then the rows that both can read are misread, and the file is refused. */
  readonly refuse: () => Fault | null;
}

/** Reads the time of one row after another, by the zone and the date order that hold for the file. */
function createInstantReader(answers: Answers, decided: DateOrder | null, newestFirst: boolean): InstantReader {
  const clock = createLocalClock(answers.zone, newestFirst ? 'newest-first' : 'oldest-first');
  const order = answers.dateOrder ?? decided;
  let contradiction: string | null = null;
  const how = order === 'MDY' ? 'month first' : 'day first';
  const read: InstantReader['read'] = (text, instrument) => {
    const date = readBrowserDate(text);
    if (date === null) return rowFault('time-unreadable', `"${text}" is no time that Ballast can read`, instrument);
    // A time that names the year first is read as everywhere, with its own offset where it states one.
    if (!isDayMonthDate(date)) return instantOfRow(yearFirstText(text), clock, instrument);
    if (order === null) {
      return rowFault('date-order', `"${text}" can be read day first or month first`, instrument);
    }
    const reading = clock.read(localTimeOf(date, order));
    if (reading === 'no-such-date') {
      const otherwise = localTimeOf(date, order === 'MDY' ? 'DMY' : 'MDY');
      if (typeof toUtc(otherwise, utcZone) !== 'string') contradiction ??= text;
      return rowFault('time-impossible', `${text} is no date when read ${how}`, instrument);
    }
    if (reading === 'skipped') {
      const why = 'the clock was put forward over it; check the time zone';
      return rowFault('time-skipped', `${text} does not exist in this time zone: ${why}`, instrument);
    }
    return reading;
  };
  const refuse = (): Fault | null => {
    if (contradiction === null) return null;
    return failure(
      'date-order-contradicted',
      `The dates were read ${how}, but "${contradiction}" can only be read the other way round: the file mixes two ways of writing dates, or its first rows misled Ballast.`,
      'Export the history again, or import the parts that were written in one way from files of their own.',
    ).fault;
  };
  return { read, refuse };
}

function namesOf(fields: readonly string[]): readonly string[] {
  return fields.map((field) => field.trim().toLowerCase());
}

function isHeader(fields: readonly string[], { columns }: TableLayout): boolean {
  const names = namesOf(fields);
  return columns.every((column) => names.includes(column));
}
