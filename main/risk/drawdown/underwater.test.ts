import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { underwaterOfWealth, underwaterSeries } from './underwater.ts';

const returns = fc.array(fc.double({ min: -0.9, max: 2, noNaN: true }), { minLength: 1, maxLength: 60 });
const close = (actual: readonly number[], expected: readonly number[]): void => {
  expect(actual).toHaveLength(expected.length);
  actual.forEach((value, index) => expect(value).toBeCloseTo(expected[index] as number, 12));
};

test('a series that begins with a loss: under water at once, or its first bar is the first peak', () => {
  const path = [-0.2, 0.1, -0.5];
  // Wealth 0.8, 0.88, 0.44.
  close(underwaterSeries(path, { compounding: 'compounded', initialWealthIsPeak: true }), [0.2, 0.12, 0.56]);
  close(underwaterSeries(path, { compounding: 'compounded', initialWealthIsPeak: false }), [0, 0, 0.5]);
});

test('cumulative sum: the drawdown is an amount of the constant stake, and can exceed it', () => {
  close(
    underwaterSeries([0.2, -0.1, -0.2, 0.1, -1.5], { compounding: 'cumulative-sum', initialWealthIsPeak: false }),
    [0, 0.1, 0.3, 0.2, 1.7],
  );
});

test('a loss won back to the cent is a recovery, though the product of the returns misses 1 in the last bit', () => {
  const equity = [1000, 930.1, 1000];
  const daily = equity.slice(1).map((value, index) => value / (equity[index] as number) - 1);
  expect((1 + (daily[0] as number)) * (1 + (daily[1] as number))).not.toBe(1);
  expect(underwaterSeries(daily, { compounding: 'compounded', initialWealthIsPeak: true }).at(-1)).toBe(0);
});

test('a real loss of a billionth is still a loss', () => {
  expect(underwaterOfWealth([1, 1 - 1e-9], null).at(-1)).toBeCloseTo(1e-9, 14);
});

test('law: compounded drawdowns lie in [0, 1], and counting the initial wealth never makes them smaller', () => {
  fc.assert(
    fc.property(returns, (path) => {
      const included = underwaterSeries(path, { compounding: 'compounded', initialWealthIsPeak: true });
      const excluded = underwaterSeries(path, { compounding: 'compounded', initialWealthIsPeak: false });
      included.forEach((drawdown, bar) => {
        expect(drawdown).toBeGreaterThanOrEqual(excluded[bar] as number);
        expect(drawdown).toBeGreaterThanOrEqual(0);
        expect(drawdown).toBeLessThanOrEqual(1);
      });
      expect(excluded[0]).toBe(0);
    }),
  );
});

test('law: drawdowns do not depend on the unit of wealth', () => {
  fc.assert(
    fc.property(
      fc.array(fc.double({ min: 1, max: 1e6, noNaN: true }), { minLength: 1 }),
      fc.double({ min: 0.001, max: 1000, noNaN: true }),
      (wealth, unit) => {
        const scaled = underwaterOfWealth(
          wealth.map((value) => value * unit),
          null,
        );
        underwaterOfWealth(wealth, null).forEach((drawdown, bar) => expect(scaled[bar]).toBeCloseTo(drawdown, 11));
      },
    ),
  );
});
