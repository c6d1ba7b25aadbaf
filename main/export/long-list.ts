import { countText } from '../../shared/format/count.ts';
import { escapeHtml } from './html-text.ts';

/**
 * The beginning of a list on paper, with a line that says how much of it stands elsewhere.
 * @param most how many stand on paper
 * @param noun one of them
 * @param table the CSV table that holds all
 */
export function withRest<Row>(
  rows: readonly Row[],
  most: number,
  noun: string,
  table: string,
  write: (shown: readonly Row[]) => string,
): string {
  const rest = rows.length - most;
  if (rest <= 0) return write(rows);
  const words = `${countText(rest)} more ${noun}${rest === 1 ? '' : 's'} of ${countText(rows.length)} stand${rest === 1 ? 's' : ''} in the CSV table ${table} and in the JSON.`;
  return `${write(rows.slice(0, most))}<p class="about">${escapeHtml(words)}</p>`;
}
