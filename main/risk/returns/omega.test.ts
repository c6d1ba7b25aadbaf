import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { omegaRatio } from './omega.ts';

test('30 % won in all against 20 % lost: 1.5; all lost: 0', () => {
  expect(omegaRatio([0.1, -0.15, 0.2, -0.05])).toMatchObject({ status: 'value', value: expect.closeTo(1.5, 12) });
  expect(omegaRatio([-0.1, 0])).toEqual({ status: 'value', value: 0 });
});

test('nothing lost: not applicable; nothing known: missing', () => {
  expect(omegaRatio([0.1, 0])).toMatchObject({ status: 'not-applicable' });
  expect(omegaRatio([0.1, -3e-13, -3e-13])).toMatchObject({ status: 'not-applicable' });
  expect(omegaRatio([0.1, -3e-12, -3e-12])).toMatchObject({ status: 'value' });
  expect(omegaRatio([])).toMatchObject({ status: 'missing-data' });
});

test('law: turned round it is its inverse, where something was won and something lost', () => {
  const returns = fc.array(fc.double({ min: -0.5, max: 0.5, noNaN: true }), { minLength: 1, maxLength: 40 });
  fc.assert(
    fc.property(returns, (sample) => {
      const all = [...sample, 0.01, -0.01];
      const [one, other] = [omegaRatio(all), omegaRatio(all.map((each) => -each))];
      expect(one.status === 'value' && other.status === 'value' ? one.value * other.value : 0).toBeCloseTo(1, 10);
    }),
  );
});
