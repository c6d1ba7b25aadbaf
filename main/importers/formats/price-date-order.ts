import type { DateOrder, Recognition } from '../importer.ts';
import { daysOfDate } from '../local-time.ts';
import { leadingNumbers, readPriceDate } from './price-date.ts';

/**
 * Decides for the whole file whether 3/4 is 3 April or March 4: by a number above twelve, else by which reading runs in
 * one direction through the file. Undecided files name both readings of their first date.
 */
export function priceDateOrder(dates: readonly string[]): Recognition['dateOrder'] {
  const open = dates.flatMap((text) => {
    const numbers = leadingNumbers(text);
    return numbers === null ? [] : [{ text, numbers }];
  });
  const [first] = open;
  if (first === undefined) return { kind: 'not-needed' };
  const dayFirst = open.some(({ numbers }) => numbers[0] > 12);
  const monthFirst = open.some(({ numbers }) => numbers[1] > 12);
  if (dayFirst !== monthFirst) return { kind: 'decided', order: dayFirst ? 'DMY' : 'MDY' };
  const [runsDayFirst, runsMonthFirst] = [runsOneWay(open, 'DMY'), runsOneWay(open, 'MDY')];
  if (runsDayFirst !== runsMonthFirst) return { kind: 'decided', order: runsDayFirst ? 'DMY' : 'MDY' };
  return { kind: 'undecided', readings: [readingOf(first.text, 'DMY'), readingOf(first.text, 'MDY')] };
}

function runsOneWay(dates: readonly { readonly text: string }[], order: DateOrder): boolean {
  const days = dates.map(({ text }) => dayOf(text, order));
  let ups = 0;
  let downs = 0;
  for (const [index, day] of days.entries()) {
    const before = days[index - 1];
    if (day === null) return false;
    if (before === undefined || before === null) continue;
    // Price bars follow each other closely: a jump of a month means that day and month are swapped.
    if (Math.abs(day - before) > 20) return false;
    if (day > before) ups += 1;
    if (day < before) downs += 1;
  }
  return ups === 0 || downs === 0;
}

function dayOf(text: string, order: DateOrder): number | null {
  const read = readPriceDate(text, order);
  return read === null ? null : daysOfDate(read.local.year, read.local.month, read.local.day);
}

function readingOf(text: string, order: DateOrder): string {
  const read = readPriceDate(text, order);
  const month = read === null ? undefined : monthNames[read.local.month - 1];
  const words = order === 'DMY' ? 'day first' : 'month first';
  if (read === null || month === undefined) return `${text} (${words})`;
  return `${text} is ${read.local.day} ${month} ${read.local.year} (${words})`;
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
