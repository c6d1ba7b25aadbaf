import { expect, test } from 'vitest';
import { readTableTime } from './mapped-csv/mapped-csv-time.ts';
import { readPriceDate } from './prices/price-date.ts';
import { priceDateOrder } from './prices/price-date-order.ts';
import type { WrittenDate } from './written-date.ts';

/** `2026-3-17`, or `2026-3-17 9:12:44.120 UTC` where a time of day or an offset is written. */
function told(date: WrittenDate | null): string | null {
  if (date === null) return null;
  const { year, month, day, hour, minute, second, millisecond } = date.local;
  const clock = `${hour}:${minute}:${second}.${String(millisecond).padStart(3, '0')}`;
  if (date.daily) expect(clock).toBe('0:0:0.000');
  const offset = date.offsetMinutes === null ? '' : date.offsetMinutes === 0 ? ' UTC' : ` ${date.offsetMinutes}`;
  return `${year}-${month}-${day}${date.daily ? '' : ` ${clock}`}${offset}`;
}

test('dates are read in the writings that price files use', () => {
  const written = {
    '2026-03-17': '2026-3-17',
    '20260317': '2026-3-17',
    '2026.03.17': '2026-3-17',
    '2026/3/17, 10:20': '2026-3-17 10:20:0.000',
    '17.03.2026': '2026-3-17',
    '17/03/26': '2026-3-17',
    '17-Mar-2026': '2026-3-17',
    '17 March 2026, 09:30:15': '2026-3-17 9:30:15.000',
    'Mar 17, 2026': '2026-3-17',
    'Mar. 17 2026 16:05': '2026-3-17 16:5:0.000',
    '17/3/2026T16:05:06.5Z': '2026-3-17 16:5:6.500 UTC',
    '17/3/2026 - 16:05': '2026-3-17 16:5:0.000',
    '2026-03-17T10:20:00Z': '2026-3-17 10:20:0.000 UTC',
    '2026-03-17 10:20:00+01:00': '2026-3-17 10:20:0.000 60',
    // 2026-03-17 begins 1,773,705,600 seconds after 1970.
    '1773705600': '2026-3-17 0:0:0.000 UTC',
    '1773705660000': '2026-3-17 0:1:0.000 UTC',
    '1773755999999': '2026-3-17 13:59:59.999 UTC',
    '1773755999999999': '2026-3-17 13:59:59.999 UTC',
    '1773781200000': '2026-3-17 21:0:0.000 UTC',
  };
  for (const [text, date] of Object.entries(written)) expect(told(readPriceDate(text, 'DMY')), text).toBe(date);
  for (const text of ['', 'soon', '17/3', '17/3/2026 25 o clock', '13:00 PM', '17 Mar', '177370566'])
    expect(readPriceDate(text, 'DMY'), text).toBeNull();
});

test('a clock of twelve hours begins with twelve, and shows neither nought nor thirteen', () => {
  const read = (time: string) => told(readPriceDate(`17/3/2026 ${time}`, 'DMY'));
  expect(read('12:30 AM')).toBe('2026-3-17 0:30:0.000');
  expect(read('1:05:09 am')).toBe('2026-3-17 1:5:9.000');
  expect(read('12:30 PM')).toBe('2026-3-17 12:30:0.000');
  expect(read('4:05 PM')).toBe('2026-3-17 16:5:0.000');
  expect(read('0:30')).toBe('2026-3-17 0:30:0.000');
  expect(read('16:05')).toBe('2026-3-17 16:5:0.000');
  expect(read('0:30 AM')).toBeNull();
  expect(read('13:30 PM')).toBeNull();
});

test('the order of two numbers is told, but for points, which put the day first', () => {
  expect(told(readPriceDate('03/04/2026', 'DMY'))).toBe('2026-4-3');
  expect(told(readPriceDate('03/04/2026', 'MDY'))).toBe('2026-3-4');
  expect(readPriceDate('03/04/2026', null)).toBeNull();
  expect(told(readPriceDate('03.04.2026', null))).toBe('2026-4-3');
  expect(told(readPriceDate('03.04.2026', 'MDY'))).toBe('2026-4-3');
  // In a table of fills the trader's word holds for points too.
  expect(told(readTableTime('03.04.2026', 'MDY'))).toBe('2026-3-4');
});

test('the times of a table are read in the one writing that its mapping names', () => {
  expect(told(readTableTime('1773755999.9994', 'epoch-seconds'))).toBe('2026-3-17 13:59:59.999 UTC');
  expect(told(readTableTime('1773755999999.9', 'epoch-milliseconds'))).toBe('2026-3-17 13:59:59.999 UTC');
  expect(told(readTableTime('1773755999999999', 'epoch-microseconds'))).toBe('2026-3-17 13:59:59.999 UTC');
  expect(told(readTableTime('999999999999999', 'epoch-microseconds'))).toBe('2001-9-9 1:46:39.999 UTC');
  expect(told(readTableTime('20260317;102030', 'YMD'))).toBe('2026-3-17 10:20:30.000');
  expect(told(readTableTime('17-Mar-2026', 'YMD'))).toBe('2026-3-17');
  expect(told(readTableTime('Mar 17, 2026 10:20', 'MDY'))).toBe('2026-3-17 10:20:0.000');
  expect(readTableTime('1773755999999', 'epoch-seconds')).toBeNull();
  expect(readTableTime('2026-03-17', 'DMY')).toBeNull();
});

test('a number above twelve decides the order of the whole file', () => {
  expect(priceDateOrder(['01/02/2026', '13/02/2026'])).toEqual({ kind: 'decided', order: 'DMY' });
  expect(priceDateOrder(['01/02/2026', '02/13/2026'])).toEqual({ kind: 'decided', order: 'MDY' });
  // Also where the rows run to and fro.
  expect(priceDateOrder(['13/02/2026', '01/05/2026', '01/03/2026'])).toEqual({ kind: 'decided', order: 'DMY' });
  expect(priceDateOrder(['02/13/2026', '05/01/2026', '03/01/2026'])).toEqual({ kind: 'decided', order: 'MDY' });
  expect(priceDateOrder(['12/05/2026'])).toMatchObject({ kind: 'undecided' });
  expect(priceDateOrder(['05/12/2026'])).toMatchObject({ kind: 'undecided' });
  expect(priceDateOrder(['2026-01-02'])).toEqual({ kind: 'not-needed' });
  expect(priceDateOrder(['01.02.2026', 'soon'])).toEqual({ kind: 'not-needed' });
});

test('where no number is above twelve, the reading that runs on day by day decides, forwards or backwards', () => {
  const orderOf = (...dates: string[]): string => {
    const order = priceDateOrder(dates);
    return order.kind === 'decided' ? order.order : order.kind;
  };
  expect(orderOf('01/03/2026', '02/03/2026', '03/03/2026')).toBe('DMY');
  expect(orderOf('01/03/2026T10:00', '01/03/2026T11:00', '02/03/2026T10:00')).toBe('DMY');
  expect(orderOf('03/06/2026', '03/05/2026', '03/05/2026', '03/04/2026')).toBe('MDY');
  expect(orderOf('03/04/2026', '03/05/2026', '03/04/2026')).toBe('undecided');
  // Twenty days from 12 January to 1 February, twenty-one from the eleventh: the longest that bars are taken to be apart.
  expect(orderOf('12/01/2026', '01/02/2026')).toBe('DMY');
  expect(orderOf('11/01/2026', '01/02/2026')).toBe('undecided');
  // A date that no calendar has runs nowhere.
  expect(orderOf('00/03/2026', '01/03/2026', '02/03/2026')).toBe('undecided');
});

test('an undecided order names both readings of the first date', () => {
  expect(priceDateOrder(['03/12/2026'])).toEqual({
    kind: 'undecided',
    readings: ['03/12/2026 is 3 December 2026 (day first)', '03/12/2026 is 12 March 2026 (month first)'],
  });
  expect(priceDateOrder(['01/00/2026'])).toEqual({
    kind: 'undecided',
    readings: ['01/00/2026 (day first)', '01/00/2026 is 0 January 2026 (month first)'],
  });
});
