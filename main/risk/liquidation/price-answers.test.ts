import { expect, test } from 'vitest';
import { known, missing, type PriceOutcome } from '../../../shared/measures/outcome.ts';
import { account, asOfMs, balance, markOf, position, tiers } from '../fixtures/build-book.ts';
import { compileAccount } from '../margin/compile-pools.ts';
import type { MarginTable } from '../margin/margin-table.ts';
import { distanceInSigmas, liquidationPrices, nearestDistance, type LiquidationPrices } from './liquidation-price.ts';

const none: PriceOutcome = { status: 'none', reason: 'no price does it' };

function prices(lower: PriceOutcome, upper: PriceOutcome): LiquidationPrices {
  return { lower, upper, bankruptcy: none };
}

test('the nearer price counts, as a signed fraction of the mark', () => {
  expect(nearestDistance(prices(known(50), known(120)), markOf(100))).toMatchObject({ value: expect.closeTo(0.2, 12) });
  expect(nearestDistance(prices(known(90), known(180)), markOf(100))).toMatchObject({
    value: expect.closeTo(-0.1, 12),
  });
  // Equally far: the fall.
  expect(nearestDistance(prices(known(50), known(150)), markOf(100))).toEqual(known(-0.5));
});

test('one price is the nearest there is; without any, the reason of the lower one stands', () => {
  expect(nearestDistance(prices(known(50), none), markOf(100))).toEqual(known(-0.5));
  expect(nearestDistance(prices(none, known(150)), markOf(100))).toEqual(known(0.5));
  const already: PriceOutcome = { status: 'already-liquidatable', reason: 'gone' };
  expect(nearestDistance(prices(already, none), markOf(100))).toEqual(already);
});

test('distance in sigmas is the log distance over the daily sigma, positive on both sides', () => {
  // ln(0.5) = -0.6931..., over 2 % a day 34.66 days; ln(2) the same upwards.
  expect(distanceInSigmas(known(-0.5), known(0.02))).toMatchObject({ value: expect.closeTo(Math.LN2 / 0.02, 10) });
  expect(distanceInSigmas(known(1), known(0.02))).toMatchObject({ value: expect.closeTo(Math.LN2 / 0.02, 10) });
});

test('no distance and no sigma keep their reasons; a price that never moved has no distance in sigmas', () => {
  expect(distanceInSigmas(none, known(0.02))).toEqual(none);
  const gap = missing('too few closes', 'Import a longer history.');
  expect(distanceInSigmas(known(-0.5), gap)).toEqual(gap);
  expect(distanceInSigmas(known(-0.5), known(0))).toMatchObject({ status: 'not-applicable' });
});

const long = position({
  symbol: 'BTC/USDT:USDT',
  quantity: 2,
  entry: 30_000,
  mark: 31_000,
  tiers: tiers([0, 0.004, 0]),
});
const cross = (tables: readonly MarginTable[]): MarginTable => tables[0] as MarginTable;

test('a position fully paid for goes bankrupt at no price above 0', () => {
  const table = cross(compileAccount(account([long], [balance('USDT', 60_000)]), asOfMs));
  expect(liquidationPrices(table, long).bankruptcy).toMatchObject({
    status: 'none',
    reason: expect.stringMatching(/No price above 0/),
  });
});

test('a hedge of equal legs does not depend on the price, and has no bankruptcy price', () => {
  const both = [
    position({
      symbol: 'BTC/USDT:USDT',
      quantity: 2,
      entry: 100,
      mark: 100,
      tiers: tiers([0, 0.004, 0]),
      more: { leg: 'long' },
    }),
    position({
      symbol: 'BTC/USDT:USDT',
      quantity: -2,
      entry: 100,
      mark: 100,
      tiers: tiers([0, 0.004, 0]),
      more: { leg: 'short' },
    }),
  ];
  const table = cross(compileAccount(account(both, [balance('USDT', 50)]), asOfMs));
  expect(liquidationPrices(table, both[0] as typeof long).bankruptcy).toMatchObject({
    status: 'none',
    reason: 'The equity of the pool does not depend on this price.',
  });
});

test('bankruptcy needs no tiers but a wallet and a mark; each gap is named as it is', () => {
  const wallet = cross(compileAccount(account([long], []), asOfMs));
  expect(liquidationPrices(wallet, long).bankruptcy).toMatchObject({
    status: 'missing-data',
    reason: expect.stringMatching(/wallet/),
  });
  const gap = missing('no mark', 'Give a price.');
  const unmarked = { ...long, mark: gap };
  const table = cross(compileAccount(account([unmarked], [balance('USDT', 60_000)]), asOfMs));
  expect(liquidationPrices(table, unmarked)).toEqual({ lower: gap, upper: gap, bankruptcy: gap });
  const incomplete = missing('history', 'State the position.');
  const doubtful = { ...long, incomplete };
  expect(liquidationPrices(table, doubtful)).toEqual({ lower: incomplete, upper: incomplete, bankruptcy: incomplete });
});
