import { expect, test } from 'vitest';
import { agreesClearly } from './agrees-clearly.ts';
import { decimal, fill } from './fixtures/events.ts';

const printed = (amount: string, basis: 'gross' | 'net-of-fee' = 'gross') =>
  fill('2026-01-01T00:00:00Z', 'sell', '1', '100', { reportedPnl: { amount: decimal(amount), basis } });
const one = 10n ** 18n;

test('a gross profit within a ten millionth of the fold agrees clearly, in coin within a billionth', () => {
  expect(agreesClearly(printed('12.5'), (25n * one) / 2n, false)).toBe(true);
  expect(agreesClearly(printed('-12.50000005'), (-25n * one) / 2n, false)).toBe(true);
  expect(agreesClearly(printed('12.5000002'), (25n * one) / 2n, false)).toBe(false);
  expect(agreesClearly(printed('0.0000001'), 0n, false)).toBe(false);
  expect(agreesClearly(printed('0.00000005'), 0n, true)).toBe(false);
  expect(agreesClearly(printed('0.0000000005'), 0n, true)).toBe(true);
  expect(agreesClearly(printed('0.000000001'), 0n, true)).toBe(false);
});

test('a net profit, and none, agree with nothing clearly', () => {
  expect(agreesClearly(printed('12.5', 'net-of-fee'), (25n * one) / 2n, false)).toBe(false);
  expect(agreesClearly(fill('2026-01-01T00:00:00Z', 'sell', '1', '100'), 0n, false)).toBe(false);
});
