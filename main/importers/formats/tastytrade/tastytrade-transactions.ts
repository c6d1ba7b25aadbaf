import type {
  Answers,
  FileHead,
  Format,
  LateOutcome,
  RawRecord,
  Recognition,
  RecordReader,
  RowOutcome,
} from '../../importer.ts';
import { createLocalClock, utcZone } from '../../local-time.ts';
import { readYearFirstTime } from '../../read-fields.ts';
import {
  columnName,
  fieldAt,
  findHeader,
  hasColumns,
  isBlankRecord,
  repeatsHeader,
  type Columns,
} from '../header-columns.ts';
import { isNewestFirst, isRowFault, rowFault } from '../row-time.ts';
import { requiredTastyColumns, tastyCells } from './tastytrade-columns.ts';
import { tastyOutcomes } from './tastytrade-outcomes.ts';
import { readTastyRow, type TastyRow } from './tastytrade-row.ts';

/** The transaction history of a tastytrade account, with or without its Total column: trades, deliveries and money. */
export const tastytradeTransactions: Format = {
  id: 'tastytrade-transactions',
  broker: 'tastytrade',
  export: 'transaction history',
  detects: 'columns Date, Type, Sub Type, Action, Symbol, Instrument Type, Description, Value, Commissions, Fees',
  seen: 'real files of 2018 to 2024 without Total (also one converted by its owner) and of 2022 with it; single rows of futures and options on futures',
  venue: 'tastytrade',
  grain: 'fills-and-ledger',
  recognise,
};

function recognise(head: FileHead): Recognition | null {
  const header = findHeader(head.records, (columns) => hasColumns(columns, requiredTastyColumns));
  if (header === null) return null;
  const time = header.columns.get('date');
  const rows = [...head.records.slice(header.index + 1), head.last].filter((record) => record !== null);
  const times = rows.map((record) => fieldAt(record, time));
  const zoned = times.every((text) => readYearFirstTime(text)?.offsetMinutes !== null);
  const newestFirst = isNewestFirst(times) ?? true;
  return {
    layout: `${header.columns.size} columns, ${header.columns.has('total') ? 'with' : 'without'} Total`,
    zone: zoned ? { kind: 'known', zone: utcZone, from: 'the times, which carry their own offset' } : { kind: 'none' },
    dateOrder: { kind: 'not-needed' },
    newestFirst,
    reader: (answers) => createReader(header.record, header.columns, newestFirst, answers),
  };
}

/** Holds all rows to the end: what an expiry closes, and which two rows are one split, only the whole file says. */
function createReader(header: RawRecord, columns: Columns, newestFirst: boolean, answers: Answers): RecordReader {
  const clock = createLocalClock(answers.zone, newestFirst ? 'newest-first' : 'oldest-first');
  const cell = tastyCells(columns);
  const lastCost = header.fields.findLastIndex((field) => ['commissions', 'fees'].includes(columnName(field)));
  const rows: TastyRow[] = [];

  function row(record: RawRecord): RowOutcome {
    if (record.line < header.line) return { kind: 'ignored', reason: 'preamble' };
    if (repeatsHeader(record, header)) return { kind: 'ignored', reason: 'header' };
    if (isBlankRecord(record)) return { kind: 'ignored', reason: 'blank cells only' };
    // The broker leaves out what stands behind the option's right; a row that ends in its costs was cut off, perhaps in a digit.
    if (record.fields.length <= lastCost + 1)
      return rowFault(
        'row-short',
        `the row ends after ${record.fields.length} of ${header.fields.length} columns`,
        null,
      );
    const read = readTastyRow(record, cell, clock);
    if (isRowFault(read)) return read;
    rows.push(read);
    return { kind: 'part' };
  }

  function finish(): readonly LateOutcome[] {
    return tastyOutcomes(rows, newestFirst)
      .map(({ row: { record }, outcome }) => ({
        line: record.line,
        byteOffset: record.byteOffset,
        byteLength: record.byteLength,
        outcome,
      }))
      .toSorted((a, b) => a.byteOffset - b.byteOffset);
  }

  return { row, finish };
}
