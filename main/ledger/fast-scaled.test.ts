import { expect, test } from 'vitest';
import { scaledOf, type Decimal } from '../../shared/units/decimal.ts';
import { fastProduct, fastScaled, mantissaOf } from './fast-scaled.ts';

const decimal = (text: string): Decimal => text as Decimal;

test('short text is read by the quick way: every digit, the point anywhere, a sign', () => {
  const read = (text: string): number => mantissaOf(decimal(text));
  expect(read('0')).toBe(0);
  expect(read('1234567890')).toBe(1_234_567_890);
  expect(read('0.5')).toBe(5);
  expect(read('10.25')).toBe(1_025);
  expect(read('-7.03')).toBe(-703);
  expect(read('-7')).toBe(-7);
  // Fifteen digits are always exact in float64, with a point and a sign too.
  expect(read('999999999999999')).toBe(999_999_999_999_999);
  expect(read('-99999999.9999999')).toBe(-999_999_999_999_999);
});

test('what is longer, or no plain number, is left to the long way', () => {
  for (const text of ['1234567890123456', '', '-', '.', '1e5', '1.2.3', 'abc', '1/2', '1:2', '--1'])
    expect(mantissaOf(decimal(text)), text).toBeNaN();
  // 2^53 + 1 is no float64: gathered in one it would end in 2.
  for (const text of ['9007199254740993', '9999999999999999', '0.123456789012345678', '-12345678901234567890.5'])
    expect(fastScaled(decimal(text))).toBe(scaledOf(decimal(text)));
  expect(() => fastScaled(decimal('abc'))).toThrow('not a canonical decimal');
});

test('amounts are scaled by the digits behind their point', () => {
  expect(fastScaled(decimal('12.5'))).toBe(12_500_000_000_000_000_000n);
  expect(fastScaled(decimal('-0.00000000000001'))).toBe(-10_000n);
  expect(fastScaled(decimal('3'))).toBe(3_000_000_000_000_000_000n);
});

test('products are exact by the quick way and half-even at the eighteenth digit by the long one', () => {
  expect(fastProduct(decimal('1.5'), decimal('-0.25'))).toBe(-375_000_000_000_000_000n);
  expect(fastProduct(decimal('2'), decimal('3'))).toBe(6_000_000_000_000_000_000n);
  // Nine decimals times nine are eighteen; times ten they are nineteen: 1e-9 x 0.5e-9 = 5e-19, half of the last digit.
  expect(fastProduct(decimal('0.000000003'), decimal('0.000000005'))).toBe(15n);
  expect(fastProduct(decimal('0.000000001'), decimal('0.0000000005'))).toBe(0n);
  expect(fastProduct(decimal('0.000000003'), decimal('0.0000000005'))).toBe(2n);
  // 94906267 squared is 9007199515875289, beyond 2^53 = 9007199254740992, where float64 knows only even numbers.
  expect(fastProduct(decimal('94906267'), decimal('94906267'))).toBe(9_007_199_515_875_289n * 10n ** 18n);
});
