import { expect, test } from 'vitest';
import { account, asOfMs, balance, markOf, position, tiers } from '../fixtures/build-book.ts';
import { compileAccount } from '../margin/compile-pools.ts';
import type { MarginTable } from '../margin/margin-table.ts';
import { bybit } from '../margin/regimes/bybit.ts';
import { flatRate } from '../margin/regimes/flat-rate.ts';
import { liquidationPrices, nearestDistance } from './liquidation-price.ts';

function only(tables: readonly MarginTable[]): MarginTable {
  const [first] = tables;
  if (first === undefined) throw new Error('no pool');
  return first;
}

test('the worked example of Binance: two cross longs, each price with the other at its mark', () => {
  // Binance support article b3c689c1f50a44cabb3a84e663b81d93: BTC 26,316.89 and ETH 1,153.26.
  const btc = position({
    symbol: 'BTC/USDT:USDT',
    quantity: 109.488,
    entry: 32_481.98,
    mark: 31_967.27,
    tiers: tiers([0, 0.025, 16_300]),
  });
  const eth = position({
    symbol: 'ETH/USDT:USDT',
    quantity: 3_683.979,
    entry: 1_456.84,
    mark: 1_335.18,
    tiers: tiers([0, 0.1, 135_365]),
  });
  const table = only(compileAccount(account([btc, eth], [balance('USDT', 1_535_443.01)]), asOfMs));
  const ofBtc = liquidationPrices(table, btc);
  const ofEth = liquidationPrices(table, eth);
  expect(ofBtc.lower).toMatchObject({ status: 'value' });
  expect(ofBtc.lower.status === 'value' && ofBtc.lower.value).toBeCloseTo(26_316.89, 2);
  expect(ofEth.lower.status === 'value' && ofEth.lower.value).toBeCloseTo(1_153.26, 2);
  expect(ofBtc.upper).toMatchObject({ status: 'none' });
});

test('Bybit isolated keeps its maintenance on the entry value: 20,000 at 50x and 0.5 % goes at 19,700', () => {
  // Bybit help centre, Liquidation Price (USDT Contract).
  const long = position({
    symbol: 'BTC/USDT:USDT',
    quantity: 1,
    entry: 20_000,
    mark: 20_100,
    tiers: tiers([0, 0.005, 0]),
    more: { marginMode: 'isolated', leverage: 50 },
  });
  const tables = compileAccount(account([long], [balance('USDT', 5_000)], { venue: 'bybit' }), asOfMs);
  const isolated = tables.find((table) => table.kind === 'isolated') as MarginTable;
  expect(isolated.equityFlags).toContain('isolated-margin-assumed');
  expect(liquidationPrices(isolated, long).lower).toEqual({ status: 'value', value: 19_700 });
  expect(liquidationPrices(isolated, long).bankruptcy).toEqual({ status: 'value', value: 19_600 });
  const cross = tables.find((table) => table.kind === 'cross') as MarginTable;
  expect(cross.collateral).toMatchObject([{ amount: 5_000, posted: 400, value: 4_600 }]);
});

test('a hedge has two liquidation prices when the tiers grow dearer above', () => {
  // FACTS section 12: 11 long and 10 short at 1,000, wallet 100, 0.4 % below 20,000 notional and 12 % above, continuous.
  const rows = tiers([0, 0.004, 0], [20_000, 0.12, 20_000 * (0.12 - 0.004)]);
  const long = position({
    symbol: 'ETH/USDT:USDT',
    quantity: 11,
    entry: 1_000,
    mark: 1_000,
    tiers: rows,
    more: { leg: 'long' },
  });
  const short = position({
    symbol: 'ETH/USDT:USDT',
    quantity: -10,
    entry: 1_000,
    mark: 1_000,
    tiers: rows,
    more: { leg: 'short' },
  });
  const table = only(compileAccount(account([long, short], [balance('USDT', 100)]), asOfMs));
  const prices = liquidationPrices(table, long);
  expect(prices.lower.status === 'value' && prices.lower.value).toBeCloseTo(982.5, 0);
  expect(prices.upper.status === 'value' && prices.upper.value).toBeCloseTo(2_460.5, 0);
  expect(liquidationPrices(table, short)).toEqual(prices);
  expect(nearestDistance(prices, markOf(1_000))).toEqual({
    status: 'value',
    value: (prices.lower.status === 'value' ? prices.lower.value : 0) / 1_000 - 1,
  });
});

test('a short runs into a tier without deduction and goes at its edge', () => {
  // Whole-position tables jump: at 200,000 notional maintenance leaps from 2,000 to 20,000.
  const short = position({
    symbol: 'ETH/USDT:USDT',
    quantity: -100,
    entry: 1_900,
    mark: 1_900,
    tiers: tiers([0, 0.01, 0], [200_000, 0.1, 0]),
  });
  const table = only(compileAccount(account([short], [balance('USDT', 25_000)]), asOfMs));
  expect(liquidationPrices(table, short).upper).toEqual({ status: 'value', value: 2_000 });
});

test('a position fully paid for has no liquidation price, not one of 0', () => {
  const long = position({
    symbol: 'BTC/USDT:USDT',
    quantity: 2,
    entry: 30_000,
    mark: 31_000,
    tiers: tiers([0, 0.004, 0]),
  });
  const table = only(compileAccount(account([long], [balance('USDT', 60_000)]), asOfMs));
  expect(liquidationPrices(table, long)).toMatchObject({ lower: { status: 'none' }, upper: { status: 'none' } });
});

test('equity at maintenance already is said as such, on both sides', () => {
  const long = position({
    symbol: 'BTC/USDT:USDT',
    quantity: 1,
    entry: 50_000,
    mark: 40_000,
    tiers: tiers([0, 0.005, 0]),
  });
  const table = only(compileAccount(account([long], [balance('USDT', 10_200)]), asOfMs));
  expect(liquidationPrices(table, long)).toMatchObject({
    lower: { status: 'already-liquidatable' },
    upper: { status: 'already-liquidatable' },
    bankruptcy: { status: 'value', value: 39_800 },
  });
});

test('an inverse long falls with its own coin: contracts and collateral lose together', () => {
  // Binance COIN-M in Facts section 1 without deduction: P = N k (m + s) / (W + s N k / E), wallet 1 BTC, 100,000 USD at 50,000.
  const long = position({
    symbol: 'BTC/USD:BTC',
    quantity: 100_000,
    entry: 50_000,
    mark: 50_000,
    tiers: tiers([0, 0.005, 0]),
  });
  const table = only(compileAccount(account([long], [balance('BTC', 1, 50_000)], { venue: 'bybit' }), asOfMs));
  const { lower, upper, bankruptcy } = liquidationPrices(table, long);
  expect(lower.status === 'value' && lower.value).toBeCloseTo((100_000 * 1.005) / (1 + 2), 8);
  expect(bankruptcy.status === 'value' && bankruptcy.value).toBeCloseTo(100_000 / 3, 8);
  expect(upper).toMatchObject({ status: 'none' });
});

test('Bybit inverse isolated follows the page of 2026: Q (1 + m) / (Q / E + Q / (E L))', () => {
  const long = position({
    symbol: 'BTC/USD:BTC',
    quantity: 60_000,
    entry: 50_000,
    mark: 52_000,
    tiers: tiers([0, 0.005, 0]),
    more: { marginMode: 'isolated', leverage: 10 },
  });
  const [table] = compileAccount(account([long], [], { venue: 'bybit' }), asOfMs, bybit).filter(
    (one) => one.kind === 'isolated',
  );
  const { lower } = liquidationPrices(table as MarginTable, long);
  expect(lower.status === 'value' && lower.value).toBeCloseTo((60_000 * 1.005) / (1.2 + 0.12), 7);
});

test('a coin contract whose notional stands at the very floor of a tier is in that tier', () => {
  // 100,000 USD at 50,000 are 2 coins: the second tier asks for 60 % of them, 1.2 coins, and there is 1.
  const long = position({
    symbol: 'BTC/USD:BTC',
    quantity: 100_000,
    entry: 50_000,
    mark: 50_000,
    tiers: tiers([0, 0.01, 0], [2, 0.6, 0]),
  });
  const table = only(compileAccount(account([long], [balance('BTC', 1, 50_000)], { venue: 'bybit' }), asOfMs));
  expect(liquidationPrices(table, long).lower).toMatchObject({ status: 'already-liquidatable' });
  // With 1.3 coins it stands at the mark; a rise takes it out of the tier, a fall brings it down within.
  const richer = only(compileAccount(account([long], [balance('BTC', 1.3, 50_000)], { venue: 'bybit' }), asOfMs));
  const { lower } = liquidationPrices(richer, long);
  expect(lower.status === 'value' && lower.value).toBeCloseTo((100_000 * 1.6) / (1.3 + 2), 7);
});

test('a closing fee inside the maintenance brings the liquidation nearer', () => {
  // P = (E - W / q) / (1 - (m + f)) for a long: 10 and margin 2 with 1 % and a fee of 0.06 %.
  const long = position({
    symbol: 'ETH/USDT:USDT',
    quantity: 1,
    entry: 10,
    mark: 10,
    tiers: tiers([0, 0.01, 0]),
    more: { marginMode: 'isolated', isolatedMargin: 2 },
  });
  const regime = { ...flatRate, maintenance: () => ({ base: 'mark' as const, closingFeeRate: 0.0006 }) };
  const [table] = compileAccount(account([long], []), asOfMs, regime).filter((one) => one.kind === 'isolated');
  const { lower } = liquidationPrices(table as MarginTable, long);
  expect(lower.status === 'value' && lower.value).toBeCloseTo(8 / (1 - 0.0106), 10);
});
