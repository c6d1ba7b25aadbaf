import { fieldAt, isBlankRecord } from '../formats/header-columns.ts';
import { columnNames } from '../formats/mapped-csv/mapped-csv-columns.ts';
import { isNoNumber, isTableNumber, readTableNumber } from '../formats/mapped-csv/mapped-csv-number.ts';
import { readTableTime } from '../formats/mapped-csv/mapped-csv-time.ts';
import type { Delimiter } from '../find-delimiter.ts';
import type { RawRecord } from '../importer.ts';
import { looksNumeric } from './guess-numbers.ts';
import type { OpenedFile } from '../open-file.ts';

/** A file as a table: its header and its first rows. */
export interface SampleTable {
  readonly name: string;
  readonly delimiter: Delimiter;
  readonly header: RawRecord;
  readonly columns: readonly string[];
  readonly rows: readonly RawRecord[];
  /** The trimmed cells of a column, row by row. */
  readonly cells: (column: string) => readonly string[];
}

/** How many rows a guess rests on. */
const rowsLookedAt = 200;

/** Looks at a file as a table; null where it has no header with rows under it. */
export function sampleTable(file: OpenedFile): SampleTable | null {
  if (file.delimiter === null) return null;
  const header = findHeader(file.head.records);
  if (header === null) return null;
  const columns = columnNames(header);
  const rows = firstRecords(file, header);
  if (rows.length === 0) return null;
  const known = new Map<string, readonly string[]>();
  return {
    name: file.head.name,
    delimiter: file.delimiter,
    header,
    columns,
    rows,
    cells: (column) => {
      const index = columns.indexOf(column);
      const cells = known.get(column) ?? rows.map((record) => fieldAt(record, index));
      known.set(column, cells);
      return cells;
    },
  };
}

/** Whether a table has a column of numbers at all: text alone is nothing to map. */
export function hasFigures(table: SampleTable): boolean {
  return table.columns.some((column) => looksNumeric(table.cells(column)));
}

/** The first record of words, no figures, that is as wide as the records under it. */
function findHeader(records: readonly RawRecord[]): RawRecord | null {
  const widths = new Map<number, number>();
  for (const { fields } of records) widths.set(fields.length, (widths.get(fields.length) ?? 0) + 1);
  const [commonest] =
    [...widths].filter(([width]) => width > 1).toSorted((a, b) => b[1] - a[1] || b[0] - a[0])[0] ?? [];
  if (commonest === undefined) return null;
  const candidates = records.filter(
    (record, index) => record.element === undefined && index < records.length - 1 && isHeader(record),
  );
  // A header may have one blank column less than its rows, or (with a delimiter at its end) one more.
  return (
    candidates.find(({ fields }) => fields.length === commonest) ??
    candidates.find(({ fields }) => Math.abs(fields.length - commonest) === 1) ??
    null
  );
}

function isHeader({ fields }: RawRecord): boolean {
  const names = fields.map((field) => field.trim()).filter((field) => field !== '');
  if (names.length < 2 || names.length * 2 < fields.length) return false;
  return names.every((name) => /\p{L}/u.test(name) && !isFigure(name));
}

function isFigure(text: string): boolean {
  if (isNoNumber(text) || readTableTime(text, 'YMD') !== null || readTableTime(text, 'DMY') !== null) return true;
  return /\d/.test(text) && isTableNumber(readTableNumber(text, { decimal: '.', thousands: ',' }));
}

class Enough extends Error {}

function firstRecords(file: OpenedFile, header: RawRecord): readonly RawRecord[] {
  const rows: RawRecord[] = [];
  try {
    file.walk((record) => {
      if (record.line <= header.line || isBlankRecord(record)) return;
      rows.push(record);
      if (rows.length >= rowsLookedAt) throw new Enough();
    });
  } catch (error) {
    if (!(error instanceof Enough)) throw error;
  }
  // A footer is shorter than the rows above it.
  return rows.filter(({ fields }) => fields.length * 2 > header.fields.length);
}
