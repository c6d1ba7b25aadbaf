import type { DateOrder } from '../../importer.ts';
import { ofEpoch, readNamedMonth, readTwoOrders, readYearFirst, type WrittenDate } from '../written-date.ts';

/**
 * Reads the dates that price files use: year first, `20260317`, `17.03.2026` (always day first), `3/17/2026` or
 * `17/3/2026` (as `order` says), `17-Mar-2026`, `Mar 17, 2026`, and seconds, milliseconds or microseconds since 1970.
 */
export function readPriceDate(text: string, order: DateOrder | null): WrittenDate | null {
  const written = text.trim();
  if (/^\d{10}$/.test(written)) return ofEpoch(Number(`${written}000`));
  if (/^\d{13}(?:\d{3})?$/.test(written)) return ofEpoch(Number(written.slice(0, 13)));
  if (/^\d{4}[-/.]|^\d{8}$/.test(written)) return readYearFirst(written);
  const fixed = /^\d{1,2}\./.test(written) ? 'DMY' : order;
  return readNamedMonth(written) ?? (fixed === null ? null : readTwoOrders(written, fixed));
}
