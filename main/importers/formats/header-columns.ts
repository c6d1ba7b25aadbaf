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
  return index === undefined ? '' : (record.fields[index]?.trim() ?? '');
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
