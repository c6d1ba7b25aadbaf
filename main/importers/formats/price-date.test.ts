import { expect, test } from 'vitest';
import { readPriceDate } from './price-date.ts';
import { priceDateOrder } from './price-date-order.ts';

test('dates are read in the writings that price files use', () => {
  const read = (text: string): string | null => {
    const date = readPriceDate(text, 'DMY');
    if (date === null) return null;
    const { year, month, day, hour, minute } = date.local;
    return `${year}-${month}-${day}${date.daily ? '' : ` ${hour}:${minute}`}`;
  };
  expect(read('2026-03-17')).toBe('2026-3-17');
  expect(read('20260317')).toBe('2026-3-17');
  expect(read('2026.03.17')).toBe('2026-3-17');
  expect(read('17.03.2026')).toBe('2026-3-17');
  expect(read('17/03/26')).toBe('2026-3-17');
  expect(read('17-Mar-2026')).toBe('2026-3-17');
  expect(read('Mar 17, 2026')).toBe('2026-3-17');
  expect(read('17/3/2026 4:05 PM')).toBe('2026-3-17 16:5');
  expect(read('17/3/2026 12:30 AM')).toBe('2026-3-17 0:30');
  expect(read('1773705600')).toBe('2026-3-17 0:0');
  expect(read('1773705660000')).toBe('2026-3-17 0:1');
  expect(read('2026-03-17T10:20:00Z')).toBe('2026-3-17 10:20');
  for (const text of ['', 'soon', '17/3', '17/3/2026 25 o clock', '13:00 PM']) expect(read(text), text).toBeNull();
  expect(readPriceDate('03/04/2026', null)).toBeNull();
});

test('a number above twelve decides the order of the whole file', () => {
  expect(priceDateOrder(['01/02/2026', '13/02/2026'])).toEqual({ kind: 'decided', order: 'DMY' });
  expect(priceDateOrder(['01/02/2026', '02/13/2026'])).toEqual({ kind: 'decided', order: 'MDY' });
  expect(priceDateOrder(['2026-01-02'])).toEqual({ kind: 'not-needed' });
  expect(priceDateOrder(['01.02.2026'])).toEqual({ kind: 'not-needed' });
});

test('where no number is above twelve, the reading that runs on day by day decides, forwards or backwards', () => {
  expect(priceDateOrder(['01/03/2026', '02/03/2026', '03/03/2026'])).toEqual({ kind: 'decided', order: 'DMY' });
  expect(priceDateOrder(['03/06/2026', '03/05/2026', '03/04/2026'])).toEqual({ kind: 'decided', order: 'MDY' });
  expect(priceDateOrder(['03/03/2026'])).toMatchObject({ kind: 'undecided' });
});
