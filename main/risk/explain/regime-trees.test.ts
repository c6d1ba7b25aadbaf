import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { CollateralTable, LiquidationRules } from '../../../shared/book/venue-rules.ts';
import type { ValuedBook, ValuedPosition } from '../../../shared/book/valued-book.ts';
import type { ExplainNode } from '../../../shared/contract/risk.ts';
import { evaluateFormula } from '../../../shared/measures/evaluate-formula.ts';
import type { MeasureId } from '../../../shared/measures/measure.ts';
import { known } from '../../../shared/measures/outcome.ts';
import { parseScope, type Scope } from '../../../shared/measures/scope.ts';
import { assess } from '../assessment/assess.ts';
import { assetBetas } from '../assessment/asset-betas.ts';
import { accountOf, assessPool } from '../assessment/assessed-pool.ts';
import { defaultAxis, defaultThresholds } from '../assessment/assessment.ts';
import { marginMeasures, nearestShocks, positionMeasures } from '../assessment/margin-results.ts';
import { account, asOfMs, balance, book, position, swingingCloses, tiers } from '../fixtures/build-book.ts';
import { mixedBooks } from '../fixtures/mixed-book.ts';
import { amountsIn, amountsUnder, nodesOf, refoldsTo } from '../fixtures/refolds-to.ts';
import { shockLadder, type LadderAxis } from '../liquidation/ladder.ts';
import { compileBook } from '../margin/compile-pools.ts';
import type { JointRequirement, MarginTable } from '../margin/margin-table.ts';
import { explainMeasure, refolded } from './explain.ts';
import { explainInput, shockedInput, type ExplainInput } from './explain-input.ts';
import { bookSources } from './sources.ts';

/**
 * How many times further than its mark a price lies, at least 1: there a coin contract is worth so much less than at the mark that
 * the rounding of what stands beside it moves the price by so much more.
 */
function farness({ book: { accounts } }: ExplainInput, scope: string, value: number, unit: string): number {
  if (unit !== 'price') return 1;
  const positions = accounts.flatMap((one) => one.positions);
  const own = positions.find(({ instrument }) => scope.includes(`/${instrument.symbol}/`));
  const mark = own?.mark.status === 'value' ? own.mark.value.price : value;
  return Math.max(1, value / mark, mark / value);
}

/** Every figure of the book refolds from its leaves, and every node from its children; how many trees there were. */
function checkAll(input: ExplainInput): number {
  let trees = 0;
  for (const { id, scope, value, unit } of input.assessment.measures) {
    if (value === null) continue;
    const tree = explainMeasure(input, id as MeasureId, parseScope(scope) as Scope)?.tree;
    if (tree == null) throw new Error(`${id} of ${scope} is ${value} and has no tree`);
    const digits = Math.abs(refolded(tree) - value) / farness(input, scope, value, unit);
    if (!refoldsTo(value + digits, value, amountsUnder(tree, unit)))
      throw new Error(`${id} of ${scope} is ${value}, its tree says ${refolded(tree)}`);
    for (const node of nodesOf(tree)) {
      if (node.formula === null) {
        if (node.source === null) throw new Error(`${id}: ${node.label} has no source`);
        continue;
      }
      const own = evaluateFormula(node.formula, new Map(node.children.map((child) => [child.symbol, child.value])));
      const apart =
        Math.abs(own - node.value) / (node.unit === tree.unit ? farness(input, scope, node.value, unit) : 1);
      if (!refoldsTo(node.value + apart, node.value, amountsIn(node)))
        throw new Error(`${id}: ${node.label} is ${node.value}, its formula gives ${own}`);
    }
    trees += 1;
  }
  return trees;
}

function treeOf(input: ExplainInput, id: MeasureId, scope: string): ExplainNode {
  const tree = explainMeasure(input, id, parseScope(scope) as Scope)?.tree;
  if (tree == null) throw new Error(`${id} of ${scope} has no tree`);
  return tree;
}

const firstDay = Math.floor(asOfMs / 86_400_000) - 100;
const closes = {
  BTC: { ...swingingCloses(100, 0.02), firstDay },
  ETH: { ...swingingCloses(100, 1.02 ** 2 - 1), firstDay },
};

const haircuts: readonly CollateralTable[] = [
  {
    venue: 'bybit',
    asset: 'BTC',
    validFrom: '2026-08-01',
    source: 'ratios invented for the test',
    origin: 'imported',
    tiers: [
      { floor: 0, ratio: 0.95 },
      { floor: 2, ratio: 0.9 },
      { floor: 10, ratio: 0 },
    ],
  },
  {
    venue: 'bybit',
    asset: 'ETH',
    validFrom: '2026-08-01',
    source: 'ratios invented for the test',
    origin: 'imported',
    tiers: [{ floor: 0, ratio: 0.8 }],
  },
];

const strict: LiquidationRules = {
  venue: 'bybit',
  validFrom: '2026-08-01',
  source: 'rules invented for the test',
  origin: 'imported',
  trigger: 'below',
  method: 'market',
  sizing: { kind: 'whole' },
  feeRate: null,
  feeRates: {},
  backstopShare: null,
  bearers: [],
};

const linearTiers = tiers([0, 0.01, 0], [100_000, 0.03, 2_000], [400_000, 0.1, 0]).map((tier, place) => ({
  ...tier,
  maxLeverage: [50, 20, 5][place] as number,
}));

function contract(symbol: string, quantity: number, mark: number, entry: number, leverage = 10): ValuedPosition {
  return position({ symbol, quantity, entry, mark, tiers: linearTiers, more: { leverage } });
}

/** Contracts in cash over coins that count in part, isolated positions beside them. */
const haircutBooks = fc
  .record({
    btc: fc.integer({ min: 1, max: 140 }),
    eth: fc.integer({ min: 0, max: 50 }),
    usdt: fc.integer({ min: -30_000, max: 60_000 }),
    sizes: fc.tuple(fc.integer({ min: -80, max: 80 }), fc.integer({ min: -80, max: 80 })),
    entry: fc.integer({ min: 90, max: 110 }),
    leverage: fc.integer({ min: 2, max: 60 }),
    isStrict: fc.boolean(),
  })
  .map(({ btc, eth, usdt, sizes: [first, second], entry, leverage, isStrict }): ValuedBook => {
    const held = [
      ...(first === 0 ? [] : [contract('BTC/USDT:USDT', first / 10, 60_000, 600 * entry, leverage)]),
      ...(second === 0 ? [] : [contract('ETH/USDT:USDT', second, 2_500, 25 * entry, leverage)]),
      position({ symbol: 'BTC/USD:BTC', quantity: 3_000, entry: 61_000, mark: 60_000, tiers: tiers([0, 0.005, 0]) }),
    ];
    const wallets = [balance('USDT', usdt), balance('BTC', btc / 10, 60_000), balance('ETH', eth, 2_500)];
    const one = account(held, wallets, {
      venue: 'bybit',
      collateralTables: haircuts,
      liquidationRules: isStrict ? strict : null,
    });
    return book([one], closes);
  });

const axes = [
  { ...defaultAxis, asset: 'BTC' },
  { ...defaultAxis, asset: 'ETH', beta: 0 },
  { ...defaultAxis, asset: 'BTC', beta: 'estimated' },
] as const;

test('with coins that count in part every figure refolds, at the marks and at a rung, along every axis', () => {
  let trees = 0;
  fc.assert(
    fc.property(haircutBooks, fc.constantFrom(...axes), (some, axis) => {
      trees += checkAll(explainInput(some, assess(some, { axis, thresholds: defaultThresholds }), [], bookSources));
      trees += checkAll(shockedInput(some, { asset: 'BTC', fraction: -0.07, beta: 1 }, bookSources));
    }),
    { numRuns: 30 },
  );
  expect(trees).toBeGreaterThan(1_000);
});

test('with accounts of every regime every figure refolds', () => {
  fc.assert(
    fc.property(mixedBooks(), (some) => {
      expect(checkAll(explainInput(some, assess(some), [], bookSources))).toBeGreaterThan(0);
    }),
    { numRuns: 10 },
  );
});

test('the haircut leads down to the rows of the table of the venue with their date', () => {
  // 4 BTC at 50,000: 2 count for 95 %, 2 for 90 %: 3.7 of 4, so 0.3 x 50,000 do not count. ETH owed counts in full.
  const some = book([
    account(
      [position({ symbol: 'BTC/USDT:USDT', quantity: 1, entry: 50_000, mark: 50_000, tiers: tiers([0, 0.01, 0]) })],
      [balance('BTC', 4, 50_000), balance('ETH', -2, 2_000), balance('USDT', 0)],
      { venue: 'bybit', collateralTables: haircuts },
    ),
  ]);
  const input = explainInput(some, assess(some), [], bookSources);
  const tree = treeOf(input, 'collateralHaircut', 'pool:one/cross');
  expect(tree.value).toBeCloseTo(15_000, 8);
  const rows = nodesOf(tree).filter(({ symbol }) => symbol === 'ratio');
  expect(rows.map(({ value, source, asOf }) => [value, source, asOf])).toEqual([
    [0.95, 'ratios invented for the test; from 0 BTC on', '2026-08-01'],
    [0.9, 'ratios invented for the test; from 2 BTC on', '2026-08-01'],
  ]);
  // 200,000 - 4,000 of equity, 15,000 less of it count, maintenance 500, initial 5,000.
  const ratio = treeOf(input, 'marginRatio', 'pool:one/cross');
  expect(ratio.formula).toBe('maintenance / (equity - haircut)');
  expect(ratio.value).toBeCloseTo(500 / 181_000, 12);
  expect(treeOf(input, 'buffer', 'account:one').value).toBeCloseTo(180_500, 8);
  expect(treeOf(input, 'freeMargin', 'book').value).toBeCloseTo(176_000, 8);
  expect(checkAll(input)).toBeGreaterThan(20);
});

test('a loan asks for itself: its rate stands with the table of the lender', () => {
  const lender = { ...haircuts[0], venue: 'spot-margin', asset: 'USDT', owedMaintenanceRate: 0.1 } as CollateralTable;
  // 2 BTC at 50,000 against 60,000 owed: called when assets are 1.1 debts, at 33,000 a coin.
  const some = book([
    account([], [balance('BTC', 2, 50_000), balance('USDT', -60_000)], {
      venue: 'spot-margin',
      collateralTables: [lender],
    }),
  ]);
  const input = explainInput(some, assess(some), [], bookSources);
  const tree = treeOf(input, 'maintenanceMargin', 'pool:one/cross');
  expect(tree.value).toBeCloseTo(6_000, 9);
  expect(nodesOf(tree).find(({ symbol }) => symbol === 'askedRate')).toMatchObject({ value: 0.1, asOf: '2026-08-01' });
  expect(treeOf(input, 'nearestShock', 'pool:one/cross').value).toBeCloseTo(-0.34, 12);
  expect(checkAll(input)).toBeGreaterThan(10);
});

const growing = { growth: { maintenance: 0.00005, initial: 0.00005 } } as const;

/** Inverse contracts whose rates grow with the size, and a linear one beside them in the same coin. */
const growingBooks = fc
  .record({
    contracts: fc.integer({ min: -400, max: 400 }).filter((one) => one !== 0),
    entry: fc.integer({ min: 90, max: 110 }),
    btc: fc.integer({ min: 1, max: 90 }),
    future: fc.integer({ min: -100, max: 100 }),
  })
  .map(({ contracts, entry, btc, future }): ValuedBook => {
    const table = [{ floor: 0, cap: null, maintenanceRate: 0.01, deduction: 0, maxLeverage: 50 }];
    const of = (symbol: string, quantity: number): ValuedPosition =>
      position({
        symbol,
        quantity,
        entry: 600 * entry,
        mark: 60_000,
        tiers: table,
        table: growing,
        settleRate: 60_000,
      });
    const held = [
      of('BTC/USD:BTC', contracts * 10_000),
      ...(future === 0 ? [] : [of('BTC/USD:BTC-261225', future * 10_000)]),
    ];
    return book([account(held, [balance('BTC', btc, 60_000)], { venue: 'deribit' })], closes);
  });

test('where rates grow with the size every figure refolds, liquidation prices and shocks too', () => {
  const seen = new Set<string>();
  fc.assert(
    fc.property(growingBooks, fc.constantFrom(...axes), (some, axis) => {
      const assessment = assess(some, { axis, thresholds: defaultThresholds });
      checkAll(explainInput(some, assessment, [], bookSources));
      checkAll(shockedInput(some, { asset: 'BTC', fraction: 0.04, beta: 1 }, bookSources));
      for (const { id, value } of assessment.measures) if (value !== null) seen.add(id);
    }),
    { numRuns: 40 },
  );
  for (const id of ['liquidationPrice.lower', 'liquidationPrice.upper', 'nearestShock', 'initialMargin'])
    expect(seen).toContain(id);
});

test('initial margin says whether the leverage set or the largest of the venue decides', () => {
  const initialTree = (leverage: number): ExplainNode => {
    const some = book([account([contract('BTC/USDT:USDT', 2, 60_000, 60_000, leverage)], [balance('USDT', 50_000)])]);
    const scope = 'position:one/BTC/USDT:USDT/long';
    return treeOf(explainInput(some, assess(some), [], bookSources), 'initialMargin', scope);
  };
  // A notional of 120,000 lies in the tier of at most 20.
  expect(initialTree(10)).toMatchObject({ value: 12_000, formula: 'notional * max(1 / leverage, 1 / maxLeverage)' });
  expect(initialTree(10).why).toContain('within what the venue allows');
  expect(initialTree(40).value).toBe(6_000);
  expect(initialTree(40).why).toContain('its largest decides');
});

/** A book whose first cross pool needs something together, as assessed from the tables themselves. */
function withJoint(some: ValuedBook, joint: readonly JointRequirement[], axis: LadderAxis): ExplainInput {
  const tables = compileBook(some).map((table): MarginTable => (table.kind === 'cross' ? { ...table, joint } : table));
  const whole = assess(some, { axis, thresholds: defaultThresholds });
  const sigma = known(0.03);
  const pools = tables.map((table) => assessPool(table, () => sigma, defaultThresholds));
  const betaOf = assetBetas(some, axis.asset);
  const ladder = shockLadder(
    tables,
    axis,
    () => true,
    (asset) => {
      const beta = betaOf(asset);
      return beta.status === 'value' ? known(beta.value.beta) : beta;
    },
  );
  const measures = [
    ...marginMeasures([accountOf('one', pools)]),
    ...pools.flatMap(positionMeasures).filter(({ id }) => id !== 'distanceSigma'),
    ...nearestShocks(ladder, pools),
  ];
  return { ...explainInput(some, { ...whole, measures, ladder }, [], bookSources), tables };
}

const joints = fc
  .array(
    fc.record({
      asset: fc.constantFrom('BTC', 'ETH', null),
      lines: fc.array(
        fc.record({
          constant: fc.integer({ min: -20_000, max: 8_000 }),
          slope: fc.integer({ min: -30_000, max: 30_000 }),
        }),
        { minLength: 1, maxLength: 3 },
      ),
    }),
    { minLength: 1, maxLength: 2 },
  )
  .map((all): readonly JointRequirement[] =>
    all.map((one, place) => ({ ...one, label: `scenarios ${place + 1}`, positions: [], initial: known(1_000) })),
  );

test('what positions need together refolds: the worst of its cases, at the marks and where the pool goes', () => {
  const seen = new Set<string>();
  fc.assert(
    fc.property(fc.oneof(haircutBooks, growingBooks), joints, fc.constantFrom(...axes), (some, joint, axis) => {
      const input = withJoint(some, joint, axis);
      checkAll(input);
      for (const { id, value } of input.assessment.measures) if (value !== null) seen.add(id);
    }),
    { numRuns: 60 },
  );
  expect(seen).toContain('liquidationPrice.lower');
  expect(seen).toContain('nearestShock');
});

test('the worst case is named, and what each case asks', () => {
  const some = book([
    account(
      [position({ symbol: 'BTC/USDT:USDT', quantity: 1, entry: 100, mark: 100, tiers: tiers([0, 0.01, 0]) })],
      [balance('USDT', 300)],
    ),
  ]);
  const joint: JointRequirement = {
    label: 'price array',
    asset: 'BTC',
    lines: [
      { constant: -50, slope: 70 },
      { constant: 80, slope: -40 },
    ],
    positions: [],
    initial: known(60),
  };
  const input = withJoint(some, [joint], { ...axes[0], beta: 1 });
  const tree = treeOf(input, 'maintenanceMargin', 'pool:one/cross');
  // 1 of the contract; the cases ask for 20 and for 40.
  expect(tree.value).toBe(41);
  expect(nodesOf(tree).find(({ symbol }) => symbol === 'joint1')).toMatchObject({
    value: 40,
    formula: 'max(0, max(line))',
    why: 'The worst is case 2 of price array; less than nothing is not asked.',
  });
  expect(treeOf(input, 'initialMargin', 'pool:one/cross').value).toBe(70);
});
