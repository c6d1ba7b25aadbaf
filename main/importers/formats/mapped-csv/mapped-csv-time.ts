import type { TimeFormat } from '../../../../shared/contract/mapping.ts';
import { ofEpoch, readNamedMonth, readTwoOrders, readYearFirst, type WrittenDate } from '../written-date.ts';

/** Reads a time in the writing that the mapping names; a month by its name is read in every one. Null when it does not fit. */
export function readTableTime(text: string, format: TimeFormat): WrittenDate | null {
  const written = text.trim();
  switch (format) {
    case 'epoch-seconds':
      return /^\d{9,10}(?:\.\d+)?$/.test(written) ? ofEpoch(Math.round(Number(written) * 1_000)) : null;
    case 'epoch-milliseconds':
      return /^\d{12,13}(?:\.\d+)?$/.test(written) ? ofEpoch(Math.floor(Number(written))) : null;
    case 'epoch-microseconds':
      return /^\d{15,16}$/.test(written) ? ofEpoch(Number(written.slice(0, -3))) : null;
    case 'YMD':
      return readYearFirst(written) ?? readNamedMonth(written);
    case 'DMY':
    case 'MDY':
      return readTwoOrders(written, format) ?? readNamedMonth(written);
  }
}
