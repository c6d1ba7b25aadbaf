import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { formatScaled, isScaled, parseScaled } from '../../shared/units/decimal.ts';
import {
  absolute,
  describeBadDecimal,
  isDecimal,
  isNegative,
  negate,
  readDecimal,
  readGroupedDecimal,
  readYearFirstTime,
} from './read-fields.ts';

test('amounts become canonical text', () => {
  const written = [
    '1',
    '-1.50',
    '0',
    '-0.0',
    '.5',
    '5.',
    '00012.3400',
    ' 7 ',
    '+4',
    '0E-8',
    '1.5e3',
    '0.000000000000000001',
  ];
  expect(written.map(readDecimal)).toEqual([
    '1',
    '-1.5',
    '0',
    '0',
    '0.5',
    '5',
    '12.34',
    '7',
    '4',
    '0',
    '1500',
    '0.000000000000000001',
  ]);
});

test('what is no exact amount is refused, and says why', () => {
  const bad = {
    '': 'blank',
    NaN: 'no number',
    Infinity: 'no number',
    '1e400': 'too large',
    '1,000': 'no number',
    '0x10': 'no number',
    '-': 'no number',
    '0.0000000000000000001': '18 decimal places',
    '--5': 'no number',
  };
  for (const [text, why] of Object.entries(bad)) {
    const read = readDecimal(text);
    expect(isDecimal(read), text).toBe(false);
    if (!isDecimal(read)) expect(describeBadDecimal('Price', text, read)).toContain(why);
  }
});

test('the fast path reads what the exact reader reads', () => {
  const digits = fc.string({ unit: fc.constantFrom('0', '1', '5', '9', '.', '-', '+', 'e', ' ', 'x'), maxLength: 24 });
  const number = fc
    .tuple(
      fc.constantFrom('', '-', '+'),
      fc.bigInt({ min: 0n, max: 10n ** 42n }),
      fc.bigInt({ min: 0n, max: 10n ** 20n }),
      fc.nat(6),
    )
    .map(([sign, whole, fraction, zeros]) => `${sign}${whole}.${'0'.repeat(zeros)}${fraction}`);
  fc.assert(
    fc.property(fc.oneof(digits, number), (text) => {
      const exact = parseScaled(text.trim());
      const read = readDecimal(text);
      expect(read).toEqual(isScaled(exact) ? formatScaled(exact) : { fault: exact });
    }),
    { numRuns: 5_000 },
  );
});

test('thousands separators stand at every third digit or nowhere', () => {
  expect(readGroupedDecimal('1,234,567.50', ',', '.')).toBe('1234567.5');
  expect(readGroupedDecimal('-1.234,5', '.', ',')).toBe('-1234.5');
  expect(readGroupedDecimal('1234.5', ',', '.')).toBe('1234.5');
  for (const text of ['1,5', '12,34.5', '1,2345', ',123', '1.5.5'])
    expect(isDecimal(readGroupedDecimal(text, ',', '.')), text).toBe(false);
});

test('the negative of nothing is nothing', () => {
  const [five, nothing] = [readDecimal('5'), readDecimal('0')];
  if (!isDecimal(five) || !isDecimal(nothing)) throw new Error('unreadable');
  expect([negate(five), negate(negate(five)), negate(nothing)]).toEqual(['-5', '5', '0']);
  expect([absolute(five), absolute(negate(five)), absolute(nothing)]).toEqual(['5', '5', '0']);
  expect([isNegative(five), isNegative(negate(five)), isNegative(nothing)]).toEqual([false, true, false]);
});

test('a message shows forty characters of what was found, and says where it goes on', () => {
  const said = (text: string): string => describeBadDecimal('Price', text, { fault: 'not-a-number' });
  const forty = 'x234567890123456789012345678901234567890';
  expect(said(forty)).toBe(`Price "${forty}" is no number`);
  expect(said(`${forty}1`)).toBe(`Price "${forty}..." is no number`);
});

test('times are read year first, with two or four digits, with or without their own offset', () => {
  const read = (text: string): unknown => {
    const time = readYearFirstTime(text);
    if (time === null) return null;
    const { year, month, day, hour, minute, second, millisecond } = time.local;
    return [[year, month, day, hour, minute, second, millisecond].join(' '), time.offsetMinutes];
  };
  expect(read('26-03-17 09:12:44')).toEqual(['2026 3 17 9 12 44 0', null]);
  expect(read('2026-03-17 09:12:44.120')).toEqual(['2026 3 17 9 12 44 120', null]);
  expect(read('2026-03-17T09:12:44Z')).toEqual(['2026 3 17 9 12 44 0', 0]);
  expect(read('2026-03-17T09:12:44-0530')).toEqual(['2026 3 17 9 12 44 0', -330]);
  expect(read('2031-12-24T23:58:47+10:45')).toEqual(['2031 12 24 23 58 47 0', 645]);
  expect(read('1998-12-24 23:58:47')).toEqual(['1998 12 24 23 58 47 0', null]);
  expect(read('31-12-24 23:58:47.5')).toEqual(['2031 12 24 23 58 47 500', null]);
  // A time is never rounded up into the next second.
  expect(read('2026-03-17 09:12:44.9999999')).toEqual(['2026 3 17 9 12 44 999', null]);
  expect(read('2026/3/7')).toEqual(['2026 3 7 0 0 0 0', null]);
  for (const text of ['', '17/03/2026 10:00', '17/03/26 10:00', '2026-03-17 9h', '2026-03 17', 'xx-03-17 09:12:44'])
    expect(read(text)).toBeNull();
});
