/** Puts a text on the clipboard; where the browser refuses there is nothing to be done. */
export function copyPlain(text: string): void {
  void navigator.clipboard?.writeText(text).catch(() => undefined);
}

/** What a cell's value is on the clipboard. */
export function plainText(value: unknown): string {
  if (typeof value === 'number') return Number.isFinite(value) ? decimalText(value) : '';
  if (typeof value === 'string') return value;
  if (typeof value === 'object' && value !== null && 'value' in value) return plainText(value.value);
  return '';
}

/** Rows for a spreadsheet: cells between tabs, rows between line ends; a header first where there is one. */
export function rowsText(rows: readonly (readonly unknown[])[], header: readonly string[] | null): string {
  const lines = rows.map((cells) => cells.map((cell) => oneLine(plainText(cell))).join('\t'));
  return [...(header === null ? [] : [header.map(oneLine).join('\t')]), ...lines].join('\n');
}

/** A tab or a line end within a cell would make two of it. */
function oneLine(text: string): string {
  return text.replaceAll(/\s+/g, ' ').trim();
}

/** Every digit, never as `1e-7`: a spreadsheet may read that as a word. */
function decimalText(value: number): string {
  const text = String(value);
  if (!/e/i.test(text)) return Object.is(value, -0) ? '0' : text;
  const [digits = '', exponent = '0'] = text.split('e');
  const sign = digits.startsWith('-') ? '-' : '';
  const [whole = '', fraction = ''] = digits.replace('-', '').split('.');
  const all = whole + fraction;
  const point = whole.length + Number(exponent);
  if (point <= 0) return `${sign}0.${'0'.repeat(-point)}${all}`;
  return `${sign}${all.padEnd(point, '0').slice(0, point)}${all.length > point ? `.${all.slice(point)}` : ''}`;
}
