import { expect, test } from 'vitest';
import type { LiquidationRules } from '../../../shared/book/venue-rules.ts';
import { known, missing } from '../../../shared/measures/outcome.ts';
import { assessPool, type AssessedPool } from '../assessment/assessed-pool.ts';
import { defaultThresholds } from '../assessment/assessment.ts';
import { account, balance, book, position, tiers } from '../fixtures/build-book.ts';
import { compileBook } from '../margin/compile-pools.ts';
import { adlCandidates, adlRanks } from './adl-candidates.ts';
import { hedges } from './hedges.ts';

type Bearer = LiquidationRules['bearers'][number];

const flat = tiers([0, 0.05, 0]);

function held(symbol: string, quantity: number, entry: number, more = {}) {
  return position({ symbol, quantity, entry, mark: 50_000, tiers: flat, more });
}

function poolsOf(...accounts: Parameters<typeof account>[]): readonly AssessedPool[] {
  return compileBook(book(accounts.map((one) => account(...one)))).map((table) =>
    assessPool(table, () => known(0.04), defaultThresholds),
  );
}

const bitcoin = 'BTC/USDT:USDT';
const short = held(bitcoin, -1, 40_000);

test('a long won on one venue, a short on another: closed, the short stands naked, and called where it was called before', () => {
  const pools = poolsOf(
    [[held(bitcoin, 2, 40_000)], [balance('USDT', 20_000)], { name: 'Won' }],
    [[short], [balance('USDT', 20_000)], { name: 'Lost', venue: 'bybit' }],
  );
  const candidates = adlCandidates(pools);
  expect(candidates.map(({ pool, unrealized, exposure }) => [pool.table.account, unrealized, exposure])).toEqual([
    ['Won', 20_000, 100_000],
  ]);
  const [one, ...more] = hedges(candidates, pools, () => known(50_000));
  expect(more).toEqual([]);
  // 100,000 of the long go: the short of 50,000 has nothing against it, and the book is net short by it.
  expect(one).toMatchObject({
    asset: 'BTC',
    naked: -50_000,
    netBefore: { value: 50_000 },
    netAfter: { value: -50_000 },
  });
  // 20,000 + 40,000 - P = 0.05 P.
  expect(one?.liquidationNow.status === 'value' && one.liquidationNow.value).toBeCloseTo(60_000 / 1.05, 6);
  expect(one?.liquidationAfter).toEqual(one?.liquidationNow);
});

test('both legs in one pool: what was won lies in it, but nothing is won any longer as the price goes on', () => {
  const pools = poolsOf([
    [held('BTC/USDT:USDT-261225', 1, 40_000), short],
    [balance('USDT', 20_000)],
    { name: 'Both' },
  ]);
  const [one] = hedges(adlCandidates(pools), pools, () => missing('An option stands beside it.', 'State its delta.'));
  expect(one).toMatchObject({ naked: -50_000, netAfter: { status: 'missing-data' } });
  // Now: 20,000 + 10,000 + 40,000 - P = 0.05 P + 2,500. Then 30,000 of wallet: 70,000 - P = 0.05 P.
  expect(one?.liquidationNow.status === 'value' && one.liquidationNow.value).toBeCloseTo(67_500 / 1.05, 6);
  expect(one?.liquidationAfter.status === 'value' && one.liquidationAfter.value).toBeCloseTo(70_000 / 1.05, 6);
});

test('Binance orders its own by profit x leverage; a losing position and one on the same side are in no hedge', () => {
  const ether = position({ symbol: 'ETH/USDT:USDT', quantity: 10, entry: 1_000, mark: 2_000, tiers: flat });
  const pools = poolsOf([[held(bitcoin, 1, 40_000), ether], [balance('USDT', 20_000)], { name: 'Won' }]);
  const ranks = adlRanks(adlCandidates(pools));
  // Equity 20,000 + 10,000 + 10,000. ETH: 100 % x 20,000 / 40,000; BTC: 25 % x 50,000 / 40,000.
  expect(ranks.map(({ candidate, score, order }) => [candidate.position.instrument.symbol, score, order])).toEqual([
    ['ETH/USDT:USDT', known(0.5), 1],
    [bitcoin, known(0.3125), 2],
  ]);
  expect(hedges(adlCandidates(pools), pools, () => known(0))).toEqual([]);
});

test('half a dollar of profit is in the queue, a position at its entry is not', () => {
  const wonBy = (entry: number) =>
    adlCandidates(poolsOf([[held(bitcoin, 1, entry)], [balance('USDT', 20_000)], { name: 'One' }])).map(
      ({ unrealized }) => unrealized,
    );
  expect(wonBy(49_999.5)).toEqual([0.5]);
  expect(wonBy(50_000)).toEqual([]);
});

test('a short in one asset is no hedge of a long in another', () => {
  const ether = position({ symbol: 'ETH/USDT:USDT', quantity: -10, entry: 2_500, mark: 2_000, tiers: flat });
  const pools = poolsOf([[held(bitcoin, 1, 40_000), ether], [balance('USDT', 20_000)], { name: 'One' }]);
  expect(adlCandidates(pools)).toHaveLength(2);
  expect(hedges(adlCandidates(pools), pools, () => known(0))).toEqual([]);
});

test('each venue by its own formula; where none can be cited the score is missing', () => {
  const won = held(bitcoin, 1, 40_000);
  const scoreAt = (venue: string | null, one = won) =>
    adlRanks(adlCandidates(poolsOf([[one], [balance('USDT', 20_000)], { venue, name: 'One' }])))[0]?.score;
  expect(scoreAt('binance-coinm')).toEqual(scoreAt('binance-usdm'));
  // Bybit: 25 % x 10 of leverage. BitMEX: 25 % x 50,000 / (50,000 - 20,000).
  expect(scoreAt('bybit')).toEqual(known(2.5));
  expect(scoreAt('bitmex')).toEqual(known(0.25 * (50 / 30)));
  expect(scoreAt('okx')).toMatchObject({ status: 'missing-data' });
  expect(scoreAt(null)).toMatchObject({ status: 'missing-data' });
  expect(scoreAt('bybit', held(bitcoin, 1, 40_000, { leverage: null }))).toMatchObject({
    status: 'missing-data',
    reason: 'The leverage of this position is not stated.',
  });
  // A long on more money than it could ever lose is never bankrupt: BitMEX has nothing to rank it by.
  const rich = poolsOf([[won], [balance('USDT', 50_000)], { venue: 'bitmex', name: 'One' }]);
  expect(adlRanks(adlCandidates(rich))[0]).toMatchObject({ score: { status: 'missing-data' }, order: null });
});

test('stocks are in nobody’s queue, nor contracts at a venue that socialises losses', () => {
  const rules = {
    venue: 'deribit',
    validFrom: '2026-09-01',
    source: 'invented for the test',
    origin: 'stated',
    trigger: 'at-or-below',
    method: 'market',
    sizing: { kind: 'whole' },
    feeRate: 0,
    feeRates: {},
    backstopShare: null,
    bearers: [],
  } as const;
  const candidatesUnder = (...bearers: readonly Bearer[]) =>
    adlCandidates(
      poolsOf([
        [held(bitcoin, 1, 40_000)],
        [balance('USDT', 20_000)],
        { venue: 'deribit', name: 'One', liquidationRules: { ...rules, bearers } },
      ]),
    );
  expect(candidatesUnder('insurance-fund', 'socialised')).toEqual([]);
  expect(candidatesUnder('broker')).toEqual([]);
  expect(candidatesUnder('insurance-fund', 'auto-deleveraging')).toHaveLength(1);
  // Who bears a debt is not known: it may be in the queue.
  expect(candidatesUnder()).toHaveLength(1);
  const stocks = poolsOf([[held('TSLA', 1, 40_000)], [balance('USD', 20_000)], { venue: null, name: 'One' }]);
  expect(adlCandidates(stocks)).toEqual([]);
});

test('a coin contract is scored in its coin: 0.2 BTC won on 1 BTC of entry, 0.8 BTC of value on 1.2 BTC of equity', () => {
  const coin = held('BTC/USD:BTC', 20_000, 40_000, { multiplier: 2 });
  const pools = poolsOf([[coin], [balance('BTC', 1, 50_000)], { venue: 'binance-coinm', name: 'Coin' }]);
  const [one] = adlRanks(adlCandidates(pools));
  expect(one?.candidate.unrealized).toBeCloseTo(10_000, 6);
  expect(one?.score.status === 'value' && one.score.value).toBeCloseTo((0.2 * 0.8) / 1.2, 9);
});
