import { expect, test } from 'vitest';
import { evaluateFormula } from './evaluate-formula.ts';

const values = new Map([
  ['a', 6],
  ['b', -4],
  ['return1', 0.5],
  ['return2', -0.2],
  ['return10', 0.25],
  ['returns', 3],
]);
const of = (formula: string): number => evaluateFormula(formula, values);

test('formulas follow the rules of arithmetic', () => {
  expect(of('a - b * 2 / (1 + 3)')).toBe(8);
  expect(of('-a + abs(b) - min(a, b, 1) * max(2, 1.5e0)')).toBe(6);
  // A power binds tighter than a sign in front, and than a product.
  expect(of('-a ^ 2 / 2')).toBe(-18);
  expect(of('2 * b ^ -1')).toBe(-0.5);
  expect(of('sqrt(a + 3) + ln(exp(2))')).toBeCloseTo(5, 15);
});

test('a name without a number at its end stands for all that have one, in their order', () => {
  expect(of('sum(return)')).toBeCloseTo(0.55, 15);
  expect(of('mean(return * 2 + 1)')).toBeCloseTo((2 + 0.6 + 1.5) / 3, 15);
  expect(of('max(return) - min(return)')).toBeCloseTo(0.7, 15);
  // Member by member against 0: the losses alone.
  expect(of('sum(min(return, 0))')).toBe(-0.2);
  expect(of('sum(max(return, 0))')).toBe(0.75);
  expect(of('max(a)')).toBe(6);
  expect(of('sum(return - return)')).toBe(0);
  // 1 grows by a half, loses a fifth, grows by a quarter: 1.5.
  expect(of('grown(1, return)')).toBeCloseTo(1.5, 15);
  // After the first day at the peak, then a fifth below it, then back at it.
  expect(of('max(underwater(return))')).toBeCloseTo(0.2, 15);
  expect(of('mean(underwater(return))')).toBeCloseTo(0.2 / 3, 15);
  // Half of three losses: the worst one and a half of the next: (0.2 + 0.5 x 0) / 1.5.
  expect(of('worstMean(underwater(return), 0.5)')).toBeCloseTo(0.2 / 1.5, 15);
  expect(of('worstMean(return, 0.5)')).toBeCloseTo((0.5 + 0.5 * 0.25) / 1.5, 15);
  expect(of('worstMean(return, 1)')).toBeCloseTo(0.55 / 3, 15);
});

test('sums of large amounts keep small ones where they are to, and money that cancels is nothing', () => {
  const large = new Map([
    ['x1', 1],
    ['x2', 1e100],
    ['x3', 2],
    ['x4', -1e100],
  ]);
  expect(evaluateFormula('exactSum(x)', large)).toBe(3);
  expect(evaluateFormula('sum(x)', large)).toBe(0);
  expect(evaluateFormula('moneySum(x1, x3, -3)', large)).toBe(0);
  const pennies = new Map([
    ['x1', 0.1],
    ['x2', 0.2],
    ['x3', -0.3],
  ]);
  expect(evaluateFormula('sum(x)', pennies)).not.toBe(0);
  expect(evaluateFormula('moneySum(x)', pennies)).toBe(0);
});

test('money is nothing up to 2^-44 of its size, a fall nothing up to 2^-40 of its peak', () => {
  expect(of('moneySum(return)')).toBeCloseTo(0.55, 15);
  expect(of('moneySum(1e-20, 0)')).toBe(1e-20);
  // 2^44 + 1 less 2^44 - 1 leaves 2 of 2^45: just nothing.
  expect(of('moneySum(17592186044417, -17592186044415)')).toBe(0);
  expect(of('moneySum(17592186044418, -17592186044415)')).toBe(3);
  const falling = (depth: number) =>
    evaluateFormula(
      'max(underwater(x))',
      new Map([
        ['x1', 1],
        ['x2', -depth],
      ]),
    );
  expect(falling(2 ** -40)).toBe(0);
  expect(falling(2 ** -39)).toBe(2 ** -39);
});

test('what is no formula is refused', () => {
  for (const wrong of ['a +', 'a c', 'c', '(a', 'sin(a)', 'a $ b', 'return', 'return + 1', '', 'toString(a)'])
    expect(() => of(wrong), wrong).toThrow(SyntaxError);
  for (const wrong of ['abs(a, b)', 'worstMean(a, b)', 'sum(return * underwater(sum(return)))'])
    expect(() => of(wrong), wrong).toThrow(RangeError);
});

test('days below a peak are counted from the returns after it', () => {
  // From a peak of 2: up to it, a fifth down, half of that up again, and down again.
  const fall = new Map([
    ['peak', 2],
    ['return1', -0.1],
    ['return2', -0.2],
    ['return3', 0.25],
    ['return4', -0.2],
  ]);
  const count = (formula: string) => evaluateFormula(formula, fall);
  expect(count('max(below(peak, return))')).toBeCloseTo(0.28, 15);
  expect(count('sum(below(peak, return))')).toBeCloseTo(0.1 + 0.28 + 0.1 + 0.28, 14);
  // The first of two equal lows.
  expect(count('placeOfMax(below(peak, return))')).toBe(2);
  expect(count('placeOfMax(return)')).toBe(3);
  expect(count('count(return) - placeOfMax(below(peak, return))')).toBe(2);
  expect(() => count('below(return, peak)')).toThrow('below needs a peak and returns');
});

test('the first root of a sum of powers on a way, whichever way it leads', () => {
  // x^2 - 3 x + 2 is 0 at 1 and 2; 2 x^-1 - 1 at 2.
  const sums = new Map([
    ['term1', 1],
    ['term2', -3],
    ['term3', 2],
    ['power1', 2],
    ['power2', 1],
    ['power3', 0],
    ['inverse1', 2],
    ['inverse2', -1],
    ['of1', -1],
    ['of2', 0],
    ['from', 0.25],
    ['to', 64],
  ]);
  const root = (formula: string) => evaluateFormula(formula, sums);
  expect(root('firstRoot(term, power, from, to)')).toBeCloseTo(1, 13);
  expect(root('firstRoot(term, power, to, from)')).toBeCloseTo(2, 13);
  expect(root('firstRoot(term, power, 1.25, to)')).toBeCloseTo(2, 13);
  expect(root('firstRoot(term, power, 2, to)')).toBe(2);
  expect(root('firstRoot(inverse, of, from, to)')).toBeCloseTo(2, 13);
  // Both roots lie between the ends, at which the sum has one sign; and a way on which there is none.
  expect(root('firstRoot(term, power, 0.9, 2.1)')).toBeCloseTo(1, 13);
  expect(() => root('firstRoot(term, power, 3, 64)')).toThrow('no root');
  expect(() => root('firstRoot(term, of, from, to)')).toThrow('do not go together');
  expect(() => root('firstRoot(from, of, from, to)')).toThrow('firstRoot needs terms');
});
