/** Copies a cell in full precision: no groups, a hyphen for minus, nothing for what is not known. */
export function copyText(value: unknown): void {
  void navigator.clipboard?.writeText(plainText(value)).catch(() => undefined);
}

/** What a cell's value is on the clipboard. */
export function plainText(value: unknown): string {
  if (typeof value === 'number') return Number.isFinite(value) ? String(value) : '';
  if (typeof value === 'string') return value;
  if (typeof value === 'object' && value !== null && 'value' in value) return plainText(value.value);
  return '';
}
