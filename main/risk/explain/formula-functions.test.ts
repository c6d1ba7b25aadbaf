import fc from 'fast-check';
import { expect, test } from 'vitest';
import { evaluateFormula } from '../../../shared/measures/evaluate-formula.ts';
import { underwaterSeries } from '../drawdown/underwater.ts';
import { moneySum } from '../numerics/money-sum.ts';
import { mean, sum } from '../numerics/sum.ts';
import { upperTailMean } from '../numerics/tail.ts';

// A printed formula is worked out by the reader's rules, the figure by the engine's: both must say the same.

function family(values: readonly number[]): ReadonlyMap<string, number> {
  return new Map(values.map((value, index) => [`x${index + 1}`, value]));
}

const amounts = fc.array(fc.double({ min: -1e9, max: 1e9, noNaN: true }), { minLength: 1, maxLength: 60 });
const returns = fc.array(fc.double({ min: -0.9, max: 2, noNaN: true }), { minLength: 1, maxLength: 60 });

test('sums of the formulas are those of the engine, bit for bit', () => {
  fc.assert(
    fc.property(amounts, (some) => {
      expect(evaluateFormula('exactSum(x)', family(some)) + 0).toBe(sum(some) + 0);
      expect(evaluateFormula('mean(x)', family(some)) + 0).toBe(mean(some) + 0);
      const cancelling = [...some, ...some.map((one) => -one)];
      expect(evaluateFormula('moneySum(x)', family(cancelling)) + 0).toBe(moneySum(cancelling) + 0);
    }),
  );
});

test('drawdowns of the formulas are those of the engine', () => {
  const convention = { compounding: 'compounded', initialWealthIsPeak: true } as const;
  fc.assert(
    fc.property(returns, (some) => {
      const engine = underwaterSeries(some, convention);
      expect(evaluateFormula('max(underwater(x))', family(some))).toBe(Math.max(...engine));
      expect(evaluateFormula('mean(underwater(x))', family(some))).toBe(mean(engine));
      expect(evaluateFormula('worstMean(underwater(x), 0.05)', family(some))).toBeCloseTo(
        upperTailMean(engine, 0.95),
        12,
      );
    }),
  );
});

test('below a peak: how far the wealth stands below it after each return, and after which it stands lowest', () => {
  // From 100: half is lost, then a fifth of 50 gained, then 60 halved, then 30 grown to 120.
  const lost = new Map([['peak', 100], ...family([-0.5, 0.2, -0.5, 3])]);
  expect(evaluateFormula('min(below(peak, x))', lost)).toBeCloseTo(-0.2, 14);
  expect(evaluateFormula('max(below(peak, x))', lost)).toBeCloseTo(0.7, 14);
  expect(evaluateFormula('sum(below(peak, x))', lost)).toBeCloseTo(0.5 + 0.4 + 0.7 - 0.2, 14);
  expect(evaluateFormula('placeOfMax(below(peak, x))', lost)).toBe(3);
  expect(evaluateFormula('placeOfMax(x)', family([2, 5, 5]))).toBe(2);
  expect(evaluateFormula('count(x)', family([2, 5, 5]))).toBe(3);
});

test('the first root of a sum of powers', () => {
  // 90 x^2 = 72 at the root of 0.8, on the way down from 1.
  const parts = new Map([
    ['term1', -72],
    ['power1', 0],
    ['term2', 90],
    ['power2', 2],
    ['from', 1],
    ['to', 1e-12],
  ]);
  expect(evaluateFormula('firstRoot(term, power, from, to)', parts)).toBeCloseTo(Math.sqrt(0.8), 13);
});

test('a function that is given a number for a family, or a family for a number, says what it needs', () => {
  const names = new Map([['n', 1], ...family([1, 2])]);
  for (const formula of ['below(x, x)', 'below(n, n)'])
    expect(() => evaluateFormula(formula, names)).toThrow('below needs a peak and returns');
  for (const formula of [
    'firstRoot(n, x, n, n)',
    'firstRoot(x, n, n, n)',
    'firstRoot(x, x, x, n)',
    'firstRoot(x, x, n, x)',
  ])
    expect(() => evaluateFormula(formula, names)).toThrow('firstRoot needs terms, powers and where to look');
});
