import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { ValuedBook } from '../../../../shared/book/valued-book.ts';
import type { ExplainNode } from '../../../../shared/contract/risk.ts';
import { evaluateFormula } from '../../../../shared/measures/evaluate-formula.ts';
import { deleverage } from '../../cascade/deleverage.ts';
import { underRules, type RuleChange } from '../../cascade/rule-change.ts';
import { account, balance, book, position, tiers } from '../../fixtures/build-book.ts';
import { mixedBooks } from '../../fixtures/mixed-book.ts';
import { amountsIn, nodesOf, refoldsTo } from '../../fixtures/refolds-to.ts';
import { compileBook } from '../../margin/compile-pools.ts';
import { canBeLiquidated, firstGap, type MarginTable } from '../../margin/margin-table.ts';
import { planTree } from './plan-trees.ts';

const figures = ['quantity', 'notional', 'cost'] as const;

function plansOf(some: ValuedBook, ratio: number, cost: number, rules: RuleChange | null = null) {
  return compileBook(some)
    .map((table) => (rules === null ? table : underRules(table, rules)))
    .filter((table) => canBeLiquidated(table) && firstGap(table) === null)
    .flatMap((table: MarginTable) => {
      const plan = deleverage(table, ratio, () => cost);
      return plan.status === 'value' ? (plan.value ?? []) : [];
    });
}

function mustRefold(tree: ExplainNode): void {
  for (const node of nodesOf(tree)) {
    if (node.formula === null) continue;
    const own = evaluateFormula(node.formula, new Map(node.children.map((child) => [child.symbol, child.value])));
    if (!refoldsTo(own, node.value, amountsIn(node))) throw new Error(`${node.label}: ${node.value}, folds to ${own}`);
  }
}

test('3 BTC at 60,000 on 9,000 with 3 % asked for: to half the ratio 1.5 of them go', () => {
  const held = position({
    symbol: 'BTC/USDT:USDT',
    quantity: 3,
    entry: 60_000,
    mark: 60_000,
    tiers: tiers([0, 0.03, 0]),
  });
  const some = book([account([held], [balance('USDT', 9_000)])]);
  // 5,400 of 9,000 are 60 %; at 30 % 2,700 may be asked for, which is 90,000 of notional.
  const [trade] = plansOf(some, 0.3, 0);
  if (trade === undefined) throw new Error('no plan');
  const tree = planTree(trade, 'quantity', 0.3, { book: some });
  expect(tree?.value).toBeCloseTo(-1.5, 12);
  const nodes = tree === null ? [] : nodesOf(tree);
  expect(nodes.find(({ symbol }) => symbol === 'others')?.value).toBe(9_000);
  expect(nodes.find(({ label }) => label.startsWith('Maintenance rate'))).toMatchObject({
    value: 0.03,
    asOf: '2026-09-01',
  });
  expect(planTree(trade, 'notional', 0.3, { book: some })?.value).toBeCloseTo(90_000, 6);
});

test('what is sold at a loss asks for more to be sold, and the tree says what it costs', () => {
  const held = position({
    symbol: 'BTC/USDT:USDT',
    quantity: 3,
    entry: 60_000,
    mark: 60_000,
    tiers: tiers([0, 0.03, 0]),
  });
  const some = book([account([held], [balance('USDT', 9_000)])]);
  // 9,000 - 0.01 n = (5,400 - 0.03 n) / 0.3 at n = 100,000.
  const [trade] = plansOf(some, 0.3, 0.01);
  if (trade === undefined) throw new Error('no plan');
  expect(planTree(trade, 'cost', 0.3, { book: some })?.value).toBeCloseTo(1_000, 8);
  expect(trade.notional).toBeCloseTo(100_000, 6);
});

test('a tier that jumps lets the position stay at the very edge', () => {
  // Above 100,000 a tenth is asked for, below it a hundredth: no deduction, so 10,000 fall to 1,000 at once.
  const held = position({
    symbol: 'BTC/USDT:USDT',
    quantity: 2,
    entry: 60_000,
    mark: 60_000,
    tiers: tiers([0, 0.01, 0], [100_000, 0.1, 0]),
  });
  const some = book([account([held], [balance('USDT', 9_000)])]);
  const [trade] = plansOf(some, 1, 0);
  if (trade === undefined) throw new Error('no plan');
  const tree = planTree(trade, 'notional', 1, { book: some });
  expect(trade.notional).toBeCloseTo(20_000, 6);
  expect(nodesOf(tree as ExplainNode).find(({ symbol }) => symbol === 'left')?.why).toContain('tier ends');
});

const changes: fc.Arbitrary<RuleChange | null> = fc.option(
  fc.record({
    maintenanceFactor: fc.constantFrom(0.5, 1, 2.5),
    collateralFactor: fc.constantFrom(0, 0.6, 1),
    leverageCap: fc.constant(null),
  }),
);

test('over mixed regimes every figure of every trade refolds from its tree', () => {
  let trees = 0;
  fc.assert(
    fc.property(
      mixedBooks(),
      fc.constantFrom(0.02, 0.1, 0.5),
      fc.constantFrom(0, 0.003),
      changes,
      (some, ratio, cost, rules) => {
        for (const trade of plansOf(some, ratio, cost, rules))
          for (const figure of figures) {
            const tree = planTree(trade, figure, ratio, { book: some, rules });
            if (tree === null) throw new Error(`${trade.instrument} has no tree`);
            expect(tree.value).toBe(trade[figure]);
            mustRefold(tree);
            const edge = nodesOf(tree).find(({ why }) => why?.includes('tier ends') === true)?.value;
            if (edge !== undefined)
              expect(trade.leg.segments.some(({ from }) => Math.abs(from - edge) <= 1e-9)).toBe(true);
            trees += 1;
          }
      },
    ),
    { numRuns: 100 },
  );
  expect(trees).toBeGreaterThan(50);
});
