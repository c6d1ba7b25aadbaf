import { expect, test } from 'vitest';
import type { CloseSeries } from '../../../shared/book/valued-book.ts';
import { epochMs, utcDay } from '../../../shared/units/unit.ts';
import { account, asOfMs, balance, book, position, tiers } from '../fixtures/build-book.ts';
import { assess } from './assess.ts';
import { assetBetas } from './asset-betas.ts';
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

/** Closes of the days up to one, so many, by the wave. */
function waveTo(lastDay: number, days: number, times: number): CloseSeries {
  return { ...wave(days, times), firstDay: lastDay - days + 1 };
}

test('the window is the 90 days up to the last that is over: today counts from its last millisecond on', () => {
  const today = utcDay(asOfMs);
  const closing = (today + 1) * 86_400_000 - 1;
  const held = account([perp('BTC', 1), perp('ETH', 1)], [balance('USDT', 100)]);
  const observed = (instant: number, lastDay: number, days: number): number => {
    const closes = { BTC: waveTo(lastDay, days, 1), ETH: waveTo(lastDay, days, 2) };
    const beta = assetBetas({ ...book([held], closes), asOfMs: epochMs(instant) }, 'BTC')('ETH');
    return beta.status === 'value' ? beta.value.observations : 0;
  };
  // 91 closes that end today are 90 returns; until today is over they are 89, and the day before the window is too early.
  expect(observed(closing, today, 91)).toBe(90);
  expect(observed(closing - 1, today, 91)).toBe(89);
  expect(observed(closing - 1, today - 1, 120)).toBe(90);
  expect(observed(asOfMs, today - 1, 91)).toBe(90);
});

test('where the axis never moved there is no beta: another asset is to be shocked, no history to be imported', () => {
  const held = account([perp('BTC', 1), perp('ETH', 1)], [balance('USDT', 100)]);
  const mendOf = (axis: CloseSeries): string | null | undefined =>
    assess(book([held], { BTC: axis, ETH: wave(100, 2) }), estimated).ladder?.lanes[0]?.missing?.mend;
  expect(mendOf({ ...wave(100, 1), closes: Array.from({ length: 100 }, () => 100) })).toBe(
    'Take beta 0 or 1, or shock another asset than BTC.',
  );
  expect(mendOf(wave(40, 1))).toBe('Import the daily price history of both.');
});
