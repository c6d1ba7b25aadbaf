import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { ExplainNode } from '../../../shared/contract/risk.ts';
import { account, balance, book, position, tiers } from '../fixtures/build-book.ts';
import { books } from '../fixtures/random-book.ts';
import { assess } from '../assessment/assess.ts';
import { explainMeasure } from './explain.ts';
import { evaluateFormula } from './evaluate-formula.ts';

/** The value of a tree from its leaves alone, by the printed formulas. */
function refolded(node: ExplainNode): number {
  if (node.formula === null) return node.value;
  return evaluateFormula(node.formula, new Map(node.children.map((child) => [child.symbol, refolded(child)])));
}

function leavesOf(node: ExplainNode): readonly ExplainNode[] {
  return node.children.length === 0 ? [node] : node.children.flatMap(leavesOf);
}

test('the leaves of every tree, refolded by its formulas, give the number that is shown', () => {
  const ids = [
    'liquidationPrice.lower',
    'liquidationPrice.upper',
    'maintenanceMargin',
    'equity',
    'marginRatio',
    'buffer',
  ];
  let trees = 0;
  fc.assert(
    fc.property(books(), (some) => {
      for (const measure of assess(some).measures) {
        if (!ids.includes(measure.id) || measure.value === null) continue;
        // Over an equity a thousand times smaller than its maintenance, rounding reaches the digits that are compared.
        if (measure.id === 'marginRatio' && measure.value > 1e3) continue;
        const answer = explainMeasure(some, measure.id, measure.scope);
        if (!answer.ok || answer.value.tree === null) throw new Error(`${measure.id} of ${measure.scope} has no tree`);
        const { tree } = answer.value;
        trees += 1;
        const noise = 1e-12 * Math.max(1, Math.abs(tree.value));
        expect(
          Math.abs(refolded(tree) - tree.value),
          `${measure.id} of ${measure.scope} is ${measure.value}`,
        ).toBeLessThanOrEqual(noise);
        expect(Math.abs(tree.value - measure.value)).toBeLessThanOrEqual(1e-8 * Math.max(1, Math.abs(measure.value)));
        expect(leavesOf(tree).every((leaf) => leaf.source !== null)).toBe(true);
      }
    }),
    { numRuns: 15 },
  );
  expect(trees).toBeGreaterThan(100);
});

const long = position({
  symbol: 'BTC/USDT:USDT',
  quantity: 2,
  entry: 50_000,
  mark: 52_000,
  tiers: tiers([0, 0.004, 0], [50_000, 0.005, 50]),
});
const some = book([account([long], [balance('USDT', 10_000)])]);

test('a liquidation price leads down to the tier row and the date of its table', () => {
  const answer = explainMeasure(some, 'liquidationPrice.lower', 'position:one/BTC/USDT:USDT/long');
  if (!answer.ok || answer.value.tree === null) throw new Error('no tree');
  const rate = leavesOf(answer.value.tree).find((leaf) => leaf.symbol === 'rate' && leaf.unit === 'fraction');
  expect(rate).toMatchObject({
    value: 0.005,
    asOf: '2026-09-01',
    source: 'a table invented for the test; tier from 50000 upwards',
  });
  // Two long at 50,000 on 10,000: P = (100,000 - 10,000 - 50) / (2 - 0.01).
  expect(answer.value.tree.value).toBeCloseTo(89_950 / 1.99, 9);
});

test('a price at which a tier begins says so', () => {
  const short = position({
    symbol: 'ETH/USDT:USDT',
    quantity: -100,
    entry: 1_900,
    mark: 1_900,
    tiers: tiers([0, 0.01, 0], [200_000, 0.1, 0]),
  });
  const jumpy = book([account([short], [balance('USDT', 25_000)])]);
  const answer = explainMeasure(jumpy, 'liquidationPrice.upper', 'position:one/ETH/USDT:USDT/short');
  if (!answer.ok) throw new Error(answer.fault.message);
  expect(answer.value.tree).toMatchObject({ value: 2_000, formula: 'tierFloor / (abs(quantity) * multiplier)' });
});

test('what has no value has no tree, and what does not exist is refused with what there is', () => {
  const none = explainMeasure(some, 'liquidationPrice.upper', 'position:one/BTC/USDT:USDT/long');
  expect(none).toMatchObject({ ok: true, value: { tree: null, measure: { status: 'none' } } });
  const absent = explainMeasure(some, 'maintenanceMargin', 'account:two');
  expect(absent).toMatchObject({ ok: false, fault: { code: 'scope-absent' } });
  expect(explainMeasure(some, 'beauty', null)).toMatchObject({ ok: false, fault: { code: 'measure-unknown' } });
  expect(explainMeasure(some, 'equity', 'here')).toMatchObject({ ok: false, fault: { code: 'scope-unreadable' } });
});

test('formulas follow the rules of arithmetic and refuse what they do not know', () => {
  const values = new Map([
    ['a', 6],
    ['b', -4],
  ]);
  expect(evaluateFormula('a - b * 2 / (1 + 3)', values)).toBe(8);
  expect(evaluateFormula('-a + abs(b) - min(a, b, 1) * max(2, 1.5e0)', values)).toBe(6);
  for (const wrong of ['a +', 'a c', 'c', '(a', 'sin(a)', 'a $ b'])
    expect(() => evaluateFormula(wrong, values)).toThrow(SyntaxError);
});
