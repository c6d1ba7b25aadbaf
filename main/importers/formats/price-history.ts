import type { Decimal } from '../../../shared/units/decimal.ts';
import { dayMs } from '../../../shared/units/unit.ts';
import type { Answers, FileHead, Format, RawRecord, Recognition, RecordReader, RowOutcome } from '../importer.ts';
import { createLocalClock, daysOfDate, toUtc, utcZone, type LocalTime } from '../local-time.ts';
import { isDecimal, isNegative, readGroupedDecimal } from '../read-fields.ts';
import { failure } from '../../../shared/result/result.ts';
import { createBarDays, isNoPrice } from './bar-days.ts';
import { fieldAt, isBlankRecord, repeatsHeader } from './header-columns.ts';
import { readPriceDate, type PriceDate } from './price-date.ts';
import { priceDateOrder } from './price-date-order.ts';
import { findPriceHeader, type PriceColumns, type PriceHeader } from './price-header.ts';

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
  const rows = head.records.slice(header.index + 1).filter((record) => !isNoPrice(fieldAt(record, place.close)));
  const dates = rows.map((record) => fieldAt(record, place.date));
  const order = priceDateOrder(dates);
  const known = order.kind === 'decided' ? order.order : null;
  const read = dates.flatMap((text) => readPriceDate(text, known ?? 'MDY') ?? []);
  const daily = isDaily(read);
  const numbers = decimalsOf(rows, place);
  const lastText = head.last === null ? '' : fieldAt(head.last, place.date);
  const last = readPriceDate(lastText, known ?? 'MDY');
  const [first] = read;
  const newestFirst = first !== undefined && last !== null && wallOf(last.local) < wallOf(first.local);
  return {
    layout: `${header.record.fields.length} columns, ${daily ? 'daily' : 'finer than daily'}${header.adjusted}`,
    zone: daily
      ? { kind: 'known', zone: utcZone, from: 'the dates, which name whole days' }
      : read.every(({ offsetMinutes }) => offsetMinutes !== null)
        ? { kind: 'known', zone: utcZone, from: 'the times, which carry their own offset' }
        : { kind: 'none' },
    dateOrder: order,
    needsInstrument: true,
    newestFirst,
    reader: (answers) => createReader({ header, place, daily, numbers, newestFirst }, answers, known),
  };
}

/** Whole days, or the same time on days that differ: then the date names the bar. */
function isDaily(dates: readonly PriceDate[]): boolean {
  if (dates.every(({ daily }) => daily)) return true;
  const times = new Set(dates.map(({ local }) => (local.hour * 60 + local.minute) * 60 + local.second));
  const days = new Set(dates.map(({ local }) => Math.floor(wallOf(local) / dayMs)));
  return times.size === 1 && days.size === dates.length && dates.length > 1;
}

function wallOf(local: LocalTime): number {
  const reading = toUtc(local, utcZone);
  return typeof reading === 'string' ? Number.NaN : reading.ms;
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

function createReader(layout: Layout, answers: Answers, decided: Answers['dateOrder']): RecordReader {
  const { header, place, daily, numbers } = layout;
  const order = answers.dateOrder ?? decided;
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
    const date = readPriceDate(dateText, order);
    if (date === null) return failed('date-unreadable', `"${dateText}" is no date that Ballast can read`);
    const close = price(closeText);
    if (close === null) return failed('price-unreadable', `Close "${closeText}" is no price`);
    if (close === 'not-positive') return failed('price-not-positive', `Close ${closeText} is not above zero`);
    const opened = openOf(date, dateText);
    if ('kind' in opened) return opened;
    steps.see(opened.day);
    return days.add(
      {
        ...opened,
        open: optionalPrice(record, place.open),
        high: optionalPrice(record, place.high),
        low: optionalPrice(record, place.low),
        close,
      },
      record,
    );
  }

  /** Day and opening instant of a bar. A daily bar belongs to the day that its date names, wherever that day was lived. */
  function openOf({ local, offsetMinutes }: PriceDate, text: string): { day: number; openMs: number } | RowOutcome {
    const day = daysOfDate(local.year, local.month, local.day);
    if (day === null) return failed('time-impossible', `${text} is a date that does not exist`);
    if (daily) return { day, openMs: day * dayMs };
    const reading =
      offsetMinutes === null ? clock.read(local) : toUtc(local, { kind: 'offset', minutes: offsetMinutes });
    if (typeof reading === 'string') return failed('time-impossible', `${text} is a date or hour that does not exist`);
    return { day: Math.floor(reading.ms / dayMs), openMs: reading.ms };
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
  let steps = 0;
  let long = 0;
  return {
    see: (day) => {
      if (before !== null) {
        steps += 1;
        if (Math.abs(day - before) > 4) long += 1;
      }
      before = day;
    },
    longBars: () => steps >= 3 && long * 2 > steps,
  };
}

function failed(code: string, message: string): Extract<RowOutcome, { readonly kind: 'failed' }> {
  return { kind: 'failed', code, message, instrument: null };
}
