import { dayMs } from '../../../../shared/units/unit.ts';
import type { FileHead, Format, RawRecord, Recognition, RecordReader, RowOutcome } from '../../importer.ts';
import { utcZone } from '../../local-time.ts';
import { createBarDays, isNoPrice, priceOf } from './bar-days.ts';
import { columnsOf, fieldAt, hasColumns, isBlankRecord } from '../header-columns.ts';

/** Candles from Binance's public data archive (data.binance.vision): twelve columns, with or without a header. */
export const binanceKlines: Format = {
  id: 'binance-klines',
  broker: 'Binance',
  export: 'price history (klines)',
  detects: 'twelve columns from open time to ignore, times as milliseconds or (since 2025) microseconds',
  seen: 'vendor documentation (binance-public-data)',
  venue: null,
  grain: 'prices',
  recognise,
};

const epochText = /^\d{13}(?:\d{3})?$/;

function recognise(head: FileHead): Recognition | null {
  const data = head.records.find((record) => !isKlineHeader(record));
  if (data === undefined || !isKline(data)) return null;
  return {
    layout: data === head.records[0] ? '12 columns, without a header' : '12 columns, with a header',
    zone: { kind: 'known', zone: utcZone, from: 'the times, which count from 1970 in UTC' },
    dateOrder: { kind: 'not-needed' },
    // Each close belongs to its day, whatever the order of the rows.
    newestFirst: false,
    reader: () => createReader(),
  };
}

function isKlineHeader(record: RawRecord): boolean {
  const columns = columnsOf(record);
  const named = (words: string): boolean => columns.has(words) || columns.has(words.replace(' ', '_'));
  return named('open time') && named('close time') && hasColumns(columns, ['open', 'high', 'low', 'close']);
}

function isKline(record: RawRecord): boolean {
  return record.fields.length >= 11 && epochMsOf(record, 6) > epochMsOf(record, 0);
}

/** Milliseconds of a time written as 13 digits (milliseconds) or 16 (microseconds); NaN where it is none. */
function epochMsOf(record: RawRecord, index: number): number {
  const text = fieldAt(record, index);
  return epochText.test(text) ? Number(text.slice(0, 13)) : Number.NaN;
}

function createReader(): RecordReader {
  const days = createBarDays();
  return {
    row: (record): RowOutcome => {
      if (isKlineHeader(record)) return { kind: 'ignored', reason: 'header' };
      if (isBlankRecord(record)) return { kind: 'ignored', reason: 'blank cells only' };
      const [openMs, closeMs] = [epochMsOf(record, 0), epochMsOf(record, 6)];
      if (!(closeMs > openMs)) {
        return failed(
          'time-unreadable',
          `"${fieldAt(record, 0)}" and "${fieldAt(record, 6)}" are no times of a candle`,
        );
      }
      if (closeMs - openMs > dayMs) {
        return failed('bar-too-long', 'the candle is longer than a day; Ballast needs daily candles or finer ones');
      }
      const closeText = fieldAt(record, 4);
      if (isNoPrice(closeText)) return { kind: 'ignored', reason: 'row without a close' };
      const close = priceOf(closeText);
      if (close === null) return failed('price-unreadable', `Close "${closeText}" is no price above zero`);
      const [open, high, low] = [1, 2, 3].map((index) => priceOf(fieldAt(record, index)));
      return days.add(
        {
          day: Math.floor(openMs / dayMs),
          at: openMs,
          open: open ?? null,
          high: high ?? null,
          low: low ?? null,
          close,
        },
        record,
      );
    },
    finish: days.finish,
  };
}

function failed(code: string, message: string): RowOutcome {
  return { kind: 'failed', code, message, instrument: null };
}
