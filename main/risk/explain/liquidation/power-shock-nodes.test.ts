import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { ExplainNode } from '../../../../shared/contract/risk.ts';
import { parseScope, type Scope } from '../../../../shared/measures/scope.ts';
import { assess } from '../../assessment/assess.ts';
import { defaultAxis, defaultThresholds } from '../../assessment/assessment.ts';
import { account, asOfMs, balance, book, position, tiers } from '../../fixtures/build-book.ts';
import { books } from '../../fixtures/random-book.ts';
import { explainMeasure, refolded } from '../explain.ts';
import { explainInput, type ExplainInput } from '../explain-input.ts';
import { bookSources } from '../sources.ts';

/** 91 closes up to the last day that is over, each by so much from the one before. */
function closesBy(move: (day: number) => number) {
  let close = 100;
  const firstDay = Math.floor(asOfMs / 86_400_000) - 91;
  return { firstDay, closes: Array.from({ length: 91 }, (_, day) => (close *= Math.exp(move(day)))) };
}

/** BTC swings; ETH does twice as much, SOL a third of it the other way, each with a noise of its own. */
const swing = (day: number) => 0.02 * Math.sin(1.7 * day);
const closes = {
  BTC: closesBy(swing),
  ETH: closesBy((day) => 2 * swing(day) + 0.004 * Math.cos(2.9 * day)),
  SOL: closesBy((day) => -swing(day) / 3 + 0.003 * Math.sin(0.8 * day)),
};

function alongBtc(some: Parameters<typeof assess>[0]): ExplainInput {
  const axis = { ...defaultAxis, asset: 'BTC', beta: 'estimated' } as const;
  return explainInput(some, assess(some, { axis, thresholds: defaultThresholds }), [], bookSources);
}

function explained(input: ExplainInput, id: 'nearestShock' | 'beta' | 'betaError', scope: string) {
  const found = explainMeasure(input, id, parseScope(scope) as Scope);
  if (found === null) throw new Error(`no ${id} of ${scope}`);
  return found;
}

function leavesOf(node: ExplainNode): readonly ExplainNode[] {
  return node.formula === null ? [node] : node.children.flatMap(leavesOf);
}

function near(found: number, value: number): boolean {
  return Math.abs(found - value) <= 1e-12 * Math.max(1, Math.abs(value));
}

test('with estimated betas every shock at which a pool goes refolds from its tree', () => {
  const seen = { goes: 0, gone: 0 };
  fc.assert(
    fc.property(books(), (plain) => {
      const input = alongBtc({ ...plain, closes });
      for (const { id, scope, value } of input.assessment.measures) {
        if (id !== 'nearestShock' || value === null) continue;
        const { tree } = explained(input, id, scope);
        if (tree === null) throw new Error(`${scope} goes at ${value} and has no tree`);
        if (!near(refolded(tree), value)) throw new Error(`${scope} goes at ${value}, its tree says ${refolded(tree)}`);
        if (tree.formula === 'shock') seen.gone += 1;
        else seen.goes += 1;
      }
    }),
    { numRuns: 40 },
  );
  expect(seen.goes).toBeGreaterThan(20);
  expect(seen.gone).toBeGreaterThan(0);
});

test('a position alone: the price that liquidates it, put into the power of its asset', () => {
  const eth = position({ symbol: 'ETH/USDT:USDT', quantity: 1, entry: 100, mark: 100, tiers: tiers([0, 0.1, 0]) });
  const input = alongBtc(book([account([eth], [balance('USDT', 28)])], closes));
  const { tree, measure } = explained(input, 'nearestShock', 'pool:one/cross');
  const beta = explained(input, 'beta', 'asset:ETH').measure.value as number;
  // Equity 28 + 100 y - 100 meets maintenance 10 y at y = 0.8, and ETH moves by the power beta of the factor of BTC.
  expect(measure.value).toBeCloseTo(0.8 ** (1 / beta) - 1, 12);
  expect(tree?.formula).toBe('firstRoot(term, power, from, to) - 1');
  expect(tree?.children.map(({ symbol, value }) => [symbol, value])).toEqual([
    ['term1', -72],
    ['power1', 0],
    ['term2', 90],
    ['power2', beta],
    ['from', 1],
    ['to', 1e-12],
  ]);
  expect(leavesOf(tree as ExplainNode).every(({ source }) => source !== null)).toBe(true);
});

test('a pool that goes where a dearer tier begins says so, and which', () => {
  const short = position({
    symbol: 'ETH/USDT:USDT',
    quantity: -100,
    entry: 1_900,
    mark: 1_900,
    tiers: tiers([0, 0.01, 0], [200_000, 0.1, 0]),
  });
  const input = alongBtc(book([account([short], [balance('USDT', 25_000)])], closes));
  const { tree, measure } = explained(input, 'nearestShock', 'pool:one/cross');
  const beta = explained(input, 'beta', 'asset:ETH').measure.value as number;
  // The notional of 190,000 reaches 200,000 when ETH has risen by 1/19.
  expect(measure.value).toBeCloseTo((20 / 19) ** (1 / beta) - 1, 12);
  expect(tree?.formula).toBe('factor - 1');
  expect(tree?.children[0]).toMatchObject({
    formula: '(tierFloor * settleRate / notional) ^ (1 / (beta - betaOfQuote))',
  });
  expect(near(refolded(tree as ExplainNode), measure.value as number)).toBe(true);
});

test('a beta is least squares over the returns of the days on which both closed, its error what the line leaves', () => {
  const input = alongBtc(
    book(
      [
        account(
          [position({ symbol: 'ETH/USDT:USDT', quantity: 1, entry: 100, mark: 100, tiers: tiers([0, 0.1, 0]) })],
          [],
        ),
      ],
      closes,
    ),
  );
  const { measure, tree } = explained(input, 'beta', 'asset:ETH');
  if (tree === null || measure.value === null) throw new Error('no beta');
  expect(near(refolded(tree), measure.value)).toBe(true);
  expect(Math.abs(measure.value - 2)).toBeLessThan(0.1);
  // 90 returns of each, the axis beside the asset, each from two closes with their days.
  expect(tree.children.map(({ symbol }) => symbol).slice(0, 4)).toEqual(['axis1', 'own1', 'axis2', 'own2']);
  expect(tree.children).toHaveLength(180);
  expect(tree.children[1]).toMatchObject({ formula: 'ln(close / closeBefore)' });
  expect(tree.children[1]?.children[0]).toMatchObject({ source: 'daily closes of ETH', asOf: '2026-07-03' });
  const error = explained(input, 'betaError', 'asset:ETH');
  if (error.tree === null || error.measure.value === null) throw new Error('no error');
  expect(near(refolded(error.tree), error.measure.value)).toBe(true);
  expect(error.measure.value).toBeGreaterThan(0);
  expect(explained(input, 'beta', 'asset:BTC')).toMatchObject({ tree: null, measure: { status: 'not-applicable' } });
});
