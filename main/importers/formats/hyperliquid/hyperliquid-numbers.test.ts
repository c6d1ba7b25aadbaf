import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readEvidence, readFloat } from './hyperliquid-numbers.ts';

test.each([
  ['558.2603999999999', '558.2604'],
  ['235.69490000000002', '235.6949'],
  ['-0.26283641999999996', '-0.26283642'],
  ['0.30000000000000004', '0.3'],
  ['-15.959999999999999', '-15.96'],
  ['9999.99999999999', '9999.99999999999'],
  ['99999.99999999999', '100000'],
  ['2.01e-4', '0.000201'],
  ['0.0000120000000000000001', { fault: 'too-fine' }],
  ['0.00016451731581000001', '0.00016451731581'],
  ['1.2e-7', '0.00000012'],
  ['1.6451731581000001e-4', '0.00016451731581'],
  ['NaN', { fault: 'not-a-number' }],
  ['', { fault: 'not-a-number' }],
] as const)('%s is %s', (text, expected) => {
  expect(readFloat(text)).toEqual(expected);
});

test('text longer than any float prints is exact, and a digit beyond the eighteenth then fails it', () => {
  expect(readFloat('0.123456789012345678')).toBe('0.123456789012345678');
  expect(readFloat('0.1234567890123456789')).toEqual({ fault: 'too-fine' });
});

test('evidence is rounded at the eighteenth place instead of failing', () => {
  expect(readEvidence('0.1234567890123456785')).toBe('0.123456789012345678');
  expect(readEvidence('-0.1234567890123456785')).toBe('-0.123456789012345678');
  expect(readEvidence('-1.5e-19')).toBe('0');
});

test('what is no amount is no evidence either', () => {
  expect(readEvidence('words')).toEqual({ fault: 'not-a-number' });
  expect(readEvidence('')).toEqual({ fault: 'not-a-number' });
  expect(readEvidence('1e60')).toEqual({ fault: 'too-large' });
});

test('law: an amount of up to 15 digits survives being added to and taken from in binary', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 1_000_000_000 }), fc.integer({ min: 1, max: 1_000_000 }), (whole, other) => {
      const [a, b] = [whole / 1_000_000, other / 1_000_000];
      const meant = `${(whole + other) / 1_000_000}`;
      expect(readFloat(String(a + b))).toBe(readFloat(meant));
    }),
  );
});
