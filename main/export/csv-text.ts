/** A column of a CSV table; numbers are written with all their digits, a null stays empty. */
export interface CsvColumn<Row> {
  /** With the unit where the figures have one. */
  readonly header: string;
  readonly cell: (row: Row) => string | number | null;
}

/** One table of a snapshot as a CSV file. */
export interface SnapshotTable {
  /** What the file is called behind the snapshot's own name. */
  readonly name: string;
  readonly text: string;
}

/** A table as RFC 4180 text: comma, CRLF, quotes only where they are needed. */
export function csvText<Row>(columns: readonly CsvColumn<Row>[], rows: readonly Row[]): string {
  const lines = [
    columns.map(({ header }) => quoted(header)),
    ...rows.map((row) => columns.map(({ cell }) => cellText(cell(row)))),
  ];
  return lines.map((line) => `${line.join(',')}\r\n`).join('');
}

function cellText(value: string | number | null): string {
  if (value === null) return '';
  return typeof value === 'number' ? String(value) : quoted(harmless(value));
}

function quoted(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** Names come from files: a spreadsheet must not take one for a formula. Amounts in text form begin with a digit or a minus. */
function harmless(text: string): string {
  return /^[=@\t\r]|^[+-](?!\d)/.test(text) ? `'${text}` : text;
}
