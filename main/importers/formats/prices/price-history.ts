import type { Decimal } from '../../../../shared/units/decimal.ts';
import { utcDay } from '../../../../shared/units/unit.ts';
import type { Answers, FileHead, Format, RawRecord, Recognition, RecordReader, RowOutcome } from '../../importer.ts';
import { createLocalClock, daysOfDate, utcZone } from '../../local-time.ts';
import { isDecimal, isNegative, readGroupedDecimal } from '../../read-fields.ts';
import { failure } from '../../../../shared/result/result.ts';
import { createBarDays, isNoPrice } from './bar-days.ts';
import { fieldAt, isBlankRecord, repeatsHeader } from '../header-columns.ts';
import { readPriceDate } from './price-date.ts';
import { priceDateOrder } from './price-date-order.ts';
import { findPriceHeader, type PriceColumns, type PriceHeader } from './price-header.ts';
import { instantOf, isFalling, isRowFault, rowFault, type RowFault } from '../row-time.ts';
import type { WrittenDate } from '../written-date.ts';

/**
 * Price history as every data vendor writes it: a date and open, high, low, close, whatever else stands beside. The close
 * is the mark, never an adjusted close: that one takes dividends out of prices that were really paid.
 */
export const priceHistory: Format = {
  id: 'price-history',
  broker: 'any',
  export: 'price history (date, open, high, low, close)',
  detects: 'columns for a date and for open, high, low and close (or date and close alone)',
  seen: 'public price files of several vendors; the layouts of Yahoo Finance, past and present',
  venue: null,
  grain: 'prices',
  recognise,
};

function recognise(head: FileHead): Recognition | null {
  const header = findPriceHeader(head.records);
  if (header === null) return null;
  const { place } = header;
  const rows = head.records.filter(
    (record) => record.line > header.lastLine && !isNoPrice(fieldAt(record, place.close)),
  );
  const dates = rows.map((record) => fieldAt(record, place.date));
  const dateOrder = priceDateOrder(dates);
  const readDate = (text: string) => readPriceDate(text, dateOrder.kind === 'decided' ? dateOrder.order : 'MDY') ?? [];
  const read = dates.flatMap(readDate);
  const shown = [...rows, head.last].filter((record) => record !== null);
  const times = shown.flatMap((record) => readDate(fieldAt(record, place.date))).map(({ local }) => local);
  const newestFirst = isFalling(times) === true;
  const daily = isDaily(read);
  const numbers = decimalsOf(rows, place);
  return {
    layout: `${header.record.fields.length} columns, ${daily ? 'daily' : 'finer than daily'}${header.adjusted}`,
    zone: daily
      ? { kind: 'known', zone: utcZone, from: 'the dates, which name whole days' }
      : read.every(({ offsetMinutes }) => offsetMinutes !== null)
        ? { kind: 'known', zone: utcZone, from: 'the times, which carry their own offset' }
        : { kind: 'none' },
    dateOrder,
    newestFirst,
    reader: (answers) => createReader({ header, place, daily, numbers, newestFirst }, answers),
  };
}

/** Whole days, or the same time on days that differ: then the date names the bar. */
function isDaily(dates: readonly WrittenDate[]): boolean {
  if (dates.every(({ daily }) => daily)) return true;
  const times = new Set(dates.map(({ local }) => `${local.hour}:${local.minute}:${local.second}`));
  const days = new Set(dates.map(({ local }) => `${local.year}-${local.month}-${local.day}`));
  return times.size === 1 && days.size === dates.length && dates.length > 1;
}

type NumberStyle = 'point' | 'comma';

/** A decimal comma is believed only where it cannot be a thousands separator. */
function decimalsOf(rows: readonly RawRecord[], place: PriceColumns): NumberStyle {
  const closes = rows.map((record) => fieldAt(record, place.close));
  return closes.some((text) => /^\d+,(?:\d{1,2}|\d{4,})$|^\d{1,3}(?:\.\d{3})+,\d+$/.test(text)) ? 'comma' : 'point';
}

interface Layout {
  readonly header: PriceHeader;
  readonly place: PriceColumns;
  readonly daily: boolean;
  readonly numbers: NumberStyle;
  readonly newestFirst: boolean;
}

function createReader(layout: Layout, answers: Answers): RecordReader {
  const { header, place, daily, numbers } = layout;
  const clock = createLocalClock(answers.zone, layout.newestFirst ? 'newest-first' : 'oldest-first');
  const days = createBarDays();
  const steps = createStepWatch();

  function price(text: string): Decimal | 'not-positive' | null {
    const plain = text.replace(/^[$€£]/, '');
    const read = numbers === 'comma' ? readGroupedDecimal(plain, '.', ',') : readGroupedDecimal(plain, ',', '.');
    if (!isDecimal(read)) return null;
    return read === '0' || isNegative(read) ? 'not-positive' : read;
  }

  function optionalPrice(record: RawRecord, index: number | undefined): Decimal | null {
    const read = price(fieldAt(record, index));
    return read === 'not-positive' ? null : read;
  }

  function row(record: RawRecord): RowOutcome {
    if (record.line < header.record.line) return { kind: 'ignored', reason: 'preamble' };
    if (record.line <= header.lastLine || repeatsHeader(record, header.record))
      return { kind: 'ignored', reason: 'header' };
    if (isBlankRecord(record)) return { kind: 'ignored', reason: 'blank cells only' };
    // A row that ends in its close, where others go on, was cut off, perhaps in a digit.
    const columns = header.record.fields.length;
    if (record.fields.length < columns && record.fields.length <= place.close + 1)
      return failed('row-short', `the row ends after ${record.fields.length} of ${columns} columns`);
    const closeText = fieldAt(record, place.close);
    if (isNoPrice(closeText)) return { kind: 'ignored', reason: 'row without a close' };
    const dateText = fieldAt(record, place.date);
    const date = readPriceDate(dateText, answers.dateOrder);
    if (date === null) return failed('date-unreadable', `"${dateText}" is no date that Ballast can read`);
    const close = price(closeText);
    if (close === null) return failed('price-unreadable', `Close "${closeText}" is no price`);
    if (close === 'not-positive') return failed('price-not-positive', `Close ${closeText} is not above zero`);
    const stands = placeOf(date, dateText);
    if (isRowFault(stands)) return stands;
    steps.see(stands.day);
    return days.add(
      {
        ...stands,
        open: optionalPrice(record, place.open),
        high: optionalPrice(record, place.high),
        low: optionalPrice(record, place.low),
        close,
      },
      record,
    );
  }

  /** Day of a bar, and its place in it. A daily bar belongs to the day that its date names, wherever that day was lived. */
  function placeOf(date: WrittenDate, text: string): { readonly day: number; readonly at: number } | RowFault {
    const { year, month, day: dayOfMonth } = date.local;
    const day = daysOfDate(year, month, dayOfMonth);
    if (day === null) return failed('time-impossible', `${text} is a date that does not exist`);
    if (daily) return { day, at: day };
    const instant = instantOf(date, text, clock, null);
    return isRowFault(instant) ? instant : { day: utcDay(instant.ms), at: instant.ms };
  }

  return {
    row,
    finish: days.finish,
    refuse: () =>
      steps.longBars()
        ? failure(
            'bars-too-long',
            'The bars of this file are weeks or months; Ballast needs daily bars or finer ones.',
            'Download the daily history of the instrument.',
          ).fault
        : null,
  };
}

/** Watches the distance from bar to bar: most of them four days or more apart are no daily bars, whatever the holidays. */
function createStepWatch(): { readonly see: (day: number) => void; readonly longBars: () => boolean } {
  let before: number | null = null;
  let short = 0;
  let long = 0;
  return {
    see: (day) => {
      if (before !== null) {
        if (Math.abs(day - before) > 4) long += 1;
        else short += 1;
      }
      before = day;
    },
    longBars: () => long + short >= 3 && long > short,
  };
}

function failed(code: string, message: string): RowFault {
  return rowFault(code, message, null);
}
