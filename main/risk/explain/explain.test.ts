import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { ValuedBook } from '../../../shared/book/valued-book.ts';
import type { MeasureResult } from '../../../shared/contract/common.ts';
import type { ExplainNode } from '../../../shared/contract/risk.ts';
import { evaluateFormula } from '../../../shared/measures/evaluate-formula.ts';
import type { MeasureId } from '../../../shared/measures/measure.ts';
import { parseScope, type Scope } from '../../../shared/measures/scope.ts';
import { account, balance, book, position, swingingCloses, tiers } from '../fixtures/build-book.ts';
import { books } from '../fixtures/random-book.ts';
import { amountsIn, amountsUnder, nodesOf, refoldsTo } from '../fixtures/refolds-to.ts';
import { assess } from '../assessment/assess.ts';
import { explainMeasure, refolded, scopesOf, type Explained } from './explain.ts';
import { explainInput, type ExplainInput } from './explain-input.ts';
import { bookSources } from './sources.ts';

function inputOf(some: ValuedBook): ExplainInput {
  return explainInput(some, assess(some), [], bookSources);
}

function explained(input: ExplainInput, id: string, scope: string): Explained {
  const found = explainMeasure(input, id as MeasureId, parseScope(scope) as Scope);
  if (found === null) throw new Error(`there is no ${id} of ${scope}`);
  return found;
}

function treeOf(input: ExplainInput, id: string, scope: string): ExplainNode {
  const { tree } = explained(input, id, scope);
  if (tree === null) throw new Error(`${id} of ${scope} has no tree`);
  return tree;
}

function leavesOf(node: ExplainNode): readonly ExplainNode[] {
  return nodesOf(node).filter(({ formula }) => formula === null);
}

/** The root refolded from the leaves, and each inner node by its own formula over its children. */
function checkTree(tree: ExplainNode, { value, unit }: MeasureResult, name: string): void {
  const fold = refolded(tree);
  if (!refoldsTo(fold, value as number, amountsUnder(tree, unit)))
    throw new Error(`${name} is ${value}, its tree refolds to ${fold}`);
  for (const node of nodesOf(tree)) {
    if (node.formula === null) {
      if (node.source === null) throw new Error(`${name}: ${node.label} does not say where it comes from`);
      continue;
    }
    const own = evaluateFormula(node.formula, new Map(node.children.map((child) => [child.symbol, child.value])));
    if (!refoldsTo(own, node.value, amountsIn(node)))
      throw new Error(`${name}: ${node.label} is ${node.value}, its formula gives ${own}`);
  }
}

const shownIds = [
  'quantity',
  'averagePrice',
  'mark',
  'exposure',
  'unrealizedPnl',
  'realizedPnl',
  'funding',
  'exposureShare',
  'onePercentMove',
  'balance',
  'balanceValue',
  'dailySigma',
  'marketValue',
  'strikeNotional',
  'leverage',
  'isolatedMargin',
  'netLeverage',
] as const satisfies readonly MeasureId[];

test('every figure of every book has a tree whose leaves, refolded by its formulas, give the figure', () => {
  const closes = { BTC: swingingCloses(70, 0.03), ETH: swingingCloses(64, -0.04), SOL: swingingCloses(90, 0.06) };
  let trees = 0;
  fc.assert(
    fc.property(books(), (some) => {
      const input = inputOf({ ...some, closes });
      const figures = input.assessment.measures.map(({ id, scope }) => [id, scope] as const);
      const shown = shownIds.flatMap((id) => scopesOf(input, id).map((scope) => [id, scope] as const));
      for (const [id, scope] of [...figures, ...shown]) {
        const { measure, tree } = explained(input, id, scope);
        if (measure.value === null) {
          expect(tree).toBeNull();
          continue;
        }
        if (tree === null) throw new Error(`${id} of ${scope} has no tree`);
        checkTree(tree, measure, `${id} of ${scope}`);
        trees += 1;
      }
    }),
    { numRuns: 12 },
  );
  expect(trees).toBeGreaterThan(1000);
});

const long = position({
  symbol: 'BTC/USDT:USDT',
  quantity: 2,
  entry: 50_000,
  mark: 52_000,
  tiers: tiers([0, 0.004, 0], [50_000, 0.005, 50]),
});
const some = inputOf(book([account([long], [balance('USDT', 10_000)])]));
const longScope = 'position:one/BTC/USDT:USDT/long';

test('a liquidation price leads down to the tier row and the date of its table', () => {
  const tree = treeOf(some, 'liquidationPrice.lower', longScope);
  const rate = leavesOf(tree).find((leaf) => leaf.symbol === 'rate' && leaf.unit === 'fraction');
  expect(rate).toMatchObject({
    value: 0.005,
    asOf: '2026-09-01',
    source: 'a table invented for the test; tier from 50000 upwards',
    why: 'A table that the trader imported or entered, holding from that date.',
  });
  // Two long at 50,000 on 10,000: P = (100,000 - 10,000 - 50) / (2 - 0.01).
  expect(tree.value).toBeCloseTo(89_950 / 1.99, 9);
});

test('a price at which a tier begins says so', () => {
  const short = position({
    symbol: 'ETH/USDT:USDT',
    quantity: -100,
    entry: 1_900,
    mark: 1_900,
    tiers: tiers([0, 0.01, 0], [200_000, 0.1, 0]),
  });
  const jumpy = inputOf(book([account([short], [balance('USDT', 25_000)])]));
  const tree = treeOf(jumpy, 'liquidationPrice.upper', 'position:one/ETH/USDT:USDT/short');
  expect(tree).toMatchObject({ value: 2_000, formula: 'tierFloor / (abs(quantity) * multiplier)' });
  // At 1,900 the notional is 190,000; at 200,000 the price has risen by 1/19.
  const shock = treeOf(jumpy, 'nearestShock', 'pool:one/cross');
  expect(shock.formula).toBe('tierFloor * settleRate / notional - 1');
  expect(shock.value).toBeCloseTo(1 / 19, 15);
});

test('equity is the wallet and the profit, each down to amount, quantity, mark, entry and rate', () => {
  const tree = treeOf(some, 'equity', 'book');
  // 10,000 + 2 x (52,000 - 50,000)
  expect(tree).toMatchObject({ value: 14_000, formula: 'wallet1 + position1' });
  expect(leavesOf(tree).map(({ symbol }) => symbol)).toEqual([
    'amount',
    'rate',
    'quantity',
    'mark',
    'entry',
    'settleRate',
  ]);
});

test('where large amounts nearly cancel the tree adds up as the engine does, and loses no digit', () => {
  // The profit of 300,000 coins eats the wallet but for a ten-thousandth of a dollar, beside an equity that was a million.
  const deep = position({
    symbol: 'ETH/USDT:USDT',
    quantity: 300_000,
    entry: 2_500.1,
    mark: 2_496.766_667,
    tiers: tiers([0, 0.01, 0]),
  });
  const thin = inputOf(book([account([deep], [balance('USDT', 1_000_000.0001)])]));
  const { measure, tree } = explained(thin, 'equity', 'book');
  if (tree === null || measure.value === null) throw new Error('no tree');
  expect(Math.abs(measure.value)).toBeLessThan(1);
  checkTree(tree, measure, 'equity');
  const ratio = explained(thin, 'buffer', 'book');
  if (ratio.tree === null) throw new Error('no tree');
  checkTree(ratio.tree, ratio.measure, 'buffer');
});

test('an isolated margin that nobody stated is a branch: entry notional over leverage, said to be assumed', () => {
  const isolated = { ...long, marginMode: 'isolated', leverage: 20 } as const;
  const tree = treeOf(
    inputOf(book([account([isolated], [balance('USDT', 9_000)])])),
    'equity',
    'pool:one/isolated BTC/USDT:USDT',
  );
  const margin = nodesOf(tree).find((node) => node.symbol === 'margin');
  // 2 x 50,000 / 20
  expect(margin).toMatchObject({ value: 5_000, formula: 'notional / leverage', flags: ['isolated-margin-assumed'] });
  expect(margin?.why).toContain('assumption');
});

test('what has no value has no tree; what is known of it is told', () => {
  const none = explained(some, 'liquidationPrice.upper', longScope);
  expect(none).toMatchObject({ tree: null, known: [], measure: { status: 'none' } });
  // Without a wallet equity is missing; the maintenance 0.005 x 104,000 - 50 and the profit of 4,000 are known.
  const walletless = inputOf(book([account([long], [])]));
  const ratio = explained(walletless, 'marginRatio', 'account:one');
  expect(ratio).toMatchObject({ tree: null, measure: { status: 'missing-data' } });
  expect(ratio.measure.reason).toContain('wallet');
  expect(ratio.known.map(({ symbol, value }) => [symbol, value])).toEqual([
    ['maintenance', 470],
    ['position1', 4_000],
  ]);
  // Gone already: both sides of the question are told.
  const gone = explained(
    inputOf(book([account([long], [balance('USDT', -3_900)])])),
    'liquidationPrice.lower',
    longScope,
  );
  expect(gone.measure.status).toBe('already-liquidatable');
  expect(gone.known.map(({ symbol, value }) => [symbol, value])).toEqual([
    ['equity', 100],
    ['maintenance', 470],
  ]);
});

test('what the book does not have is no figure, and the scopes that it has are known', () => {
  expect(explainMeasure(some, 'maintenanceMargin', { kind: 'account', account: 'two' })).toBeNull();
  expect(explainMeasure(some, 'quantity', { kind: 'book' })).toBeNull();
  expect(scopesOf(some, 'quantity')).toEqual([longScope]);
  expect(scopesOf(some, 'balanceValue')).toEqual(['balance:one/USDT']);
  expect(scopesOf(some, 'marginRatio')).toEqual(['book', 'account:one', 'pool:one/cross']);
});

test('stocks and options stand with their whole value; what an option leaves out says so', () => {
  const stock = position({ symbol: 'AAPL', quantity: 30, entry: 180, mark: 200, tiers: tiers([0, 0.25, 0]) });
  const option = position({
    symbol: 'AAPL261218C00210000',
    quantity: 2,
    entry: 4,
    mark: 5,
    tiers: tiers([0, 0.25, 0]),
  });
  const paid = [balance('USD', 1_000)];
  const owed = [balance('USD', -2_000)];
  for (const [positions, balances] of [
    [[stock], paid],
    [[stock], owed],
    [[stock, option], paid],
    [[stock, option], owed],
    [[stock, { ...option, quantity: -2, side: 'short' as const }], owed],
  ] as const) {
    const input = inputOf(book([account([...positions], [...balances], { venue: 'interactive-brokers' })]));
    const shown = shownIds.flatMap((id) => scopesOf(input, id).map((scope) => ({ id, scope })));
    for (const { id, scope } of [...input.assessment.measures, ...shown]) {
      const { measure, tree } = explained(input, id, scope);
      if (measure.value === null) expect(tree).toBeNull();
      else if (tree === null) throw new Error(`${id} of ${scope} has no tree`);
      else checkTree(tree, measure, `${id} of ${scope}`);
    }
  }
  // 1,000 + 30 x 200, and what was gained: 30 x 20.
  const input = inputOf(book([account([stock], paid, { venue: 'interactive-brokers' })]));
  expect(treeOf(input, 'equity', 'book').value).toBe(7_000);
  expect(treeOf(input, 'unrealizedPnl', 'position:one/AAPL/long').value).toBe(600);
  const options = inputOf(book([account([stock, option], paid, { venue: 'interactive-brokers' })]));
  const optionScope = scopesOf(options, 'strikeNotional')[0] ?? '';
  // 2 contracts of 100 at 210; their market value at 5.
  expect(treeOf(options, 'strikeNotional', optionScope).value).toBe(42_000);
  expect(treeOf(options, 'marketValue', optionScope).value).toBe(1_000);
  expect(explained(options, 'exposure', optionScope).measure.reason).toContain('delta');
});
