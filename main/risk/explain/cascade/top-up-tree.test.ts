import fc from 'fast-check';
import { expect, test } from 'vitest';
import { evaluateFormula } from '../../../../shared/measures/evaluate-formula.ts';
import { missing } from '../../../../shared/measures/outcome.ts';
import { waysOf, type CascadeAxis } from '../../cascade/cascade-axis.ts';
import { cascadeLadder } from '../../cascade/cascade-ladder.ts';
import { account, balance, book, position, tiers } from '../../fixtures/build-book.ts';
import { mixedBooks } from '../../fixtures/mixed-book.ts';
import { amountsIn, nodesOf, refoldsTo } from '../../fixtures/refolds-to.ts';
import { compileBook } from '../../margin/compile-pools.ts';
import type { ValuedBook } from '../../../../shared/book/valued-book.ts';
import { topUpTree } from './top-up-tree.ts';

const axis: CascadeAxis = { kind: 'asset', asset: 'BTC', from: -0.8, to: 2, step: 0.2, beta: 1 };
const unknown = () => missing('not asked', '');

/** Every top-up of a book that is not 0, each with its tree. */
function topUpsOf(some: ValuedBook) {
  const tables = compileBook(some);
  const options = { sale: { kind: 'at-mark' }, salesMovePrice: false, sigmaOf: unknown } as const;
  const found = cascadeLadder(tables, axis, options, () => true, unknown);
  if (found.status !== 'value') throw new Error(found.reason);
  return found.value.topUps.flatMap(({ account: name, pool, side, amount }) => {
    const table = tables.find((one) => one.account === name && one.pool === pool);
    if (amount === null || amount === 0 || table === undefined) return [];
    const way = (waysOf(axis, () => 1)[side === 'down' ? 0 : 1] ?? []).map(({ path }) => path);
    const tree = topUpTree(table, way, amount, (x) => `at ${x.toFixed(2)}`, { book: some });
    return [{ table, amount, tree }];
  });
}

test('3 BTC at 60,000 with 20,000: 80 % down 144,000 are lost, and 1.25 % of 36,000 are asked for', () => {
  const held = position({
    symbol: 'BTC/USDT:USDT',
    quantity: 3,
    entry: 60_000,
    mark: 60_000,
    tiers: tiers([0, 0.0125, 0]),
  });
  const [only, ...others] = topUpsOf(book([account([held], [balance('USDT', 20_000)])]));
  expect(others).toEqual([]);
  expect(only?.amount).toBeCloseTo(124_450, 4);
  const nodes = only?.tree == null ? [] : nodesOf(only.tree);
  expect(nodes[0]?.label).toContain('at 0.20');
  expect(nodes.find(({ label }) => label.startsWith('Equity of one'))?.value).toBeCloseTo(-124_000, 6);
  expect(nodes.find(({ label }) => label.startsWith('Maintenance rate'))).toMatchObject({
    value: 0.0125,
    asOf: '2026-09-01',
  });
});

test('a tier on the way may ask for more than its end does', () => {
  // Above 65,000 a coin, 130,000 in all, a quarter less 2,500 is asked for: 30,000 at once, against 2,000 and 10,000 won by then.
  const rows = tiers([0, 0.01, 0], [130_000, 0.25, 2_500], [150_000, 0.01, -31_000]);
  const held = position({ symbol: 'BTC/USDT:USDT', quantity: 2, entry: 60_000, mark: 60_000, tiers: rows });
  const found = topUpsOf(book([account([held], [balance('USDT', 2_000)])]));
  const up = found.find(({ tree }) => tree?.label.includes('at 1.'));
  expect(up?.amount).toBeCloseTo(18_000, 4);
  expect(up?.tree?.label).toContain('at 1.08');
});

test('over mixed regimes every top-up refolds from its tree, to a hair of what the pool lacks there', () => {
  let trees = 0;
  fc.assert(
    fc.property(mixedBooks(), (some) => {
      for (const { table, amount, tree } of topUpsOf(some)) {
        if (tree === null) throw new Error(`${table.account} has no tree`);
        const size = Math.max(...table.legs.map(({ notional }) => notional), amount);
        expect(Math.abs(tree.children.find(({ symbol }) => symbol === 'more')?.value ?? Infinity) / size).toBeLessThan(
          1e-9,
        );
        expect(tree.value).toBeCloseTo(amount, 6);
        for (const node of nodesOf(tree)) {
          if (node.formula === null) continue;
          const own = evaluateFormula(node.formula, new Map(node.children.map((child) => [child.symbol, child.value])));
          if (!refoldsTo(own, node.value, amountsIn(node)))
            throw new Error(`${node.label}: ${node.value}, folds to ${own}`);
        }
        trees += 1;
      }
    }),
    { numRuns: 60 },
  );
  expect(trees).toBeGreaterThan(20);
});
