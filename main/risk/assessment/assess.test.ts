import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { ValuedBook } from '../../../shared/book/valued-book.ts';
import { missing } from '../../../shared/measures/outcome.ts';
import { flatRateTable } from '../../venues/flat-rate-tiers.ts';
import { assess } from './assess.ts';
import { defaultAxis, defaultThresholds, findMeasure, type Assessment } from './assessment.ts';
import { account, balance, book, position, swingingCloses, tiers } from '../fixtures/build-book.ts';
import { books } from '../fixtures/random-book.ts';

function value(assessment: Assessment, id: string, scope: string): number {
  const found = findMeasure(assessment, id, scope);
  if (found === null || found.value === null) throw new Error(`${id} of ${scope}: ${found?.status ?? 'absent'}`);
  return found.value;
}

const oneTier = tiers([0, 0.01, 0]);

/** Two accounts: 2 BTC long and 10 ETH short on Binance with 20,000; 100,000 USD of an inverse short on Bybit with 2 BTC. */
const two: ValuedBook = book(
  [
    account(
      [
        position({ symbol: 'BTC/USDT:USDT', quantity: 2, entry: 48_000, mark: 50_000, tiers: oneTier }),
        position({
          symbol: 'ETH/USDT:USDT',
          quantity: -10,
          entry: 2_000,
          mark: 2_100,
          tiers: oneTier,
          more: { leverage: 5 },
        }),
      ],
      [balance('USDT', 20_000), balance('BNB', 3, 600)],
      { name: 'futures' },
    ),
    account(
      [position({ symbol: 'BTC/USD:BTC', quantity: -100_000, entry: 50_000, mark: 50_000, tiers: oneTier })],
      [balance('BTC', 2, 50_000)],
      { name: 'coin', venue: 'bybit' },
    ),
  ],
  { BTC: swingingCloses(120, 0.03), ETH: swingingCloses(120, 0.04) },
);

test('exposure, leverage and what one per cent does, by asset, account, venue and for the whole', () => {
  const risk = assess(two);
  // Binance: 100,000 BTC long, 21,000 ETH short, 1,800 BNB; Bybit: 100,000 BTC short, 100,000 BTC held.
  expect(value(risk, 'grossExposure', 'book')).toBeCloseTo(322_800, 6);
  expect(value(risk, 'netExposure', 'book')).toBeCloseTo(100_000 - 21_000 + 1_800, 6);
  expect(value(risk, 'longExposure', 'account:futures')).toBeCloseTo(101_800, 6);
  expect(value(risk, 'shortExposure', 'venue:bybit')).toBeCloseTo(-100_000, 6);
  expect(value(risk, 'netExposure', 'asset:BTC')).toBeCloseTo(100_000, 6);
  // Equity: 20,000 + 4,000 - 1,000, and 100,000.
  expect(value(risk, 'equity', 'pool:futures/cross')).toBeCloseTo(23_000, 6);
  expect(value(risk, 'equity', 'book')).toBeCloseTo(123_000, 6);
  expect(value(risk, 'effectiveLeverage', 'pool:futures/cross')).toBeCloseTo(121_000 / 23_000, 9);
  expect(value(risk, 'effectiveLeverage', 'account:coin')).toBeCloseTo(2, 9);
  // 1 % of BTC: 2 coins x 500; the inverse short is worth -100,000 USD in coins, its 2 coins hedge it: 0.
  expect(value(risk, 'onePercentMove', 'asset:BTC')).toBeCloseTo(1_000, 6);
  expect(value(risk, 'onePercentMove', 'asset:ETH')).toBeCloseTo(-210, 6);
  const shares = [300_000, 21_000, 1_800].map((gross) => gross / 322_800);
  expect(value(risk, 'herfindahl', 'book')).toBeCloseTo(
    shares.reduce((sum, share) => sum + share * share, 0),
    12,
  );
  expect(value(risk, 'exposureShare', 'asset:ETH')).toBeCloseTo(shares[1] as number, 12);
});

test('margins per pool and their sums', () => {
  const risk = assess(two);
  expect(value(risk, 'initialMargin', 'pool:futures/cross')).toBeCloseTo(100_000 / 10 + 21_000 / 5, 6);
  expect(value(risk, 'maintenanceMargin', 'pool:futures/cross')).toBeCloseTo(1_210, 6);
  expect(value(risk, 'marginRatio', 'pool:futures/cross')).toBeCloseTo(1_210 / 23_000, 12);
  expect(value(risk, 'freeMargin', 'account:futures')).toBeCloseTo(23_000 - 14_200, 6);
  expect(value(risk, 'buffer', 'book')).toBeCloseTo(123_000 - 2_210, 6);
  expect(risk.accounts.map((one) => one.pools.map((pool) => `${pool.pool} ${pool.kind}`))).toEqual([
    ['cross cross', 'spot spot'],
    ['cross cross'],
  ]);
  expect(findMeasure(risk, 'equity', 'pool:coin/cross')?.flags).toEqual(['collateral-ratio-unknown']);
});

test('distance to liquidation in fractions and daily sigmas', () => {
  const risk = assess(two);
  const scope = 'position:futures/BTC/USDT:USDT/long';
  // P = (20,000 - 1,000 - 210 - 96,000) / (2 (0.01 - 1)).
  const expected = (20_000 - 1_000 - 210 - 96_000) / (2 * (0.01 - 1));
  expect(value(risk, 'liquidationPrice.lower', scope)).toBeCloseTo(expected, 7);
  expect(value(risk, 'distanceFraction', scope)).toBeCloseTo(expected / 50_000 - 1, 10);
  expect(value(risk, 'distanceSigma', scope)).toBeCloseTo(Math.abs(Math.log(expected / 50_000)) / Math.log(1.03), 8);
  expect(value(risk, 'bankruptcyPrice', scope)).toBeCloseTo((96_000 - 19_000) / 2, 7);
});

test('the ladder moves the largest net exposure by default and knows what goes first', () => {
  const risk = assess(two);
  expect(risk.ladder?.axis).toEqual({ asset: 'BTC', from: -0.5, to: 0.5, step: 0.005, beta: 1 });
  expect(risk.ladder?.shocks).toHaveLength(201);
  const [first] = risk.ladder?.order.down ?? [];
  // With ETH alike: equity 23,000 + 79,000 s meets 1,210 (1 + s).
  expect(first).toMatchObject({ account: 'futures', pool: 'cross' });
  expect(first?.shockFraction).toBeCloseTo(-(23_000 - 1_210) / (79_000 - 1_210), 12);
  expect(value(risk, 'nearestShock', 'pool:futures/cross')).toBe(first?.shockFraction);
  const alone = assess(two, { axis: { ...defaultAxis, beta: 0 }, thresholds: defaultThresholds });
  expect(alone.ladder?.order.down[0]?.shockFraction).toBeCloseTo(-(23_000 - 1_210) / (100_000 - 1_000), 12);
  const middle = risk.ladder?.shocks.indexOf(0) as number;
  expect(risk.ladder?.bookEquity?.[middle]).toBeCloseTo(value(risk, 'equity', 'book'), 6);
});

test('an unknown wallet is missing, with the way to mend it, and never 0', () => {
  const [futures] = two.accounts;
  const risk = assess(book([{ ...(futures as (typeof two.accounts)[number]), balances: [] }]));
  const equity = findMeasure(risk, 'equity', 'pool:futures/cross');
  expect(equity).toMatchObject({ status: 'missing-data', value: null });
  expect(equity?.mend).toContain('State the wallet');
  expect(risk.accounts[0]).toMatchObject({ state: 'unknown', equity: null });
  expect(findMeasure(risk, 'liquidationPrice.lower', 'position:futures/BTC/USDT:USDT/long')?.status).toBe(
    'missing-data',
  );
  expect(value(risk, 'maintenanceMargin', 'pool:futures/cross')).toBeCloseTo(1_210, 6);
  expect(risk.ladder?.lanes[0]?.states.every((state) => state === 'missing-data')).toBe(true);
  expect(risk.ladder?.order.down).toEqual([]);
});

test('an incomplete history makes its pool missing and leaves other pools their figures', () => {
  const gap = missing('the history of BTC begins with a closing fill', 'State the opening position.');
  const broken: ValuedBook = {
    ...two,
    accounts: two.accounts.map((one, index) =>
      index === 0
        ? {
            ...one,
            positions: one.positions.map((held, at) =>
              at === 0 ? { ...held, incomplete: gap, quantity: 0, entryPrice: 0 } : held,
            ),
          }
        : one,
    ),
  };
  const risk = assess(broken);
  for (const [id, scope] of [
    ['equity', 'account:futures'],
    ['grossExposure', 'book'],
    ['maintenanceMargin', 'pool:futures/cross'],
    ['onePercentMove', 'asset:BTC'],
    ['netExposure', 'asset:BTC'],
  ] as const)
    expect(findMeasure(risk, id, scope)).toMatchObject({ status: 'missing-data', reason: gap.reason, mend: gap.mend });
  expect(value(risk, 'equity', 'account:coin')).toBeCloseTo(100_000, 6);
  expect(value(risk, 'onePercentMove', 'asset:ETH')).toBeCloseTo(-210, 6);
  expect(risk.accounts.map((one) => one.state)).toEqual(['unknown', 'safe']);
  expect(risk.positions[0]).toMatchObject({ quantity: null, exposure: null });
  expect(risk.notes.some((note) => note.kind === 'excluded' && note.text.includes('closing fill'))).toBe(true);
});

test('without a stated leverage only the initial margin is missing', () => {
  const silent = position({
    symbol: 'BTC/USDT:USDT',
    quantity: 1,
    entry: 50_000,
    mark: 50_000,
    tiers: oneTier,
    more: { leverage: null },
  });
  const risk = assess(book([account([silent], [balance('USDT', 20_000)])]));
  expect(findMeasure(risk, 'initialMargin', 'book')).toMatchObject({
    status: 'missing-data',
    mend: 'State the leverage of BTC/USDT:USDT.',
  });
  expect(findMeasure(risk, 'freeMargin', 'pool:one/cross')?.status).toBe('missing-data');
  expect(value(risk, 'maintenanceMargin', 'book')).toBe(500);
});

test('isolated margin comes out of the wallet: stated, assumed from the leverage, or missing', () => {
  const isolated = (more: object) =>
    position({
      symbol: 'ETH/USDT:USDT',
      quantity: 10,
      entry: 2_000,
      mark: 2_000,
      tiers: oneTier,
      more: { marginMode: 'isolated', ...more },
    });
  const stated = assess(book([account([isolated({ isolatedMargin: 3_000 })], [balance('USDT', 5_000)])]));
  expect(value(stated, 'equity', 'pool:one/isolated ETH/USDT:USDT')).toBe(3_000);
  expect(value(stated, 'equity', 'pool:one/cross')).toBe(2_000);
  expect(value(stated, 'equity', 'account:one')).toBe(5_000);
  const assumed = assess(book([account([isolated({ leverage: 10 })], [balance('USDT', 5_000)])]));
  expect(findMeasure(assumed, 'equity', 'pool:one/isolated ETH/USDT:USDT')).toMatchObject({
    value: 2_000,
    flags: ['isolated-margin-assumed'],
  });
  const unknown = assess(book([account([isolated({ leverage: null })], [balance('USDT', 5_000)])]));
  expect(findMeasure(unknown, 'equity', 'pool:one/isolated ETH/USDT:USDT')?.mend).toContain('isolated margin');
  expect(findMeasure(unknown, 'equity', 'pool:one/cross')?.status).toBe('missing-data');
});

test('two settlement assets make two cross pools on Binance', () => {
  const usdc = position({ symbol: 'ETH/USDC:USDC', quantity: 1, entry: 2_000, mark: 2_000, tiers: oneTier });
  const usdt = position({ symbol: 'ETH/USDT:USDT', quantity: 1, entry: 2_000, mark: 2_000, tiers: oneTier });
  const risk = assess(book([account([usdt, usdc], [balance('USDT', 900), balance('USDC', 700)])]));
  expect(value(risk, 'equity', 'pool:one/cross USDT')).toBe(900);
  expect(value(risk, 'equity', 'pool:one/cross USDC')).toBe(700);
});

test('figures on a flat rate, an old table, an unknown venue or a stale mark say so', () => {
  const flat = position({ symbol: 'BTC/USDT:USDT', quantity: 1, entry: 50_000, mark: 50_000, tiers: oneTier });
  const held = { ...flat, tierTable: flatRateTable('', flat.instrument.symbol) };
  const risk = assess(book([account([held], [balance('USDT', 20_000)], { venue: null })]));
  expect(findMeasure(risk, 'maintenanceMargin', 'pool:one/cross')).toMatchObject({
    value: 2_500,
    flags: ['flat-rate-tiers', 'venue-rules-unknown'],
  });
  expect(findMeasure(risk, 'liquidationPrice.lower', 'position:one/BTC/USDT:USDT/long')?.flags).toContain(
    'flat-rate-tiers',
  );
  const old = position({
    symbol: 'BTC/USDT:USDT',
    quantity: 1,
    entry: 50_000,
    mark: 50_000,
    tiers: oneTier,
    table: { validFrom: '2026-07-02' },
  });
  const ninety = { ...old, tierTable: { ...old.tierTable, validFrom: '2026-07-03' } };
  const flagsOf = (one: typeof old) =>
    findMeasure(assess(book([account([one], [balance('USDT', 9_000)])])), 'marginRatio', 'pool:one/cross')?.flags;
  expect(flagsOf(old)).toEqual(['tier-table-old']);
  expect(flagsOf(ninety)).toEqual([]);
});

test('danger, watch, safe and unknown follow the margin ratio and the daily sigmas', () => {
  const stateAt = (wallet: number, swing: number | null): string | undefined => {
    const one = position({
      symbol: 'BTC/USDT:USDT',
      quantity: 1,
      entry: 10_000,
      mark: 10_000,
      tiers: tiers([0, 0.05, 0]),
    });
    const closes = swing === null ? {} : { BTC: swingingCloses(100, swing) };
    return assess(book([account([one], [balance('USDT', wallet)])], closes)).accounts[0]?.state;
  };
  // Maintenance 500. Liquidation at (10,000 - wallet) / 0.95.
  expect(stateAt(600, 0.001)).toBe('danger');
  expect(stateAt(625, 0.001)).toBe('danger');
  expect(stateAt(900, 0.001)).toBe('watch');
  expect(stateAt(3_000, 0.001)).toBe('safe');
  expect(stateAt(3_000, 0.2)).toBe('watch');
  expect(stateAt(3_000, 0.5)).toBe('danger');
  expect(stateAt(3_000, null)).toBe('unknown');
  expect(stateAt(600, null)).toBe('danger');
  expect(stateAt(400, null)).toBe('danger');
  expect(stateAt(20_000, null)).toBe('safe');
});

test('what is missing never makes a pool safe', () => {
  fc.assert(
    fc.property(books(), fc.nat(), fc.constantFrom('mark', 'wallet', 'history', 'closes'), (some, pick, what) => {
      const gap = missing('taken away', 'give it back');
      const worse: ValuedBook = {
        ...some,
        accounts: some.accounts.map((one) => ({
          ...one,
          balances: what === 'wallet' ? one.balances.map((held) => ({ ...held, amount: gap })) : one.balances,
          positions: one.positions.map((held, index) =>
            index !== pick % one.positions.length || what === 'closes' || what === 'wallet'
              ? held
              : what === 'mark'
                ? { ...held, mark: gap }
                : { ...held, incomplete: gap },
          ),
        })),
      };
      const risk = assess(worse);
      for (const one of risk.accounts)
        for (const pool of one.pools)
          if ((pool.equity === null || pool.maintenanceMargin === null) && pool.kind !== 'spot') {
            const held = risk.positions.some((row) => row.account === one.account && row.pool === pool.pool);
            if (held) expect(['unknown', 'danger']).toContain(pool.state);
          }
      expect(risk.measures.every((one) => one.value === null || Number.isFinite(one.value))).toBe(true);
      expect(
        risk.measures.every((one) => one.status !== 'missing-data' || (one.reason !== null && one.mend !== null)),
      ).toBe(true);
    }),
    { numRuns: 40 },
  );
});

test('an empty book is assessed without a figure made up', () => {
  const risk = assess(book([]));
  expect(risk.ladder).toBeNull();
  expect(value(risk, 'equity', 'book')).toBe(0);
  expect(findMeasure(risk, 'effectiveLeverage', 'book')?.status).toBe('not-applicable');
  expect(findMeasure(risk, 'herfindahl', 'book')?.status).toBe('not-applicable');
});

test('one per cent of the coin moves an inverse position by the coins it was entered with', () => {
  // 100,000 USD short from 40,000 are 2.5 coins owed against 100,000 USD: a rise of 1 % from 50,000 costs 2.5 x 500.
  const short = position({ symbol: 'BTC/USD:BTC', quantity: -100_000, entry: 40_000, mark: 50_000, tiers: oneTier });
  const risk = assess(book([account([short], [balance('BTC', 1, 50_000)], { venue: 'bybit' })]));
  expect(value(risk, 'equity', 'pool:one/cross')).toBeCloseTo(50_000 - 125_000 + 100_000, 6);
  expect(value(risk, 'onePercentMove', 'asset:BTC')).toBeCloseTo(500 - 1_250, 8);
});
