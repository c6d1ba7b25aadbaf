import { expect, test } from 'vitest';
import { account, asOfMs, balance, position, tiers } from '../../fixtures/build-book.ts';
import { liquidationPrices } from '../../liquidation/liquidation-price.ts';
import { compileAccount } from '../compile-pools.ts';
import type { MarginTable } from '../margin-table.ts';
import { poolFigures } from '../pool-figures.ts';

const flat = { origin: 'flat-rate' } as const;
const regulationT = (rate: number) => [{ floor: 0, cap: null, maintenanceRate: rate, deduction: 0, maxLeverage: 2 }];

/** 100 shares sold short at a price, 10,000 dollars of cash with the proceeds. */
function shortAt(price: number, more: { readonly symbol?: string; readonly origin?: 'imported' } = {}): MarginTable {
  const one = position({
    symbol: 'ACME',
    quantity: -100,
    entry: price,
    mark: price,
    tiers: regulationT(0.3),
    table: more.origin === undefined ? flat : { origin: more.origin },
    more: { leverage: null },
  });
  const held = account([one], [balance('USD', 10_000)], { venue: 'interactive-brokers' });
  return compileAccount(held, asOfMs)[0] as MarginTable;
}

// FINRA 4210(c): below 5 dollars the greater of 2.50 a share or 100 %, else the greater of 5 a share or 30 %.
test.each([
  [1, 250],
  [2.5, 250],
  [3, 300],
  [4.99, 499],
  [5, 500],
  [10, 500],
  [16, 500],
  [20, 600],
])('100 shares sold short at %d dollars ask for %d', (price, expected) => {
  expect(poolFigures(shortAt(price)).maintenance).toMatchObject({ value: expect.closeTo(expected, 9) });
});

// By hand: 2.50 a share; all of it; 5 a share; 30 % is less than the half that Regulation T asks.
test.each([
  [2, 250],
  [4, 400],
  [9, 500],
  [20, 1_000],
])('opening 100 short at %d dollars never needs less than keeping them: %d', (price, expected) => {
  expect(poolFigures(shortAt(price)).initial).toMatchObject({ value: expect.closeTo(expected, 9) });
});

test('the rule by the share as tiers over the value of 100 shares: 250, 500 and 1,666.67 dollars', () => {
  const rows = shortAt(3).legs[0]?.segments.map(({ tier }) => [
    tier.floor,
    tier.cap,
    tier.maintenanceRate,
    tier.deduction,
  ]);
  const third = expect.closeTo(5_000 / 3, 9);
  expect(rows).toEqual([
    [0, 250, 0, -250],
    [250, 500, 1, 0],
    [500, third, 0, -500],
    [third, null, 0.3, 0],
  ]);
});

test('a stock opens at half of its value (Regulation T), and what the broker asks for himself goes before the least of FINRA', () => {
  expect(poolFigures(shortAt(20)).initial).toMatchObject({ value: 1_000 });
  // 30 % of 300 dollars, by the table that the trader imported.
  expect(poolFigures(shortAt(3, { origin: 'imported' })).maintenance).toMatchObject({ value: expect.closeTo(90, 9) });
});

test('the price that calls a cheap short is solved through the rule by the share', () => {
  const table = shortAt(3);
  const [one] = table.positions;
  // 10,000 of cash less 100 P is 30 % of 100 P: P = 100 / 1.3.
  expect(liquidationPrices(table, one as never).upper).toMatchObject({ value: expect.closeTo(100 / 1.3, 9) });
});

test('a stock in another currency and a stock held keep their flat rate; a future opens by the leverage set', () => {
  const german = position({
    symbol: 'ACME',
    quantity: -100,
    entry: 3,
    mark: 3,
    tiers: regulationT(0.3),
    table: flat,
  });
  const euro = { ...german, instrument: { ...german.instrument, quoteAsset: 'EUR', settleAsset: 'EUR' } };
  const held = position({ symbol: 'HELD', quantity: 100, entry: 3, mark: 3, tiers: regulationT(0.25), table: flat });
  const future = position({ symbol: '/ESZ6', quantity: 1, entry: 6_000, mark: 6_000, tiers: tiers([0, 0.05, 0]) });
  const [cross] = compileAccount(
    account([euro, held, future], [balance('USD', -100), balance('EUR', 900)], { venue: 'tastytrade' }),
    asOfMs,
  ) as [MarginTable];
  expect(cross.legs.map(({ segments }) => segments.map(({ rate }) => rate))).toEqual([[0.3], [0.25], [0.05]]);
  expect(cross.legs[2]?.initial).toMatchObject({ value: 30_000 });
});

test('an option held long has no loan value: it asks for all that it is worth, to open and to keep', () => {
  const call = position({ symbol: 'ACME261218C00050000', quantity: 1, entry: 5, mark: 6, tiers: tiers([0, 0.05, 0]) });
  const [cross] = compileAccount(account([call], [balance('USD', -100)], { venue: 'tastytrade' }), asOfMs) as [
    MarginTable,
  ];
  expect(poolFigures(cross)).toMatchObject({ initial: { value: 600 }, maintenance: { value: 600 } });
});
