import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { marketReturns } from './market-returns.ts';
import { timeWeightedReturn } from './wealth.ts';

const on = (...returns: readonly number[]): readonly { readonly day: number; readonly return: number }[] =>
  returns.map((one, day) => ({ day, return: one }));

test('a quiet weekend is no observation; what it cost counts on Monday', () => {
  // Thursday, Friday, a weekend with a fee on Sunday, Monday.
  expect(marketReturns(on(0.1, 0.2, 0, 0, 0.5), new Set([2, 3]))).toEqual([0.1, 0.2, 0.5]);
  const [, , monday] = marketReturns(on(0.1, 0.2, 0, -0.5, 0.5), new Set([2, 3]));
  expect(monday).toBeCloseTo(-0.25, 15);
});

test('a weekend at the end counts on Friday; where every day is closed one observation is left', () => {
  expect(marketReturns(on(0.5, -0.5), new Set([1]))).toEqual([-0.25]);
  expect(marketReturns(on(0.5, -0.5), new Set([0, 1]))).toEqual([-0.25]);
  expect(marketReturns([], new Set())).toEqual([]);
});

test('where every day is open the returns are untouched, to the last bit', () => {
  expect(marketReturns(on(0.1, 1 / 3, -0.07), new Set())).toEqual([0.1, 1 / 3, -0.07]);
});

test('law: the whole return stays', () => {
  const days = fc.array(fc.tuple(fc.double({ min: -0.9, max: 1, noNaN: true }), fc.boolean()), {
    minLength: 1,
    maxLength: 40,
  });
  fc.assert(
    fc.property(days, (path) => {
      const returns = path.map(([one]) => one);
      const closed = new Set(path.flatMap(([, isClosed], day) => (isClosed ? [day] : [])));
      const whole = timeWeightedReturn(marketReturns(on(...returns), closed));
      expect(Math.abs(whole - timeWeightedReturn(returns))).toBeLessThan(1e-10 * (1 + Math.abs(whole)));
    }),
  );
});
