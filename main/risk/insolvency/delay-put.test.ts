import fc from 'fast-check';
import { expect, test } from 'vitest';
import { debtOverDelays, delayedDebt, type DelayedExit } from './delay-put.ts';

const long: DelayedExit = { liquidationPrice: 100, bankruptcyPrice: 99, side: 'long', volatility: 0.8 };
const day = 1 / 365;

test("Black's formula by hand: at the money a quarter of the square root law", () => {
  // Struck where it starts the put is start x (2 N(s / 2) - 1); s = 0.2: 2 N(0.1) - 1 = 0.0796556745540578.
  const found = delayedDebt({ ...long, bankruptcyPrice: 100, volatility: 0.2 }, 1);
  expect(found.expectedDebt).toBeCloseTo(7.96556745540578, 12);
  // P(S < B) = N(s / 2).
  expect(found.probability).toBeCloseTo(0.539827837277029, 12);
  const short = delayedDebt({ ...long, side: 'short', bankruptcyPrice: 100, volatility: 0.2 }, 1);
  // The call is worth as much, but is reached less often: N(-s / 2).
  expect(short.expectedDebt).toBeCloseTo(7.96556745540578, 12);
  expect(short.probability).toBeCloseTo(0.460172162722971, 12);
});

test("Black's formula by hand: struck two spreads of 0.2 below the start, d1 = 2.1 and d2 = 1.9", () => {
  // N(-1.9) = 0.0287165598160018 and N(-2.1) = 0.0178644205628166: table 26.1 of Abramowitz and Stegun.
  const strike = 100 * Math.exp(-0.4);
  const put = strike * 0.0287165598160018 - 100 * 0.0178644205628166;
  const below = { ...long, bankruptcyPrice: strike, volatility: 0.2 };
  expect(delayedDebt(below, 1).expectedDebt).toBeCloseTo(put, 10);
  expect(delayedDebt(below, 1).probability).toBeCloseTo(0.0287165598160018, 12);
  // A short called above its bankruptcy price owes the difference at once.
  expect(delayedDebt({ ...below, side: 'short' }, 1).expectedDebt).toBeCloseTo(put + 100 - strike, 10);
  expect(delayedDebt({ ...below, side: 'short' }, 1).probability).toBeCloseTo(1 - 0.0287165598160018, 12);
});

test('without a delay, or without movement, what is owed is what is owed already', () => {
  expect(delayedDebt(long, 0)).toEqual({ expectedDebt: 0, probability: 0 });
  expect(delayedDebt({ ...long, volatility: 0 }, 1)).toEqual({ expectedDebt: 0, probability: 0 });
  expect(delayedDebt({ ...long, bankruptcyPrice: 103 }, 0)).toEqual({ expectedDebt: 3, probability: 1 });
  expect(delayedDebt({ ...long, bankruptcyPrice: 100.5 }, 0)).toEqual({ expectedDebt: 0.5, probability: 1 });
  expect(delayedDebt({ ...long, side: 'short', bankruptcyPrice: 98 }, 0)).toEqual({ expectedDebt: 2, probability: 1 });
});

test('put and call differ by the forward, a longer delay and a nearer bankruptcy cost more', () => {
  const part = fc.double({ min: 0.9, max: 1.1, noNaN: true });
  const years = fc.double({ min: day / 1440, max: 0.1, noNaN: true });
  fc.assert(
    fc.property(part, years, fc.double({ min: 0.1, max: 2, noNaN: true }), (strike, delay, volatility) => {
      const exit = { liquidationPrice: 100, bankruptcyPrice: 100 * strike, volatility };
      const put = delayedDebt({ ...exit, side: 'long' }, delay).expectedDebt;
      const call = delayedDebt({ ...exit, side: 'short' }, delay).expectedDebt;
      expect(put - call).toBeCloseTo(exit.bankruptcyPrice - 100, 9);
      expect(delayedDebt({ ...exit, side: 'long' }, 2 * delay).expectedDebt).toBeGreaterThanOrEqual(put - 1e-12);
    }),
  );
});

test('over a law of delays: the average', () => {
  const [short, outage] = [delayedDebt(long, day / 24), delayedDebt(long, day)];
  const found = debtOverDelays(long, [
    { delayYears: day / 24, probability: 0.75 },
    { delayYears: day, probability: 0.25 },
  ]);
  expect(found.expectedDebt).toBeCloseTo(0.75 * short.expectedDebt + 0.25 * outage.expectedDebt, 14);
  expect(found.probability).toBeCloseTo(0.75 * short.probability + 0.25 * outage.probability, 14);
});
