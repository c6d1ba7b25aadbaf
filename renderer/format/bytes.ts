import { numberText } from '../../shared/format/number-text.ts';

/** The size of a file: `184 KB`, `1.2 MB`. */
export function bytesText(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`;
  if (bytes < 1_000_000) return `${numberText(bytes / 1000, 0)} KB`;
  return `${numberText(bytes / 1_000_000, 1)} MB`;
}
