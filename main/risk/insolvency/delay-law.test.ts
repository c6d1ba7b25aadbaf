import { expect, test } from 'vitest';
import { debtOfNotional, delaysOf } from './delay-law.ts';
import { debtOverDelays, delayedDebt, type DelayedExit } from './delay-put.ts';

/** Bankrupt where it is called: after a year 100 (2 x 0.539827837277029 - 1), table 26.1 of Abramowitz and Stegun. */
const exit: DelayedExit = { side: 'long', liquidationPrice: 100, bankruptcyPrice: 100, volatility: 0.2 };
const afterYear = 7.9655674554058;

test('three in four exits at once, one after a year: a quarter of that debt; 2,500 of notional are 25 coins', () => {
  const delays = [
    { delayYears: 0, probability: 0.75 },
    { delayYears: 1, probability: 0.25 },
  ];
  expect(debtOfNotional(exit, { kind: 'discrete', delays }, 2500)).toBeCloseTo((25 * afterYear) / 4, 10);
});

test('a lognormal delay that hardly varies is its median', () => {
  const law = { kind: 'lognormal', medianYears: 1, logDeviation: 1e-9 } as const;
  expect(debtOfNotional(exit, law, 100)).toBeCloseTo(afterYear, 8);
});

test('the probabilities of a lognormal law add up to 1, and its mean is median x exp(deviation^2 / 2)', () => {
  const delays = delaysOf({ kind: 'lognormal', medianYears: 0.01, logDeviation: 0.5 });
  expect(delays.reduce((total, one) => total + one.probability, 0)).toBeCloseTo(1, 14);
  const mean = delays.reduce((total, one) => total + one.probability * one.delayYears, 0);
  expect(mean / (0.01 * Math.exp(0.125))).toBeCloseTo(1, 12);
});

test('a lognormal law goes from 8 deviations below its median to 8 above it, 16 steps each', () => {
  const delays = delaysOf({ kind: 'lognormal', medianYears: 2, logDeviation: 0.25 });
  expect(delays).toHaveLength(257);
  expect(delays[0]?.delayYears).toBeCloseTo(2 * Math.exp(-2), 14);
  expect(delays[256]?.delayYears).toBeCloseTo(2 * Math.exp(2), 12);
});

test('no delay counts as more than a century', () => {
  const delays = delaysOf({ kind: 'lognormal', medianYears: 1, logDeviation: 3 });
  expect(Math.max(...delays.map(({ delayYears }) => delayYears))).toBe(100);
});

test('the sum agrees with Simpson’s rule of other steps and width', () => {
  const close = { ...exit, bankruptcyPrice: 97, volatility: 0.6 };
  const law = { kind: 'lognormal', medianYears: 40 / 525_600, logDeviation: 1.2 } as const;
  let total = 0;
  for (let index = 0; index <= 900; index += 1) {
    const deviate = -9 + index / 50;
    const weight = index % 2 === 1 ? 4 : 2;
    const density = Math.exp((-deviate * deviate) / 2) / Math.sqrt(2 * Math.PI);
    const { expectedDebt } = delayedDebt(close, law.medianYears * Math.exp(law.logDeviation * deviate));
    total += ((weight * density) / 150) * expectedDebt;
  }
  expect(Math.abs(debtOverDelays(close, delaysOf(law)).expectedDebt / total - 1)).toBeLessThan(1e-10);
});
