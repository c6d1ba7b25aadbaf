import type { RawRecord } from '../importer.ts';

/** Where each column of a table stands, by its name in small letters with single blanks. */
export type Columns = ReadonlyMap<string, number>;

/** The columns of a record taken as a header; of two columns with one name the first. */
export function columnsOf(record: RawRecord): Columns {
  const columns = new Map<string, number>();
  record.fields.forEach((field, index) => {
    const name = columnName(field);
    if (name !== '' && !columns.has(name)) columns.set(name, index);
  });
  return columns;
}

/** The name of a column for comparing: case and the number of blanks do not matter. */
export function columnName(field: string): string {
  return field.trim().replace(/\s+/g, ' ').toLowerCase();
}

/** The first record that has all these columns. */
export function findHeader(
  records: readonly RawRecord[],
  isHeader: (columns: Columns) => boolean,
): { readonly record: RawRecord; readonly columns: Columns; readonly index: number } | null {
  for (const [index, record] of records.entries()) {
    const columns = columnsOf(record);
    if (isHeader(columns)) return { record, columns, index };
  }
  return null;
}

export function hasColumns(columns: Columns, names: readonly string[]): boolean {
  return names.every((name) => columns.has(name));
}

/** The field of a column, trimmed; blank when the file has no such column or the row ends before it. */
export function fieldAt(record: RawRecord, index: number | undefined): string {
  const field = index === undefined ? undefined : record.fields[index];
  if (field === undefined || field === '') return '';
  // Looking at both ends is cheaper than asking `trim`, which a million rows of twelve fields would feel.
  const isTight = isInk(field.charCodeAt(0)) && isInk(field.charCodeAt(field.length - 1));
  return isTight ? field : field.trim();
}

function isInk(code: number): boolean {
  return code > 32 && code < 127;
}

export function isBlankRecord(record: RawRecord): boolean {
  return record.fields.every((field) => field.trim() === '');
}

/** The same cells as the header: a header repeated inside the file. */
export function repeatsHeader(record: RawRecord, header: RawRecord): boolean {
  return (
    record.fields.length === header.fields.length && record.fields.every((field, at) => field === header.fields[at])
  );
}
