import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  dateOrderOf,
  decideDateOrder,
  isDayMonthDate,
  isNewestFirst,
  localTimeOf,
  readBrowserDate,
  type DayMonthDate,
} from './hyperliquid-dates.ts';

function dates(...texts: readonly string[]): readonly DayMonthDate[] {
  return texts.map((text) => {
    const date = readBrowserDate(text);
    if (date === null || !isDayMonthDate(date)) throw new Error(`${text} is no such date`);
    return date;
  });
}

test.each([
  ['9/18/2025 - 14:59:56', 'MDY', '2025-9-18 14:59:56.0'],
  ['08/03/2026 - 11:15:00', 'DMY', '2026-3-8 11:15:0.0'],
  ['25/09/2025 13:33:06', 'DMY', '2025-9-25 13:33:6.0'],
  ['9/5/2025, 12:00:01 AM', 'MDY', '2025-9-5 0:0:1.0'],
  ['9/5/2025, 12:30:00 PM', 'MDY', '2025-9-5 12:30:0.0'],
  ['9/5/2025, 1:30:00 AM', 'MDY', '2025-9-5 1:30:0.0'],
  ['9/5/2025, 1:30:00 PM', 'MDY', '2025-9-5 13:30:0.0'],
  ['18.9.2025 - 14:59:56.25', 'DMY', '2025-9-18 14:59:56.250'],
  ['18.9.2025 - 14:59:56.148999', 'DMY', '2025-9-18 14:59:56.148'],
  ['18-9-2025 - 14:59:56', 'DMY', '2025-9-18 14:59:56.0'],
] as const)('%s read %s', (text, order, expected) => {
  const [date] = dates(text);
  if (date === undefined) throw new Error('no date');
  const { year, month, day, hour, minute, second, millisecond } = localTimeOf(date, order);
  expect(`${year}-${month}-${day} ${hour}:${minute}:${second}.${millisecond}`).toBe(expected);
});

test('a date that names the year first needs no order', () => {
  expect(readBrowserDate('2025-09-18 - 14:59:56')).toMatchObject({
    local: { year: 2025, month: 9, day: 18, hour: 14 },
  });
  expect(readBrowserDate('2025-01-06 13:25:38.148000')).toMatchObject({ local: { second: 38, millisecond: 148 } });
  expect(dateOrderOf([])).toEqual({ kind: 'not-needed' });
});

test.each([
  '',
  'yesterday',
  '18/9',
  '9/18/25 - 14:59:56',
  '9/18/2025 - 13:00:00 PM',
  '9/18/2025 - 0:30:00 AM',
  '9/18-2025 - 14:59:56',
])('"%s" is no date of any layout', (text) => {
  expect(readBrowserDate(text)).toBeNull();
});

test('one number above 12 anywhere in the file decides it all', () => {
  expect(decideDateOrder(dates('03/04/2026 - 10:00:00', '13/04/2026 - 10:00:00'))).toBe('DMY');
  expect(decideDateOrder(dates('10/11/2025 - 10:00:00', '10/13/2025 - 10:00:00'))).toBe('MDY');
});

test('numbers above 12 in both places contradict each other, and nothing is decided', () => {
  expect(decideDateOrder(dates('13/04/2026 - 10:00:00', '04/13/2026 - 10:00:00'))).toBeNull();
});

test('US English writes no leading zero, the layouts with the day first do', () => {
  expect(decideDateOrder(dates('9/5/2025 - 10:00:00'))).toBe('MDY');
  expect(decideDateOrder(dates('12/5/2025 - 10:00:00'))).toBe('MDY');
  expect(decideDateOrder(dates('08/03/2026 - 11:15:00', '09/03/2026 - 11:15:00'))).toBe('DMY');
});

test('where padding is silent, the order of the rows decides: a reading under which time runs to and fro is wrong', () => {
  // Day first: 10, 11, 12 November and 10 December; month first it would jump from December back to October.
  const texts = ['10/11', '11/11', '12/11', '10/12'].map((day) => `${day}/2025 - 10:00:00`);
  expect(decideDateOrder(dates(...texts))).toBe('DMY');
  expect(decideDateOrder(dates(...texts.toReversed()))).toBe('DMY');
});

test('three rows are enough: month first this would fall from December to October and rise again', () => {
  const texts = ['12/10', '10/11', '11/11'].map((day) => `${day}/2025 - 10:00:00`);
  expect(decideDateOrder(dates(...texts))).toBe('DMY');
});

test.each([
  // Day first it would fall from 11 November to 11 October.
  ['23:30:01', 'MDY'],
  ['23:30:00', null],
])('an hour that comes twice is no jump, a whole hour back is one: back to %s', (back, order) => {
  const texts = ['10/11/2025 - 10:00:00', '11/11/2025 - 00:10:00', '11/11/2025 - 00:30:00', `11/10/2025 - ${back}`];
  const rows = [...texts, '12/10/2025 - 09:00:00'];
  expect(decideDateOrder(dates(...rows))).toBe(order);
  expect(decideDateOrder(dates(...rows.toReversed()))).toBe(order);
});

test('where padding and the order of rows contradict each other, the trader is asked', () => {
  const texts = ['1/2', '2/2', '3/2', '1/3'].map((day) => `${day}/2025 - 10:00:00`);
  expect(decideDateOrder(dates(...texts))).toBeNull();
});

test('undecided: both readings are named in words', () => {
  expect(dateOrderOf(dates('10/11/2025 - 10:00:00', '11/12/2025 - 10:00:00'))).toEqual({
    kind: 'undecided',
    readings: ['10/11/2025 is 10 November 2025 (day first)', '10/11/2025 is 11 October 2025 (month first)'],
  });
});

test('the page writes newest first or oldest first, and hours of one day tell it before the order of dates is known', () => {
  expect(isNewestFirst(dates('25/09/2025 13:33:06', '20/05/2025 10:36:08'), 'DMY')).toBe(true);
  expect(isNewestFirst(dates('10/11/2025 - 10:00:00', '10/11/2025 - 10:30:00'), null)).toBe(false);
  expect(isNewestFirst(dates('10/11/2025 - 10:30:00', '10/11/2025 - 10:00:00'), null)).toBe(true);
});

test.each([
  // Read day first, the file would run from 12 October to 10 November; its hours say otherwise.
  [['12/10/2025 - 10:30:00', '12/10/2025 - 10:00:00', '10/11/2025 - 10:00:00'], true],
  // Two fills of one second say nothing.
  [['12/10/2025 - 10:30:00', '12/10/2025 - 10:30:00', '12/10/2025 - 10:00:00', '10/11/2025 - 10:00:00'], true],
  // From 10 November to 12 October, day first.
  [['10/11/2025 - 10:00:00', '10/11/2025 - 10:30:00', '12/10/2025 - 10:00:00'], false],
  [['10/11/2025 - 10:00:00', '10/11/2025 - 10:00:00', '10/11/2025 - 10:30:00', '12/10/2025 - 10:00:00'], false],
])('hours of one day tell more than dates whose order is not known: %j', (texts, newestFirst) => {
  expect(isNewestFirst(dates(...texts), null)).toBe(newestFirst);
});

test('rows of one instant stand as they were made', () => {
  expect(isNewestFirst(dates('25/09/2025 13:33:06', '25/09/2025 13:33:06'), 'DMY')).toBe(false);
  expect(isNewestFirst(dates('10/11/2025 - 10:00:00'), null)).toBe(false);
});

test('law: what a browser of either kind writes is never read in the wrong order', () => {
  const day = fc.record({ day: fc.integer({ min: 1, max: 28 }), month: fc.integer({ min: 1, max: 12 }) });
  const byTime = (days: readonly { day: number; month: number }[]): readonly { day: number; month: number }[] =>
    days.toSorted((a, b) => a.month - b.month || a.day - b.day);
  fc.assert(
    fc.property(fc.array(day, { minLength: 1, maxLength: 20 }), fc.boolean(), (days, newestFirst) => {
      const rows = newestFirst ? byTime(days).toReversed() : byTime(days);
      const american = rows.map(({ day, month }) => `${month}/${day}/2025 - 10:00:00`);
      const british = rows.map(({ day, month }) => {
        return `${String(day).padStart(2, '0')}/${String(month).padStart(2, '0')}/2025 - 10:00:00`;
      });
      expect(decideDateOrder(dates(...american))).not.toBe('DMY');
      expect(decideDateOrder(dates(...british))).not.toBe('MDY');
    }),
  );
});
