/** A column of a printed table. Figures stand on the right, words on the left. */
export interface TextColumn<Row> {
  readonly header: string;
  readonly align: 'left' | 'right';
  readonly cell: (row: Row) => string;
}

/** Rows under their headers, columns two blanks apart; `nothing` when there is no row. */
export function textTable<Row>(columns: readonly TextColumn<Row>[], rows: readonly Row[], nothing: string): string {
  if (rows.length === 0) return nothing;
  const cells = rows.map((row) => columns.map((column) => column.cell(row)));
  const widths = columns.map((column, index) =>
    cells.reduce((width, row) => Math.max(width, (row[index] as string).length), column.header.length),
  );
  const line = (words: readonly string[]) =>
    words
      .map((word, index) =>
        columns[index]?.align === 'right'
          ? word.padStart(widths[index] as number)
          : word.padEnd(widths[index] as number),
      )
      .join('  ')
      .trimEnd();
  return [line(columns.map((column) => column.header)), ...cells.map(line)].join('\n');
}

export function left<Row>(header: string, cell: (row: Row) => string): TextColumn<Row> {
  return { header, align: 'left', cell };
}

export function right<Row>(header: string, cell: (row: Row) => string): TextColumn<Row> {
  return { header, align: 'right', cell };
}

/** A figure for reading: thousands apart, a few significant decimals, `missing` when there is none. */
export function figure(value: number | null, missing = 'missing'): string {
  if (value === null) return missing;
  const size = Math.abs(value);
  const decimals = size >= 1000 ? 2 : size >= 1 ? 4 : 8;
  return value.toLocaleString('en-US', { maximumFractionDigits: decimals, signDisplay: 'negative' });
}
