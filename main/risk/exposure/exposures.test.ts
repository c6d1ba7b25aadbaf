import { expect, test } from 'vitest';
import type { ValuedBalance, ValuedPosition } from '../../../shared/book/valued-book.ts';
import { known, missing } from '../../../shared/measures/outcome.ts';
import { account, balance, book, position, tiers, type PositionSketch } from '../fixtures/build-book.ts';
import { exposuresOf, type Exposure } from './exposures.ts';
import { concentration, exposureSums } from './exposure-sums.ts';
import { positionTerms, signedNotional } from './position-terms.ts';
import { onePercentMove } from './one-percent-move.ts';
import { difference, overEquity, sumOf } from './sums.ts';

const gap = missing('no price', 'Give a price.');

function held(symbol: string, quantity: number, entry: number, mark: number, more: Partial<PositionSketch> = {}) {
  return position({ symbol, quantity, entry, mark, tiers: tiers([0, 0.01, 0]), ...more });
}

function exposures(positions: readonly ValuedPosition[], ...balances: readonly ValuedBalance[]): readonly Exposure[] {
  return exposuresOf(book([account(positions, balances)]));
}

const amounts = (all: readonly Exposure[]) => all.map((one) => (one.value.status === 'value' ? one.value.value : null));

test('a position is worth its quantity at the mark, signed; its profit is the way from the entry', () => {
  // 2 x 110 = 220, gained 20; -3 x 50 = -150, gained 3 x 10 = 30.
  const [long, short] = exposures([held('BTC/USDT:USDT', 2, 100, 110), held('ETH/USDT:USDT', -3, 60, 50)]);
  expect(long).toMatchObject({
    asset: 'BTC',
    side: 'long',
    quantity: 2,
    mark: 110,
    value: known(220),
    unrealizedPnl: known(20),
  });
  expect(short).toMatchObject({
    asset: 'ETH',
    side: 'short',
    quantity: -3,
    mark: 50,
    value: known(-150),
    unrealizedPnl: known(30),
  });
});

test('a multiplier counts, and so does the rate of the settlement asset', () => {
  // 5 contracts of 10 at 4, paid in a coin worth 3: 5 x 10 x 4 x 3 = 600; entry 3: 5 x 10 x 1 x 3 = 150 gained.
  const [one] = exposures([held('SOL/USDT:USDT', 5, 3, 4, { settleRate: 3, more: { multiplier: 10 } })]);
  expect(one).toMatchObject({ value: known(600), unrealizedPnl: known(150) });
});

test('a coin contract is worth its contracts, and its profit is coin', () => {
  // 1,000 USD at 100: 10 BTC of 100 each; from 80: 1000 (1/80 - 1/100) = 2.5 BTC = 250.
  const [long] = exposures([held('BTC/USD:BTC', 1_000, 80, 100)]);
  expect(long?.value).toEqual(known(1_000));
  expect(long?.unrealizedPnl).toMatchObject({ value: expect.closeTo(250, 9) });
  const [short] = exposures([held('BTC/USD:BTC', -1_000, 80, 100)]);
  expect(short?.value).toEqual(known(-1_000));
  expect(short?.unrealizedPnl).toMatchObject({ value: expect.closeTo(-250, 9) });
});

test('coins are exposures, cash and nothing are none', () => {
  const all = exposures(
    [],
    balance('BTC', 2, 100),
    balance('ETH', -3, 50),
    balance('USDT', 500),
    balance('BNB', 0, 600),
  );
  expect(all.map((one) => [one.asset, one.side, one.quantity, one.mark])).toEqual([
    ['BTC', 'long', 2, 100],
    ['ETH', 'short', -3, 50],
  ]);
  expect(amounts(all)).toEqual([200, -150]);
  const unknown: ValuedBalance = { ...balance('SOL', 1, 20), amount: gap };
  expect(exposures([], unknown)).toMatchObject([{ asset: 'SOL', side: 'long', quantity: null, mark: 20, value: gap }]);
  const unpriced: ValuedBalance = { ...balance('SOL', 1, 20), rate: gap };
  expect(exposures([], unpriced)).toMatchObject([{ quantity: 1, mark: null, value: gap, flags: [] }]);
});

test('what cannot be valued says why: history, mark, rate', () => {
  const btc = held('BTC/USDT:USDT', 2, 100, 110);
  const incomplete = missing('history', 'State the position.');
  expect(exposures([{ ...btc, incomplete }])).toMatchObject([
    { quantity: null, value: incomplete, unrealizedPnl: incomplete },
  ]);
  expect(exposures([{ ...btc, mark: gap }])).toMatchObject([{ quantity: 2, mark: null, value: gap, terms: null }]);
  expect(exposures([{ ...btc, settleRate: gap }])).toMatchObject([{ mark: 110, value: gap, terms: null }]);
});

test('stale marks are flagged on positions and coins', () => {
  const btc = held('BTC/USDT:USDT', 2, 100, 110);
  const stale = known({
    price: 110,
    asOfMs: btc.mark.status === 'value' ? btc.mark.value.asOfMs : 0,
    origin: 'mark',
    stale: true,
    via: null,
  }) as typeof btc.mark;
  const all = exposures([btc, { ...btc, mark: stale }], balance('BTC', 1, 110), {
    ...balance('ETH', 1, 110),
    rate: stale,
  });
  expect(all.map((one) => one.flags)).toEqual([[], ['mark-stale'], [], ['mark-stale']]);
});

test('gross, net, long and short of several', () => {
  const all = exposures([held('BTC/USDT:USDT', 2, 100, 110), held('ETH/USDT:USDT', -3, 60, 50)], balance('SOL', 1, 7));
  // 220 + 7 long, 150 short.
  expect(exposureSums(all)).toMatchObject({ gross: known(377), net: known(77), long: known(227), short: known(-150) });
  expect(exposureSums([...all, ...exposures([], { ...balance('BNB', 1, 1), rate: gap })]).gross).toMatchObject(gap);
  expect(exposureSums([])).toMatchObject({ gross: known(0), net: known(0), flags: [] });
});

test('one per cent of an asset moves what is held of it, what is paid in it, and nothing else', () => {
  // Linear 2 x 100: 1 % is 2, whatever the entry. Coin contract of 1,000 USD from 80, at 100: 1 % of coin adds
  // 1,000 / 80 x 100 x 1 % = 12.5 (its USD are a debt that stays). Coins 3 x 100: 3.
  const linear = held('BTC/USDT:USDT', 2, 90, 100);
  const inverse = held('BTC/USD:BTC', 1_000, 80, 100);
  const one = (...all: readonly Exposure[]) => {
    const move = onePercentMove(all, 'BTC');
    return move.status === 'value' ? move.value : move.reason;
  };
  expect(one(...exposures([linear]))).toBeCloseTo(2, 12);
  expect(one(...exposures([inverse]))).toBeCloseTo(12.5, 12);
  expect(one(...exposures([], balance('BTC', 3, 100)))).toBeCloseTo(3, 12);
  expect(one(...exposures([linear, inverse], balance('BTC', 3, 100)))).toBeCloseTo(17.5, 12);
  // Quoted in BTC: 10 ETH from 0.4 to 0.5 at 100 a coin. ETH moves 10 x 0.5 x 100 = 500 by 1 %; BTC moves the 400 paid.
  const cross = held('ETH/BTC:BTC', 10, 0.4, 0.5, { settleRate: 100 });
  expect(one(...exposures([cross]))).toBeCloseTo(-4, 12);
  expect(onePercentMove(exposures([cross]), 'ETH')).toMatchObject({ value: expect.closeTo(5, 12) });
  expect(onePercentMove(exposures([cross, linear]), 'SOL')).toEqual(known(0));
});

test('a gap counts only where the asset moves it', () => {
  const all = exposures([held('BTC/USDT:USDT', 2, 90, 100)], { ...balance('ETH', 1, 50), rate: gap });
  expect(onePercentMove(all, 'BTC')).toMatchObject({ value: expect.closeTo(2, 12) });
  expect(onePercentMove(all, 'ETH')).toEqual(gap);
});

test('concentration: shares of the gross and the sum of their squares', () => {
  // 300 and 100 of 400: 0.75 and 0.25; 0.5625 + 0.0625 = 0.625.
  const { shares, herfindahl } = concentration(
    new Map([
      ['BTC', known(300)],
      ['ETH', known(100)],
    ]),
    known(400),
  );
  expect([...shares]).toEqual([
    ['BTC', known(0.75)],
    ['ETH', known(0.25)],
  ]);
  expect(herfindahl).toEqual(known(0.625));
  expect(concentration(new Map([['BTC', gap]]), gap)).toEqual({ shares: new Map([['BTC', gap]]), herfindahl: gap });
  expect(concentration(new Map([['BTC', known(5)]]), gap).shares.get('BTC')).toEqual(gap);
  expect(concentration(new Map(), known(0)).herfindahl).toMatchObject({ status: 'not-applicable' });
});

test('sums, differences and ratios of what may be missing', () => {
  expect(sumOf([known(2), known(3)])).toEqual(known(5));
  expect(sumOf([known(2), gap])).toMatchObject({ status: 'missing-data', reason: 'no price' });
  expect(difference(known(5), known(3))).toEqual(known(2));
  expect(difference(gap, known(3))).toEqual(gap);
  expect(difference(known(5), gap)).toEqual(gap);
  expect(overEquity(known(6), known(3))).toEqual(known(2));
  expect(overEquity(known(6), known(0.5))).toEqual(known(12));
  expect(overEquity(known(6), known(0))).toMatchObject({ status: 'not-applicable' });
  expect(overEquity(gap, known(-1))).toMatchObject({ status: 'not-applicable' });
  expect(overEquity(gap, known(3))).toEqual(gap);
  expect(overEquity(known(6), gap)).toEqual(gap);
});

test('half a coin is long, and so is half a contract; no contract has no sign', () => {
  expect(exposures([], balance('BTC', 0.5, 100))).toMatchObject([{ side: 'long', value: known(50) }]);
  expect(exposures([held('BTC/USDT:USDT', 0.5, 100, 100)])).toMatchObject([{ side: 'long', value: known(50) }]);
  const none = held('BTC/USDT:USDT', 0, 100, 100);
  const terms = positionTerms(none);
  expect(terms.status === 'value' && signedNotional(none, terms.value)).toBe(0);
});

test('the notional at the entry is in the settlement asset, in coin for coin contracts', () => {
  expect(positionTerms(held('BTC/USDT:USDT', -3, 60, 50))).toMatchObject({
    value: { entryNotional: 180, settleNotional: 150 },
  });
  expect(positionTerms(held('BTC/USD:BTC', -1_000, 80, 100))).toMatchObject({
    value: { entryNotional: 12.5, settleNotional: 10 },
  });
});
