import type { Mapping, TimeFormat } from '../../../shared/contract/mapping.ts';
import { priceDateOrder } from '../formats/prices/price-date-order.ts';
import { readTableTime } from '../formats/mapped-csv/mapped-csv-time.ts';
import { parseZone, toUtc, utcZone, formatZone } from '../local-time.ts';
import { bestColumn, fitOf } from './header-words.ts';
import type { SampleTable } from './sample-table.ts';

export interface TimeGuess {
  readonly time: Mapping['time'];
  readonly zone: string | null;
  readonly taken: readonly string[];
  /** Why something is left open; blank when nothing is. */
  readonly why: string;
}

const formats: readonly TimeFormat[] = [
  'YMD',
  'epoch-seconds',
  'epoch-milliseconds',
  'epoch-microseconds',
  'DMY',
  'MDY',
];

/** Finds the time of the rows by names and content. Of two columns of times that fit alike none is taken. */
export function guessTime(table: SampleTable): TimeGuess {
  const dated = table.columns.filter((column) => formatsOf(filledOf(table.cells(column))).length > 0);
  if (dated.length === 0)
    return { time: null, zone: null, taken: [], why: 'No column holds times that Ballast can read.' };
  const named = dated.filter((column) => fitOf(column, 'time') > 0);
  const { best, rivals } = bestColumn(named, 'time');
  const only = dated.length === 1 ? (dated[0] ?? null) : null;
  const found = best ?? only ?? sameTimes(table, rivals);
  const chosen = found === null ? null : (finerTime(table, dated, found) ?? found);
  if (chosen === null) {
    const which = (rivals.length > 0 ? rivals : dated).map((column) => `"${column}"`).join(' or ');
    return { time: null, zone: null, taken: [], why: `The time may be ${which}.` };
  }
  const clock = isDaily(filledOf(table.cells(chosen))) ? clockColumn(table, chosen) : null;
  const texts = clock === null ? filledOf(table.cells(chosen)) : joined(table, chosen, clock);
  const { format, why } = formatOf(texts);
  return {
    time:
      clock === null
        ? { from: 'column', column: chosen, format }
        : { from: 'two-columns', date: chosen, time: clock, format },
    zone: zoneIn(clock ?? chosen) ?? zoneIn(chosen),
    taken: clock === null ? [chosen] : [chosen, clock],
    why,
  };
}

function filledOf(cells: readonly string[]): readonly string[] {
  return cells.filter((text) => text !== '');
}

/** The writings in which every cell is a date that exists, between 1990 and 2100. */
function formatsOf(texts: readonly string[]): readonly TimeFormat[] {
  if (texts.length === 0) return [];
  return formats.filter((format) => texts.every((text) => isTime(text, format)));
}

function isTime(text: string, format: TimeFormat): boolean {
  const read = readTableTime(text, format);
  if (read === null || read.local.year < 1990 || read.local.year > 2100) return false;
  return typeof toUtc(read.local, utcZone) !== 'string';
}

function isDaily(texts: readonly string[]): boolean {
  const [format] = formatsOf(texts);
  return format !== undefined && texts.every((text) => readTableTime(text, format)?.daily === true);
}

/** Where the column found names whole days: the only other one that names an hour of the same day in every row. */
function finerTime(table: SampleTable, dated: readonly string[], found: string): string | null {
  const days = filledOf(table.cells(found));
  if (!isDaily(days) || clockColumn(table, found) !== null) return null;
  const finer = dated.filter((column) => {
    const texts = filledOf(table.cells(column));
    return (
      texts.length === days.length && !isDaily(texts) && texts.every((text, row) => text.startsWith(days[row] ?? ' '))
    );
  });
  return finer.length === 1 ? (finer[0] ?? null) : null;
}

/** The column of hours that belongs to a column of days. */
function clockColumn(table: SampleTable, day: string): string | null {
  const hours = table.columns.filter(
    (column) =>
      column !== day &&
      filledOf(table.cells(column)).length > 0 &&
      filledOf(table.cells(column)).every((text) => /^\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?(?:\s*[AP]M)?$/i.test(text)),
  );
  return hours.length === 1 ? (hours[0] ?? null) : bestColumn(hours, 'clock').best;
}

function joined(table: SampleTable, date: string, clock: string): readonly string[] {
  const hours = table.cells(clock);
  return table.cells(date).flatMap((day, row) => (day === '' || !hours[row] ? [] : [`${day} ${hours[row]}`]));
}

function formatOf(texts: readonly string[]): { readonly format: TimeFormat | null; readonly why: string } {
  const fitting = formatsOf(texts);
  const [first] = fitting;
  if (first !== 'DMY' || !fitting.includes('MDY'))
    return { format: first ?? null, why: first === undefined ? 'The dates are written in several ways.' : '' };
  // With points the day always comes first.
  if (texts.every((text) => /^\d{1,2}\.\d{1,2}\./.test(text))) return { format: 'DMY', why: '' };
  const order = priceDateOrder(texts);
  if (order.kind === 'decided') return { format: order.order, why: '' };
  if (order.kind === 'not-needed') return { format: 'DMY', why: '' };
  return { format: null, why: `The dates can be read in two ways: ${order.readings[0]} or ${order.readings[1]}.` };
}

/** One of several columns of times that say the same instant in every row. */
function sameTimes(table: SampleTable, rivals: readonly string[]): string | null {
  const [first, ...others] = rivals;
  if (first === undefined) return null;
  const same = (column: string) => table.cells(column).every((text, row) => text === table.cells(first)[row]);
  return others.length > 0 && others.every(same) ? first : null;
}

/** The zone that the name of a column says: `time(utc+8)`, `date (utc)`. */
function zoneIn(column: string): string | null {
  const offset = /[([]\s*([+-]\d{2}:\d{2})\s*[)\]]/.exec(column)?.[1];
  if (offset !== undefined) return offset;
  const match = /\b(?:utc|gmt)\s*(?:[+-]\s*\d{1,2}(?::?\d{2})?)?/i.exec(column.replace('utc_', 'utc '));
  if (match === null) return null;
  const zone = parseZone(match[0].replaceAll(/\s/g, '').toUpperCase());
  return zone.ok ? formatZone(zone.value) : null;
}
