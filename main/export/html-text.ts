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

/** A table; with no rows, the sentence that says so. */
export function htmlTable<Row>(columns: readonly Column<Row>[], rows: readonly Row[], empty: string): string {
  if (rows.length === 0) return `<p class="empty">${escapeHtml(empty)}</p>`;
  const head = columns.map((column) => `<th class="${column.align}">${escapeHtml(column.title)}</th>`).join('');
  const body = rows
    .map(
      (row) => `<tr>${columns.map((column) => `<td class="${column.align}">${column.cell(row)}</td>`).join('')}</tr>`,
    )
    .join('\n');
  return `<table><thead><tr>${head}</tr></thead><tbody>\n${body}\n</tbody></table>`;
}
