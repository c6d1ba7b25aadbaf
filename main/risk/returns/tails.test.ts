import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  entropicRiskMeasure,
  entropicValueAtRisk,
  historicalConditionalValueAtRisk,
  historicalValueAtRisk,
  tailRatio,
  worstLoss,
} from './tails.ts';

const five = [0.1, -0.5, -0.3, 0.8, -0.2];

test('five periods: the worst lost 0.5; at 70 % the second worst is the value at risk, its tail (0.5 + 0.15) / 1.5', () => {
  expect(worstLoss(five)).toBe(0.5);
  expect(worstLoss([0.2, 0.1])).toBe(-0.1);
  expect(historicalValueAtRisk(five, 0.7)).toBe(0.3);
  expect(historicalConditionalValueAtRisk(five, 0.7)).toBeCloseTo(0.65 / 1.5, 14);
  expect(entropicValueAtRisk([-1, 0, 0, 0], 1 - Math.sqrt(0.75))).toBeCloseTo(0.5, 14);
  expect(entropicRiskMeasure([0, -Math.LN2], 1, 0.5)).toBeCloseTo(Math.log(3), 14);
  expect(() => worstLoss([])).toThrow(RangeError);
});

test('law: VaR <= CVaR <= EVaR <= worst loss, of one level', () => {
  const returns = fc.array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: 1, maxLength: 40 });
  fc.assert(
    fc.property(returns, fc.double({ min: 0.01, max: 0.99, noNaN: true }), (sample, level) => {
      const measures = [historicalValueAtRisk, historicalConditionalValueAtRisk, entropicValueAtRisk];
      const ascending = [...measures.map((measure) => measure(sample, level)), worstLoss(sample)];
      ascending
        .slice(1)
        .forEach((one, index) => expect(one).toBeGreaterThanOrEqual((ascending[index] as number) - 1e-9));
    }),
  );
});

test('tail ratio: the 75 % quantile over the 25 % one, in size', () => {
  expect(tailRatio([-0.4, -0.2, 0, 0.1, 0.3], 0.75)).toMatchObject({ value: expect.closeTo(0.5, 14) });
  expect(tailRatio([0, 0, 0.1], 0.75)).toMatchObject({ status: 'not-applicable' });
  expect(tailRatio([], 0.75)).toMatchObject({ status: 'missing-data' });
});
