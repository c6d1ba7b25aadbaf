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
