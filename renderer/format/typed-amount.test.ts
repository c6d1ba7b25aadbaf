import { expect, test } from 'vitest';
import { bytesText } from './bytes.ts';
import { fittingDecimals } from './fitting-decimals.ts';
import { readTypedAmount } from './typed-amount.ts';

test('a typed amount may carry groups and a true minus', () => {
  expect(readTypedAmount(' 35,912.480 ')).toEqual({ ok: true, value: '35912.48' });
  expect(readTypedAmount('−40')).toEqual({ ok: true, value: '-40' });
  expect(readTypedAmount("1'000")).toEqual({ ok: true, value: '1000' });
  expect(readTypedAmount('0.000000000000000001')).toEqual({ ok: true, value: '0.000000000000000001' });
});

test('what could be read in two ways is not guessed', () => {
  for (const text of ['1,5', '1.000,5', '12,34', '', 'ten', '0.0000000000000000001']) {
    expect(readTypedAmount(text).ok, text).toBe(false);
  }
});

test('the size of a file', () => {
  expect([184, 184_000, 1_240_000].map(bytesText)).toEqual(['184 B', '184 KB', '1.2 MB']);
});

test('a quantity gives up decimals that its column cannot show, never whole digits', () => {
  expect(fittingDecimals(3.76091234, 8)).toBe(5);
  expect(fittingDecimals(-38_000.5, 3)).toBe(1);
  expect(fittingDecimals(1.25, 3)).toBe(3);
  expect(fittingDecimals(123_456_789, 4)).toBe(0);
});
