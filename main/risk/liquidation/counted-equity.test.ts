import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { CollateralTable, LiquidationRules } from '../../../shared/book/venue-rules.ts';
import type { ValuedAccount } from '../../../shared/book/valued-book.ts';
import { known } from '../../../shared/measures/outcome.ts';
import { assessPool } from '../assessment/assessed-pool.ts';
import { defaultThresholds } from '../assessment/assessment.ts';
import { account, asOfMs, balance, position, tiers } from '../fixtures/build-book.ts';
import { compileAccount } from '../margin/compile-pools.ts';
import { isStrict, type MarginTable } from '../margin/margin-table.ts';
import { poolFigures } from '../margin/pool-figures.ts';
import { firstCrossing } from './first-crossing.ts';
import { firstPowerCrossing } from './first-power-crossing.ts';
import { shockLadder } from './ladder.ts';
import { liquidationPrices } from './liquidation-price.ts';
import { powerPath, powersOf } from './power-path.ts';
import { assetPath, poolPath } from './price-path.ts';

function crossOf(some: ValuedAccount): MarginTable {
  const table = compileAccount(some, asOfMs).find(({ kind }) => kind === 'cross');
  if (table === undefined) throw new Error('there is no cross pool');
  return table;
}

function haircutOn(asset: string, ratio: number): CollateralTable {
  return {
    venue: 'bybit',
    asset,
    validFrom: '2026-08-01',
    source: 'a ratio invented for the test',
    origin: 'imported',
    tiers: [{ floor: 0, ratio }],
  };
}

const below: LiquidationRules = {
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

const eth = position({ symbol: 'ETH/USDT:USDT', quantity: 10, entry: 100, mark: 100, tiers: tiers([0, 0.1, 0]) });

test('a long on coins that count for 80 %: the coins fall with it and count for less from the start', () => {
  // 5 ETH at 100 count 400. With y the price over the mark: 400 y + 1,000 y - 1,000 meets 100 y at y = 10 / 13.
  const pool = crossOf(
    account([eth], [balance('ETH', 5, 100), balance('USDT', 0)], {
      venue: 'bybit',
      collateralTables: [haircutOn('ETH', 0.8)],
    }),
  );
  expect(poolFigures(pool)).toMatchObject({ equity: known(500), maintenance: known(100) });
  const { lower, bankruptcy } = liquidationPrices(pool, eth);
  if (lower.status !== 'value' || bankruptcy.status !== 'value') throw new Error('no price');
  expect(lower.value).toBeCloseTo(1_000 / 13, 10);
  // Worth nothing at 1,500 y = 1,000: the trader still owns what does not count.
  expect(bankruptcy.value).toBeCloseTo(1_000 / 15, 10);
  const ladder = shockLadder([pool], { asset: 'ETH', from: -0.4, to: 0, step: 0.1, beta: 1 }, () => true);
  const lane = ladder.lanes[0];
  // At 0.6: equity 900 - 1,000 < 0; at 0.7: 1,050 - 1,000 = 50 less 70 of haircut; at 0.8: 200 - 80 over 80.
  expect(lane?.states).toEqual(['bankrupt', 'liquidated', 'safe', 'safe', 'safe']);
  expect([...(lane?.haircut ?? [])].map((one) => Math.round(one * 1e9) / 1e9)).toEqual([60, 70, 80, 90, 100]);
  expect(lane?.down).toBeCloseTo(10 / 13 - 1, 12);
  // By powers that are all 1 the answer is the same.
  const power = firstPowerCrossing(
    powerPath(
      pool,
      powersOf(() => 1),
    ),
    'below',
  );
  expect(power.kind === 'at' ? power.factor : Number.NaN).toBeCloseTo(10 / 13, 12);
});

test('a pool whose equity would do, but not what counts of it, is gone already', () => {
  // Equity 150 of coins that count for 60 %: 90 over a maintenance of 100. In full it would stand.
  const at = (ratio: number): MarginTable =>
    crossOf(
      account([eth], [balance('BTC', 1, 150), balance('USDT', 0)], {
        venue: 'bybit',
        collateralTables: [haircutOn('BTC', ratio)],
      }),
    );
  for (const [ratio, kind] of [
    [0.6, 'already'],
    [0.7, 'at'],
  ] as const) {
    expect(firstCrossing(poolPath(at(ratio), assetPath('ETH', 1)), 'below').kind).toBe(kind);
    expect(
      firstPowerCrossing(
        powerPath(
          at(ratio),
          powersOf(() => 1),
        ),
        'below',
      ).kind,
    ).toBe(kind);
  }
  const gone = assessPool(at(0.6), () => known(0.03), defaultThresholds);
  expect(gone.marginRatio).toEqual(known(100 / 90));
  expect(gone.state).toBe('danger');
  expect(gone.free).toEqual(known(90 - 100));
  expect(gone.buffer).toEqual(known(-10));
  // 100 over 105: 80 % and more is danger.
  expect(assessPool(at(0.7), () => known(0.03), defaultThresholds).state).toBe('danger');
  // What counts is nothing: no ratio, and danger whatever the positions ask.
  const nothing = assessPool(at(0), () => known(0.03), defaultThresholds);
  expect(nothing.marginRatio.status).toBe('not-applicable');
  expect(nothing.state).toBe('danger');
});

test('coins of another asset stand still with their haircut', () => {
  // 600 of BTC count 300; 300 - 1,000 + 1,000 y meets 100 y at y = 7 / 9.
  const pool = crossOf(
    account([eth], [balance('BTC', 1, 600), balance('USDT', 0)], {
      venue: 'bybit',
      collateralTables: [haircutOn('BTC', 0.5)],
    }),
  );
  const { lower } = liquidationPrices(pool, eth);
  expect(lower.status === 'value' ? lower.value : Number.NaN).toBeCloseTo(700 / 9, 10);
  const alone = firstCrossing(poolPath(pool, assetPath('ETH', 0)), 'below');
  expect(alone).toMatchObject({ kind: 'at', cause: 'root' });
  const still = firstPowerCrossing(
    powerPath(
      pool,
      powersOf((asset) => (asset === 'ETH' ? 1 : 0)),
    ),
    'below',
  );
  expect(still.kind === 'at' ? still.factor : Number.NaN).toBeCloseTo(7 / 9, 12);
});

/** Wallet for which equity at the mark is exactly maintenance, 100. */
function onTheEdge(rules: LiquidationRules | null, wallet: number): MarginTable {
  return crossOf(account([eth], [balance('USDT', wallet)], { venue: 'bybit', liquidationRules: rules }));
}

test('where the venue goes only below maintenance, equality is not gone yet; a hair below is', () => {
  const paths = (table: MarginTable) =>
    [
      firstCrossing(poolPath(table, assetPath('ETH', 1)), 'below'),
      firstPowerCrossing(
        powerPath(
          table,
          powersOf(() => 1),
        ),
        'below',
      ),
    ] as const;
  expect(isStrict(onTheEdge(below, 100))).toBe(true);
  expect(isStrict(onTheEdge({ ...below, trigger: 'at-or-below' }, 100))).toBe(false);
  expect(isStrict(onTheEdge(null, 100))).toBe(false);
  for (const { kind } of paths(onTheEdge(null, 100))) expect(kind).toBe('already');
  for (const found of paths(onTheEdge(below, 100))) {
    expect(found.kind).toBe('at');
    expect(found.kind === 'at' ? found.factor : Number.NaN).toBeCloseTo(1, 12);
  }
  for (const { kind } of paths(onTheEdge(below, 99.999_999))) expect(kind).toBe('already');
  const above = [
    firstCrossing(poolPath(onTheEdge(below, 100), assetPath('ETH', 1)), 'above'),
    firstPowerCrossing(
      powerPath(
        onTheEdge(below, 100),
        powersOf(() => 1),
      ),
      'above',
    ),
  ];
  for (const { kind } of above) expect(kind).toBe('none');
});

test('a rung at which equity is exactly maintenance is safe where the venue is strict, liquidated elsewhere', () => {
  const stateAt = (rules: LiquidationRules | null): string | undefined =>
    shockLadder([onTheEdge(rules, 100)], { asset: 'ETH', from: 0, to: 0, step: 1, beta: 1 }, () => true).lanes[0]
      ?.states[0];
  expect(stateAt(below)).toBe('safe');
  expect(stateAt(null)).toBe('liquidated');
});

test('a strict pool and one that is not go at the same price unless they stand on it', () => {
  fc.assert(
    fc.property(fc.integer({ min: 101, max: 2_000 }), (wallet) => {
      for (const side of ['below', 'above'] as const) {
        const [one, other] = [below, null].map((rules) =>
          firstCrossing(poolPath(onTheEdge(rules, wallet), assetPath('ETH', 1)), side),
        );
        expect(one).toEqual(other);
      }
    }),
  );
});

test('what positions need together moves with its asset: the worst case decides where the pool goes', () => {
  // 400 of wallet and the contract without margin of its own; below 0.9 the first case is the worst: 360 - 300 y.
  const free = position({ symbol: 'ETH/USDT:USDT', quantity: 10, entry: 100, mark: 100, tiers: tiers([0, 0, 0]) });
  const base = crossOf(account([free], [balance('USDT', 400)], { venue: 'bybit' }));
  const together = (asset: string | null): MarginTable => ({
    ...base,
    joint: [
      {
        label: 'scenario array',
        asset,
        lines: [
          { constant: 360, slope: -300 },
          { constant: -90, slope: 200 },
        ],
        positions: [],
        initial: known(120),
      },
    ],
  });
  expect(poolFigures(together('ETH'))).toMatchObject({ maintenance: known(110), initial: known(100 + 120) });
  // 400 - 1,000 + 1,000 y = 360 - 300 y at y = 960 / 1,300.
  const moved = liquidationPrices(together('ETH'), free);
  expect(moved.lower.status === 'value' ? moved.lower.value : Number.NaN).toBeCloseTo(96_000 / 1_300, 9);
  // Where no price moves it, it asks for 110 all the way: y = 0.71.
  for (const asset of ['BTC', null]) {
    const still = liquidationPrices(together(asset), free);
    expect(still.lower.status === 'value' ? still.lower.value : Number.NaN).toBeCloseTo(71, 9);
  }
  // Along ETH by its square root: 360 - 300 z with z = x^0.5, the same z.
  const power = firstPowerCrossing(
    powerPath(
      together('ETH'),
      powersOf(() => 0.5),
    ),
    'below',
  );
  expect(power.kind === 'at' ? power.factor : Number.NaN).toBeCloseTo((960 / 1_300) ** 2, 11);
  const ladder = shockLadder([together('ETH')], { asset: 'ETH', from: -0.3, to: 0.1, step: 0.1, beta: 1 }, () => true);
  const maintenance = [...(ladder.lanes[0]?.maintenance ?? [])];
  for (const [rung, value] of [150, 120, 90, 110, 130].entries()) expect(maintenance[rung]).toBeCloseTo(value, 9);
});

test('a loan asks for its share of what is owed, which stays when the coins fall', () => {
  const lender = { ...haircutOn('USDT', 1), venue: 'spot-margin', owedMaintenanceRate: 0.1 };
  // 2 BTC at 50,000 against 60,000: called at 66,000 of assets, a third and a hundredth lower.
  const pool = crossOf(
    account([], [balance('BTC', 2, 50_000), balance('USDT', -60_000)], {
      venue: 'spot-margin',
      collateralTables: [lender],
    }),
  );
  expect(poolFigures(pool)).toMatchObject({ equity: known(40_000), maintenance: known(6_000) });
  const found = firstCrossing(poolPath(pool, assetPath('BTC', 1)), 'below');
  expect(found.kind === 'at' ? found.factor : Number.NaN).toBeCloseTo(0.66, 12);
  const power = firstPowerCrossing(
    powerPath(
      pool,
      powersOf(() => 2),
    ),
    'below',
  );
  expect(power.kind === 'at' ? power.factor : Number.NaN).toBeCloseTo(Math.sqrt(0.66), 12);
});
