import { expect, test } from 'vitest';
import type { CloseSeries } from '../../../shared/book/valued-book.ts';
import { utcDay } from '../../../shared/units/unit.ts';
import { account, asOfMs, balance, book, position, tiers } from '../fixtures/build-book.ts';
import { assess } from './assess.ts';
import { defaultAxis, defaultThresholds } from './assessment.ts';

const perp = (asset: string, quantity: number) =>
  position({ symbol: `${asset}/USDT:USDT`, quantity, entry: 100, mark: 100, tiers: tiers([0, 0.1, 0]) });

/** Closes up to the day before the assessment whose log returns are `times` those of a wave. */
function wave(days: number, times: number): CloseSeries {
  const firstDay = utcDay(asOfMs) - days;
  return {
    firstDay,
    closes: Array.from({ length: days }, (_, day) => 100 * Math.exp(times * 0.05 * Math.sin(day * 1.7))),
  };
}

const estimated = { axis: { ...defaultAxis, asset: 'BTC', beta: 'estimated' }, thresholds: defaultThresholds } as const;

test('the ladder follows the estimated beta, and says it with its standard error', () => {
  const held = account([perp('BTC', 1), perp('ETH', 1)], [balance('USDT', 100)]);
  const risk = assess(book([held], { BTC: wave(100, 1), ETH: wave(100, 2) }), estimated);
  // Surplus 100 + 90 x + 90 x^2 - 200: x^2 + x = 10 / 9.
  const root = (-1 + Math.sqrt(1 + 40 / 9)) / 2;
  expect(risk.ladder?.lanes[0]?.down).toBeCloseTo(root - 1, 9);
  expect(risk.notes.map(({ text }) => text)).toContain(
    'ETH is taken to move 2.00 (± 0.00) times as BTC does, by 90 daily returns of the last 90 days.',
  );
});

test('too short a history leaves the pool without rungs, and says which beta is missing', () => {
  const held = account([perp('BTC', 1), perp('ETH', 1)], [balance('USDT', 100)]);
  const risk = assess(book([held], { BTC: wave(100, 1), ETH: wave(40, 2) }), estimated);
  expect(risk.ladder?.lanes[0]?.states.every((state) => state === 'missing-data')).toBe(true);
  expect(risk.ladder?.lanes[0]?.missing?.reason).toContain('Beta of ETH to BTC: Beta needs 60 days');
  expect(risk.notes.find(({ kind }) => kind === 'excluded')?.text).toContain('Beta of ETH to BTC');
  const none = assess(book([held], { BTC: wave(100, 1) }), estimated);
  expect(none.ladder?.lanes[0]?.missing?.mend).toBe('Import daily prices of ETH, at least 61 days.');
});

test('the asset itself and cash need no history', () => {
  const risk = assess(book([account([perp('BTC', 1)], [balance('USDT', 50)])], {}), estimated);
  // 50 + 100 x - 100 = 10 x.
  expect(risk.ladder?.lanes[0]?.down).toBeCloseTo(50 / 90 - 1, 12);
});
