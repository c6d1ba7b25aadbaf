import { expect, test } from 'vitest';
import type { ValuedAccount, ValuedPosition } from '../../../shared/book/valued-book.ts';
import { missing } from '../../../shared/measures/outcome.ts';
import { account, balance, book, markOf, position, swingingCloses, tiers } from '../fixtures/build-book.ts';
import { assess } from './assess.ts';
import { defaultAxis, defaultThresholds, findMeasure, type Assessment } from './assessment.ts';

const oneTier = tiers([0, 0.01, 0]);

function held(symbol: string, quantity: number, mark: number, more: Partial<ValuedPosition> = {}): ValuedPosition {
  return position({ symbol, quantity, entry: mark, mark, tiers: oneTier, more });
}

const figure = (risk: Assessment, id: string, scope: string) => findMeasure(risk, id, scope);
const alongBtc = { axis: { ...defaultAxis, asset: 'BTC', beta: 0 }, thresholds: defaultThresholds } as const;

/** Binance with 3 BNB beside its margin, and Bybit, where coins are collateral. */
const futures: ValuedAccount = account(
  [held('BTC/USDT:USDT', 2, 50_000), held('ETH/USDT:USDT', -10, 2_100)],
  [balance('USDT', 20_000), balance('BNB', 3, 600)],
  { name: 'futures' },
);
const coin: ValuedAccount = account([held('BTC/USD:BTC', -100_000, 50_000)], [balance('BTC', 2, 50_000)], {
  name: 'coin',
  venue: 'bybit',
});

test('each account has its own figures, and each pool; what needs no margin has no margin ratio', () => {
  const { accounts, positions } = assess(book([futures, coin]));
  // 100,000 + 21,000 on 20,000, maintenance 1,210; 200,000 on 100,000, maintenance 1,000.
  expect(accounts).toMatchObject([
    { account: 'futures', equity: 20_000, effectiveLeverage: 6.05, marginRatio: 0.0605 },
    { account: 'coin', equity: 100_000, effectiveLeverage: 2, marginRatio: 0.01 },
  ]);
  expect(accounts[0]?.pools).toMatchObject([
    { pool: 'cross', equity: 20_000, maintenanceMargin: 1_210, marginRatio: 0.0605 },
    { pool: 'spot', equity: 1_800, marginRatio: null, state: 'safe' },
  ]);
  expect(positions.map(({ exposure, entryPrice }) => [exposure, entryPrice])).toEqual([
    [100_000, 50_000],
    [-21_000, 2_100],
    [-100_000, 50_000],
  ]);
});

test('a leverage beside which spot lies says so, one that counts all does not', () => {
  const risk = assess(book([futures, coin]));
  expect(figure(risk, 'effectiveLeverage', 'account:futures')?.flags).toContain('spot-not-counted');
  expect(figure(risk, 'effectiveLeverage', 'pool:futures/cross')?.flags).not.toContain('spot-not-counted');
  expect(figure(risk, 'effectiveLeverage', 'account:coin')?.flags).not.toContain('spot-not-counted');
});

test('the maintenance of a position is that of its tier at the mark', () => {
  const risk = assess(book([futures, coin]));
  expect(figure(risk, 'maintenanceMargin', 'position:futures/BTC/USDT:USDT/long')?.value).toBe(1_000);
  expect(figure(risk, 'maintenanceMargin', 'position:coin/BTC/USD:BTC/short')?.value).toBeCloseTo(1_000, 9);
});

test('a share of the whole exposure: of cents too, of nothing none, and none while the whole is not known', () => {
  const shares = (...positions: readonly ValuedPosition[]) =>
    assess(book([account(positions, [balance('USDT', 100)])])).exposures.map(({ share }) => share);
  expect(shares(held('BTC/USDT:USDT', 1, 0.3), held('ETH/USDT:USDT', -1, 0.1))).toEqual([
    expect.closeTo(0.75, 12),
    expect.closeTo(0.25, 12),
  ]);
  expect(shares(held('BTC/USDT:USDT', 0, 100))).toEqual([null]);
  const gap = missing('no mark', 'Give a price.');
  expect(shares(held('BTC/USDT:USDT', 1, 0.3), held('ETH/USDT:USDT', 1, 1, { mark: gap }))).toEqual([null, null]);
});

test('initial margin rests on marks, leverage and rules, not on tiers: only their flags are its own', () => {
  const flat = position({
    symbol: 'BTC/USDT:USDT',
    quantity: 1,
    entry: 100,
    mark: 100,
    tiers: oneTier,
    table: { origin: 'flat-rate' },
    more: { mark: markOf(100, { stale: true }) },
  });
  const risk = assess(book([account([flat], [balance('USDT', 50)], { venue: null })]));
  expect(figure(risk, 'initialMargin', 'pool:one/cross')?.flags).toEqual(['mark-stale', 'venue-rules-unknown']);
  expect(figure(risk, 'maintenanceMargin', 'pool:one/cross')?.flags).toContain('flat-rate-tiers');
});

test('the nearest shock is the smaller one of both sides', () => {
  // 11 long, 10 short at 1,000; 0.4 % up to 12,000 of notional, 12 % less 1,392 above. Down 1,000 (x - 1) + W = 84 x; up
  // W + 1,000 (x - 1) = 2,520 x - 2,784.
  const rows = tiers([0, 0.004, 0], [12_000, 0.12, 1_392]);
  const leg = (quantity: number) =>
    position({
      symbol: 'BTC/USDT:USDT',
      quantity,
      entry: 1_000,
      mark: 1_000,
      tiers: rows,
      more: { leg: quantity > 0 ? 'long' : 'short' },
    });
  const nearest = (wallet: number) => {
    const risk = assess(book([account([leg(11), leg(-10)], [balance('USDT', wallet)])]), alongBtc);
    return figure(risk, 'nearestShock', 'pool:one/cross')?.value;
  };
  // With 800 it goes at 200 / 916 of the price or at 1.7 times it; with 100 at 900 / 916 or at 1,884 / 1,520.
  expect(nearest(800)).toBeCloseTo(0.7, 12);
  expect(nearest(100)).toBeCloseTo(900 / 916 - 1, 12);
});

test('what no price liquidates has no nearest shock and is safe: no positions, or all paid in full', () => {
  const owing = account([], [balance('USDT', -5)], { name: 'owing' });
  const share = position({ symbol: 'ACME', quantity: 1, entry: 50, mark: 60, tiers: oneTier });
  const paid = account([share], [balance('USD', 10)], { name: 'paid', venue: 'interactive-brokers' });
  const risk = assess(book([owing, paid, futures]), alongBtc);
  expect(risk.accounts.map(({ state }) => state)).toEqual(['safe', 'safe', 'unknown']);
  expect(figure(risk, 'nearestShock', 'pool:owing/cross')).toBeNull();
  expect(figure(risk, 'nearestShock', 'pool:paid/spot')).toBeNull();
  // 20,000 + 100,000 (x - 1) = 1,000 x + 210.
  expect(figure(risk, 'nearestShock', 'pool:futures/cross')?.value).toBeCloseTo(80_210 / 99_000 - 1, 12);
});

test('the axis is the largest net exposure, of equal ones the first by name, one that is not known the last', () => {
  const axisOf = (...positions: readonly ValuedPosition[]) =>
    assess(book([account(positions, [balance('USDT', 500)])])).ladder?.axis.asset;
  const sol = held('SOL/USDT:USDT', 0.1, 1);
  const eth = held('ETH/USDT:USDT', -1, 100);
  const btc = held('BTC/USDT:USDT', 1, 100);
  const unknown = held('AVAX/USDT:USDT', 1, 100, { mark: missing('no mark', 'Give a price.') });
  expect(axisOf(sol, eth, btc)).toBe('BTC');
  expect(axisOf(btc, eth, sol)).toBe('BTC');
  expect(axisOf(sol, eth)).toBe('ETH');
  expect(axisOf(unknown, sol)).toBe('SOL');
  expect(axisOf(unknown)).toBe('AVAX');
});

test('a distance between three and four daily sigmas is safe', () => {
  // (10,000 - 3,000) / 0.95 = 7,368.42: |ln| 0.3054, 3.5 times ln 1.0912.
  const one = position({
    symbol: 'BTC/USDT:USDT',
    quantity: 1,
    entry: 10_000,
    mark: 10_000,
    tiers: tiers([0, 0.05, 0]),
  });
  const risk = assess(book([account([one], [balance('USDT', 3_000)])], { BTC: swingingCloses(100, 0.0912) }));
  expect(risk.accounts[0]?.state).toBe('safe');
});

test('an incomplete history has no entry either; an option has no exposure', () => {
  const incomplete = missing('the history begins with a closing fill', 'State the opening position.');
  const broken = held('BTC/USDT:USDT', 0, 100, { incomplete });
  const risk = assess(book([account([broken], [balance('USDT', 500)])]));
  expect(risk.positions[0]).toMatchObject({ quantity: null, entryPrice: null, exposure: null });
  const option = held('ACME261218C00050000', 3, 4);
  const broker = account([option], [balance('USD', 500)], { venue: 'interactive-brokers' });
  expect(assess(book([broker])).positions[0]).toMatchObject({ quantity: 3, entryPrice: 4, exposure: null });
});

test('a stock in euros counts with its value and its profit in dollars, an option with its strike', () => {
  // 10 shares from 40 to 44 euros of 1.25 dollars.
  const share = position({ symbol: 'ACME', quantity: 10, entry: 40, mark: 44, tiers: oneTier, settleRate: 1.25 });
  // 3 x 100 on a strike of 50 euros, from 2 to 4: worth 1,500 dollars, 750 of them gained.
  const strike = { price: 50, rate: markOf(1.25) };
  const call = position({
    symbol: 'OTHR261218C00050000',
    quantity: 3,
    entry: 2,
    mark: 4,
    tiers: oneTier,
    settleRate: 1.25,
    more: { strike },
  });
  const risk = assess(book([account([share, call], [balance('USD', 0)], { venue: 'interactive-brokers' })]));
  expect(risk.exposures).toMatchObject([
    { exposure: 550, marketValue: 550, unrealizedPnl: 50 },
    { exposure: null, marketValue: 1_500, strikeNotional: 18_750, unrealizedPnl: 750 },
  ]);
  expect(risk.accounts[0]).toMatchObject({ equity: 2_050 });
});
