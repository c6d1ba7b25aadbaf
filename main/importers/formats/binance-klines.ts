import { dayMs } from '../../../shared/units/unit.ts';
import type { FileHead, Format, RawRecord, Recognition, RecordReader, RowOutcome } from '../importer.ts';
import { utcZone } from '../local-time.ts';
import { createBarDays, isNoPrice, priceOf } from './bar-days.ts';
import { columnsOf, fieldAt, hasColumns, isBlankRecord } from './header-columns.ts';

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
  const first = head.records[0];
  if (first === undefined) return null;
  const headed = isKlineHeader(first);
  const data = headed ? head.records[1] : first;
  if (data === undefined ? !headed : !isKline(data)) return null;
  const opens = [data, head.last].map((record) =>
    record === null || record === undefined ? null : epochMsOf(record, 0),
  );
  const [begin, end] = opens;
  return {
    layout: headed ? '12 columns, with a header' : '12 columns, without a header',
    zone: { kind: 'known', zone: utcZone, from: 'the times, which count from 1970 in UTC' },
    dateOrder: { kind: 'not-needed' },
    needsInstrument: true,
    newestFirst: begin !== null && end !== null && begin !== undefined && end !== undefined && end < begin,
    reader: () => createReader(),
  };
}

function isKlineHeader(record: RawRecord): boolean {
  const columns = columnsOf(record);
  const named = (words: string): boolean => columns.has(words) || columns.has(words.replace(' ', '_'));
  return named('open time') && named('close time') && hasColumns(columns, ['open', 'high', 'low', 'close']);
}

function isKline(record: RawRecord): boolean {
  const [open, close] = [epochMsOf(record, 0), epochMsOf(record, 6)];
  return record.fields.length >= 11 && open !== null && close !== null && close > open;
}

/** Milliseconds of a time written as 13 digits (milliseconds) or 16 (microseconds). */
function epochMsOf(record: RawRecord, index: number): number | null {
  const text = fieldAt(record, index);
  if (!epochText.test(text)) return null;
  return text.length === 16 ? Math.floor(Number(text) / 1_000) : Number(text);
}

function createReader(): RecordReader {
  const days = createBarDays();
  return {
    row: (record): RowOutcome => {
      if (isKlineHeader(record)) return { kind: 'ignored', reason: 'header' };
      if (isBlankRecord(record)) return { kind: 'ignored', reason: 'blank cells only' };
      const [openMs, closeMs] = [epochMsOf(record, 0), epochMsOf(record, 6)];
      if (openMs === null || closeMs === null) {
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
        { day: Math.floor(openMs / dayMs), openMs, open: open ?? null, high: high ?? null, low: low ?? null, close },
        record,
      );
    },
    finish: days.finish,
  };
}

function failed(code: string, message: string): RowOutcome {
  return { kind: 'failed', code, message, instrument: null };
}
