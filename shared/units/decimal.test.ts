import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  formatScaled,
  isScaled,
  mulDiv,
  mulScaled,
  parseScaled,
  scaledOf,
  scaledOne,
  type Decimal,
} from './decimal.ts';

test('decimal text is read to the last of eighteen digits', () => {
  expect(parseScaled('1')).toBe(1_000_000_000_000_000_000n);
  expect(parseScaled('-0.000000000000000001')).toBe(-1n);
  expect(parseScaled('+12.5')).toBe(12_500_000_000_000_000_000n);
  expect(parseScaled('.5')).toBe(500_000_000_000_000_000n);
  expect(parseScaled('7.')).toBe(7n * scaledOne);
  expect(parseScaled('000')).toBe(0n);
  expect(parseScaled('-0.00')).toBe(0n);
});

test('exponents move the point', () => {
  expect(parseScaled('1e3')).toBe(1_000n * scaledOne);
  expect(parseScaled('1.25E-2')).toBe(12_500_000_000_000_000n);
  expect(parseScaled('1e-18')).toBe(1n);
  // Twenty decimals, of which the last two are zeros: nothing is lost.
  expect(parseScaled('1.23456789012345678900')).toBe(1_234_567_890_123_456_789n);
  expect(parseScaled('1200e-20')).toBe(12n);
});

test('a digit beyond the eighteenth is refused, not rounded', () => {
  expect(parseScaled('1.0000000000000000001')).toBe('too-fine');
  expect(parseScaled('1e-19')).toBe('too-fine');
  expect(parseScaled('9e-400')).toBe('too-fine');
  expect(parseScaled('1201e-20')).toBe('too-fine');
});

test('an amount of more than forty digits before the point is refused before it fills the memory', () => {
  expect(parseScaled(`${'9'.repeat(40)}.5`)).toBe(BigInt('9'.repeat(40)) * scaledOne + scaledOne / 2n);
  expect(parseScaled(`1${'0'.repeat(40)}`)).toBe('too-large');
  expect(parseScaled('1e39')).toBe(10n ** 39n * scaledOne);
  expect(parseScaled('1e40')).toBe('too-large');
  expect(parseScaled('0.01e41')).toBe(10n ** 39n * scaledOne);
  expect(parseScaled('0.01e42')).toBe('too-large');
  // Zeros in front are no digits of the amount, and no amount of zeros is large.
  expect(parseScaled(`${'0'.repeat(60)}1`)).toBe(scaledOne);
  expect(parseScaled('0e999')).toBe(0n);
});

test('what is no plain number is said to be none', () => {
  for (const text of ['', '.', '-', '1,000', 'NaN', 'Infinity', '1e', '0x10', ' 1', '1.2.3', '1e12345'])
    expect(parseScaled(text), text).toBe('not-a-number');
  expect(isScaled(parseScaled('NaN'))).toBe(false);
  expect(isScaled(parseScaled('0'))).toBe(true);
});

test('canonical text has no superfluous zero, no plus and no exponent', () => {
  expect(formatScaled(0n)).toBe('0');
  expect(formatScaled(1n)).toBe('0.000000000000000001');
  expect(formatScaled(-1n)).toBe('-0.000000000000000001');
  expect(formatScaled(-(scaledOne / 2n))).toBe('-0.5');
  expect(formatScaled(120n * scaledOne)).toBe('120');
  expect(formatScaled(120n * scaledOne + scaledOne / 20n)).toBe('120.05');
});

test('text written is text read', () => {
  fc.assert(
    fc.property(fc.bigInt({ min: -(10n ** 40n), max: 10n ** 40n }), (amount) => {
      const text = formatScaled(amount);
      expect(scaledOf(text)).toBe(amount);
      expect(text).toMatch(/^(0|-?(0\.\d*[1-9]|[1-9]\d*(\.\d*[1-9])?))$/);
    }),
  );
  expect(() => scaledOf('ten' as Decimal)).toThrow('not a canonical decimal');
});

test('division rounds to the nearest, a half to the even digit, alike for gains and losses', () => {
  // 7 / 2 = 3.5 -> 4; 5 / 2 = 2.5 -> 2; 3 / 2 = 1.5 -> 2; 1 / 2 = 0.5 -> 0
  expect([7n, 5n, 3n, 1n].map((a) => mulDiv(a, 1n, 2n))).toEqual([4n, 2n, 2n, 0n]);
  expect([7n, 5n, 3n, 1n].map((a) => mulDiv(-a, 1n, 2n))).toEqual([-4n, -2n, -2n, 0n]);
  expect([7n, 5n, 3n, 1n].map((a) => mulDiv(a, -1n, 2n))).toEqual([-4n, -2n, -2n, 0n]);
  // Thirds and quarters are no halves: 4 / 3 = 1.33, 5 / 3 = 1.67, 9 / 4 = 2.25, 11 / 4 = 2.75, 6 / 3 = 2
  expect(mulDiv(4n, 1n, 3n)).toBe(1n);
  expect(mulDiv(5n, 1n, 3n)).toBe(2n);
  expect(mulDiv(3n, 3n, 4n)).toBe(2n);
  expect(mulDiv(11n, 1n, 4n)).toBe(3n);
  expect(mulDiv(-11n, 1n, 4n)).toBe(-3n);
  expect(mulDiv(2n, 3n, 3n)).toBe(2n);
  expect(mulDiv(0n, 5n, 3n)).toBe(0n);
});

test('a product of amounts is an amount', () => {
  const scaled = (text: string): bigint => scaledOf(text as Decimal);
  expect(mulScaled(scaled('1.5'), scaled('-0.25'))).toBe(scaled('-0.375'));
  // 1e-18 x 0.5 is half of the last digit, and 0 is even; 3e-18 x 0.5 goes up to 2e-18.
  expect(mulScaled(1n, scaled('0.5'))).toBe(0n);
  expect(mulScaled(3n, scaled('0.5'))).toBe(2n);
});
