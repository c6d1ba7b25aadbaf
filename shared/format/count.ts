import { numberText } from './number-text.ts';

/** A whole number in groups: `1,198`. */
export function countText(count: number): string {
  return numberText(count, 0);
}

/** A count with its noun: `1 row`, `1,198 rows`. */
export function countedText(count: number, noun: string, plural = `${noun}s`): string {
  return `${countText(count)} ${count === 1 ? noun : plural}`;
}
