import type { DateOrder, Recognition } from '../../importer.ts';
import { daysOfDate, type LocalTime } from '../../local-time.ts';
import { readPriceDate } from './price-date.ts';

/** A date that can be read in two ways. */
type OpenDate = { readonly text: string } & Readonly<Record<DateOrder, LocalTime>>;

/**
 * Decides for the whole file whether 3/4 is 3 April or March 4: by a number above twelve, else by which reading runs in
 * one direction through the file. Undecided files name both readings of their first date.
 */
export function priceDateOrder(dates: readonly string[]): Recognition['dateOrder'] {
  const open = dates.flatMap(openDate);
  const [first] = open;
  if (first === undefined) return { kind: 'not-needed' };
  const dayFirst = open.some(({ DMY }) => DMY.day > 12);
  const monthFirst = open.some(({ MDY }) => MDY.day > 12);
  if (dayFirst !== monthFirst) return { kind: 'decided', order: dayFirst ? 'DMY' : 'MDY' };
  const [runsDayFirst, runsMonthFirst] = [runsOneWay(open, 'DMY'), runsOneWay(open, 'MDY')];
  if (runsDayFirst !== runsMonthFirst) return { kind: 'decided', order: runsDayFirst ? 'DMY' : 'MDY' };
  return { kind: 'undecided', readings: [readingOf(first, 'DMY'), readingOf(first, 'MDY')] };
}

/** None of a date that can be read without being told the order of its numbers, or not at all. */
function openDate(text: string): readonly OpenDate[] {
  if (readPriceDate(text, null) !== null) return [];
  const read = readPriceDate(text, 'DMY');
  if (read === null) return [];
  const { local } = read;
  return [{ text, DMY: local, MDY: { ...local, day: local.month, month: local.day } }];
}

function runsOneWay(dates: readonly OpenDate[], order: DateOrder): boolean {
  // A date that no calendar has makes every step from it and to it a NaN, which runs nowhere.
  const days = dates.map((date) => daysOfDate(date[order].year, date[order].month, date[order].day) ?? Number.NaN);
  const steps = days.slice(1).map((day, index) => day - Number(days[index]));
  // Price bars follow each other closely: a jump of a month means that day and month are swapped.
  if (steps.some((step) => Math.abs(step) > 20)) return false;
  return steps.every((step) => step >= 0) || steps.every((step) => step <= 0);
}

function readingOf(date: OpenDate, order: DateOrder): string {
  const { day, month, year } = date[order];
  const words = order === 'DMY' ? 'day first' : 'month first';
  const name = monthNames[month - 1];
  return name === undefined ? `${date.text} (${words})` : `${date.text} is ${day} ${name} ${year} (${words})`;
}

const monthNames = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];
