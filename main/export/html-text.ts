/** Text made safe to stand in HTML, also inside quotes of an attribute. */
export function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}

export interface Column<Row> {
  readonly title: string;
  readonly align: 'left' | 'right';
  /** HTML of the cell: the column escapes what it writes. */
  readonly cell: (row: Row) => string;
}

/**
 * A table; with no rows, the sentence that says so.
 * @param note what stands in words under a row, over its whole width; null for none
 */
export function htmlTable<Row>(
  columns: readonly Column<Row>[],
  rows: readonly Row[],
  empty: string,
  note: (row: Row) => string | null = () => null,
): string {
  if (rows.length === 0) return `<p class="empty">${escapeHtml(empty)}</p>`;
  const head = columns.map((column) => `<th class="${column.align}">${escapeHtml(column.title)}</th>`).join('');
  const body = rows.map((row) => {
    const below = note(row);
    const cells = columns.map((column) => `<td class="${column.align}">${column.cell(row)}</td>`).join('');
    const words =
      below === null ? '' : `<tr class="note"><td colspan="${columns.length}">${escapeHtml(below)}</td></tr>`;
    // A row and its words stay together on paper.
    return `<tbody${below === null ? '' : ' class="noted"'}><tr>${cells}</tr>${words}</tbody>`;
  });
  return `<table><thead><tr>${head}</tr></thead>\n${body.join('\n')}\n</table>`;
}
