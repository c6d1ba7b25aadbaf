import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { LiquidationRules } from '../../../../shared/book/venue-rules.ts';
import type { ValuedBook } from '../../../../shared/book/valued-book.ts';
import { evaluateFormula } from '../../../../shared/measures/evaluate-formula.ts';
import { insolvencyMeasures, isInsolvencyId } from '../../../../shared/measures/insolvency-measures.ts';
import { parseScope, scopeText, type Scope } from '../../../../shared/measures/scope.ts';
import { assess } from '../../assessment/assess.ts';
import { account, asOfMs, balance, book, position, swingingCloses, tiers } from '../../fixtures/build-book.ts';
import { mixedBooks } from '../../fixtures/mixed-book.ts';
import { amountsIn, amountsUnder, nodesOf, refoldsTo } from '../../fixtures/refolds-to.ts';
import { explainMeasure, refolded, type Explained } from '../explain.ts';
import { explainInput, type ExplainInput } from '../explain-input.ts';
import { everyScope } from '../scopes.ts';
import { bookSources } from '../sources.ts';

const ids = Object.keys(insolvencyMeasures).filter(isInsolvencyId);
const bitcoin = 'BTC/USDT:USDT';
const closes = { BTC: { ...swingingCloses(100, 0.04), firstDay: Math.floor(asOfMs / 86_400_000) - 100 } };

function inputOf(some: ValuedBook, insolvency = { gapFraction: 0.3, delayDays: 1 }): ExplainInput {
  return { ...explainInput(some, assess(some), [], bookSources), insolvency };
}

function checkTree({ measure, tree }: Explained): void {
  const name = `${measure.id} of ${measure.scope}`;
  if (tree === null) throw new Error(`${name} is ${measure.value} and has no tree`);
  if (!refoldsTo(refolded(tree), measure.value as number, amountsUnder(tree, measure.unit)))
    throw new Error(`${name} is ${measure.value}, its tree says ${refolded(tree)}`);
  for (const node of nodesOf(tree)) {
    if (node.formula === null) {
      if (node.source === null) throw new Error(`${name}: ${node.label} has no source`);
      continue;
    }
    const own = evaluateFormula(node.formula, new Map(node.children.map((child) => [child.symbol, child.value])));
    if (!refoldsTo(own, node.value, amountsIn(node)))
      throw new Error(`${name}: ${node.label} is ${node.value}, its formula gives ${own}`);
  }
}

test('over mixed regimes every figure of insolvency refolds from its leaves, or says why it has no value', () => {
  const seen = new Set<string>();
  fc.assert(
    fc.property(mixedBooks(), fc.integer({ min: 1, max: 95 }), (some, gap) => {
      const whole = { ...some, closes: { ...closes, ETH: closes.BTC } };
      const input = inputOf(whole, { gapFraction: gap / 100, delayDays: 1 / 24 });
      const scopes = everyScope(whole).filter(({ kind }) => kind === 'position');
      for (const scope of scopes)
        for (const id of ids) {
          const found = explainMeasure(input, id, scope);
          if (found === null) continue;
          if (found.measure.value === null) expect(found.measure.reason, `${id} of ${scopeText(scope)}`).not.toBeNull();
          else {
            checkTree(found);
            seen.add(id);
          }
        }
    }),
    { numRuns: 60 },
  );
  expect([...seen].toSorted()).toEqual([...ids].toSorted());
});

const rules: LiquidationRules = {
  venue: 'binance-usdm',
  validFrom: '2026-09-01',
  source: 'invented for the test',
  origin: 'stated',
  trigger: 'at-or-below',
  method: 'market',
  sizing: { kind: 'whole' },
  feeRate: 0.01,
  feeRates: {},
  backstopShare: null,
  bearers: ['insurance-fund'],
};

function explainedOf(id: (typeof ids)[number], quantity: number, delayDays = 1): Explained {
  const held = position({ symbol: bitcoin, quantity, entry: 50_000, mark: 50_000, tiers: tiers([0, 0.05, 0]) });
  const some = book([account([held], [balance('USDT', 10_000)], { liquidationRules: rules })], closes);
  const scope = parseScope(`position:one/${bitcoin}/${quantity < 0 ? 'short' : 'long'}`) as Scope;
  const found = explainMeasure(inputOf(some, { gapFraction: 0.3, delayDays }), id, scope);
  if (found === null) throw new Error(`there is no ${id}`);
  checkTree(found);
  return found;
}

test('the debt after a jump of 30 %: 10,000 less 15,000 less the fee of 1 %, down to the day of the rules and the tier', () => {
  const { measure, tree } = explainedOf('shortfall', 1);
  expect(measure.value).toBeCloseTo(5_350, 6);
  const nodes = tree === null ? [] : nodesOf(tree);
  expect(nodes.find(({ symbol }) => symbol === 'gap')).toMatchObject({ value: 0.3, source: 'as you chose' });
  expect(nodes.find(({ label }) => label === 'Liquidation fee rate')).toMatchObject({
    value: 0.01,
    asOf: '2026-09-01',
  });
  const { tree: left } = explainedOf('equityAfterLiquidation', 1);
  const tierRows =
    left === null ? [] : nodesOf(left).filter(({ value, formula }) => value === 0.05 && formula === null);
  expect(tierRows[0]).toMatchObject({ asOf: '2026-09-01' });
});

test('buffer, distance and expected debt of a long by hand', () => {
  const liquidation = 40_000 / 0.95;
  expect(explainedOf('bufferFraction', 1).measure.value).toBeCloseTo(0.05, 12);
  expect(explainedOf('bufferMoney', 1).measure.value).toBeCloseTo(0.05 * liquidation, 6);
  expect(explainedOf('distanceToInsolvency', 1).measure.value).toBeCloseTo(-0.2, 12);
  expect(explainedOf('distanceToInsolvencySigma', 1).measure.value).toBeCloseTo(-Math.log(0.8) / Math.log(1.04), 9);
  expect(explainedOf('expectedDebt', 1).measure.value).toBeGreaterThan(0);
  expect(explainedOf('expectedDebt', 1, 0).measure.value).toBe(0);
  expect(explainedOf('expectedDebt', -1).measure.value).toBeGreaterThan(0);
});

test('a position that has won nothing is in no order of auto-deleveraging', () => {
  const held = position({ symbol: bitcoin, quantity: 1, entry: 50_000, mark: 50_000, tiers: tiers([0, 0.05, 0]) });
  const some = book([account([held], [balance('USDT', 10_000)])]);
  const found = explainMeasure(inputOf(some), 'adlScore', parseScope(`position:one/${bitcoin}/long`) as Scope);
  expect(found?.measure).toMatchObject({ status: 'not-applicable', value: null });
});
