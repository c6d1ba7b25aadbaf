import fc from 'fast-check';
import { expect, test } from 'vitest';
import { evaluateFormula } from '../../../../shared/measures/evaluate-formula.ts';
import { judgeRules, underRules } from '../../cascade/rule-change.ts';
import { account, balance, book, position, tiers } from '../../fixtures/build-book.ts';
import { mixedBooks } from '../../fixtures/mixed-book.ts';
import { amountsIn, nodesOf, refoldsTo } from '../../fixtures/refolds-to.ts';
import { compileBook } from '../../margin/compile-pools.ts';
import { canBeLiquidated, firstGap } from '../../margin/margin-table.ts';
import { ruleTree, type RuleFigure } from './rule-trees.ts';

const doubled = { maintenanceFactor: 2, collateralFactor: 1, leverageCap: 5 };

/** 3 BTC at 60,000 ten times levered on 20,000; 1 %, above 120,000 2 %. */
const some = book([
  account(
    [
      position({
        symbol: 'BTC/USDT:USDT',
        quantity: 3,
        entry: 60_000,
        mark: 60_000,
        tiers: tiers([0, 0.01, 0], [120_000, 0.02, 1_200]),
      }),
    ],
    [balance('USDT', 20_000)],
  ),
]);
const [table] = compileBook(some);

function treeOf(figure: RuleFigure) {
  const tree = table === undefined ? null : ruleTree(table, doubled, figure, { book: some });
  if (tree === null) throw new Error('no tree');
  return { tree, nodes: nodesOf(tree) };
}

test('twice the maintenance of 2,400: 4,800 of 20,000, each rate as twice the row of its tier', () => {
  const { tree, nodes } = treeOf('surplus');
  expect(tree.value).toBeCloseTo(15_200, 9);
  const rate = nodes.find(({ label }) => label.startsWith('Maintenance rate'));
  expect(rate).toMatchObject({ value: 0.04, formula: 'times * own' });
  expect(rate?.children[1]).toMatchObject({ value: 0.02, asOf: '2026-09-01' });
});

test('a cap of five times asks for 36,000 where 18,000 were enough: 16,000 short of the 20,000', () => {
  const { tree, nodes } = treeOf('initialShort');
  expect(tree.value).toBeCloseTo(16_000, 9);
  expect(nodes.find(({ symbol }) => symbol === 'own')?.value).toBe(18_000);
});

test('the largest size: (20,000 + 2,400) / 7,200 of now', () => {
  const { tree } = treeOf('largestSize');
  expect(tree.value).toBeCloseTo(22_400 / 7_200, 12);
});

test('where a tier asks for more at once the largest size is its edge', () => {
  // 2 % from 200,000 on without a deduction: 4,000 at once of 3,000.
  const jumps = position({
    symbol: 'BTC/USDT:USDT',
    quantity: 3,
    entry: 60_000,
    mark: 60_000,
    tiers: tiers([0, 0.01, 0], [200_000, 0.02, 0]),
  });
  const held = book([account([jumps], [balance('USDT', 3_000)])]);
  const [own] = compileBook(held);
  const rules = { maintenanceFactor: 1, collateralFactor: 1, leverageCap: null };
  const tree = own === undefined ? null : ruleTree(own, rules, 'largestSize', { book: held });
  expect(tree?.value).toBeCloseTo(200_000 / 180_000, 12);
  expect(tree?.why).toContain('asks for more at once');
});

test('over mixed regimes what harder rules do refolds from its trees, to the figure of the engine', () => {
  let trees = 0;
  fc.assert(
    fc.property(
      mixedBooks(),
      fc.record({
        maintenanceFactor: fc.constantFrom(0, 0.5, 1, 3),
        collateralFactor: fc.constantFrom(0, 0.6, 1),
        leverageCap: fc.constantFrom(null, 2, 20),
      }),
      (mixed, rules) => {
        for (const one of compileBook(mixed)) {
          if (!canBeLiquidated(one) || firstGap(one) !== null) continue;
          const judged = judgeRules(underRules(one, rules));
          for (const figure of ['surplus', 'initialShort', 'largestSize'] as const) {
            const tree = ruleTree(one, rules, figure, { book: mixed });
            const value = judged[figure];
            if (tree === null) {
              if (figure === 'initialShort') expect(value).toBeNull();
              else expect(value).toBe(Infinity);
              continue;
            }
            const size = Math.max(...nodesOf(tree).map((node) => Math.abs(node.value)));
            expect(Math.abs(tree.value - (value as number))).toBeLessThanOrEqual(1e-12 * size);
            for (const node of nodesOf(tree)) {
              if (node.formula === null) continue;
              const own = evaluateFormula(
                node.formula,
                new Map(node.children.map((child) => [child.symbol, child.value])),
              );
              if (!refoldsTo(own, node.value, amountsIn(node)))
                throw new Error(`${node.label}: ${node.value}, folds to ${own}`);
            }
            trees += 1;
          }
        }
      },
    ),
    { numRuns: 100 },
  );
  expect(trees).toBeGreaterThan(100);
});
