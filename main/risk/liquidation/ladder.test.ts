import { expect, test } from 'vitest';
import { account, asOfMs, balance, position, tiers } from '../fixtures/build-book.ts';
import { compileAccount } from '../margin/compile-pools.ts';
import { shockLadder, type Ladder } from './ladder.ts';

const oneTier = tiers([0, 0.05, 0]);

function ladderOf(asset: string, from: number, to: number, step: number, beta: 0 | 1 = 1): Ladder {
  const long = position({ symbol: 'ETH/USDT:USDT', quantity: 10, entry: 1_000, mark: 1_000, tiers: oneTier });
  const short = position({ symbol: 'BTC/USDC:USDC', quantity: -1, entry: 10_000, mark: 10_000, tiers: oneTier });
  const tables = compileAccount(account([long, short], [balance('USDT', 2_000), balance('USDC', 3_500)]), asOfMs);
  return shockLadder(tables, { asset, from, to, step, beta }, () => true);
}

test('rungs run from end to end on round shocks, with exactly 0 among them, and never below a price of 0', () => {
  expect([...ladderOf('ETH', -0.3, 0.3, 0.1).shocks]).toEqual([-0.3, -0.2, -0.1, 0, 0.1, 0.2, 0.3]);
  expect([...ladderOf('ETH', -2, -0.5, 0.5).shocks]).toEqual([-1, -0.5]);
});

test('a pool passes from safe to liquidated to bankrupt; equity is not floored', () => {
  // Equity 2,000 + 10,000 s, maintenance 500 (1 + s).
  const lane = ladderOf('ETH', -0.3, 0, 0.05, 0).lanes[0];
  expect(lane?.states).toEqual(['bankrupt', 'bankrupt', 'liquidated', 'safe', 'safe', 'safe', 'safe']);
  expect(lane?.equity?.[0]).toBeCloseTo(-1_000, 8);
  expect(lane?.maintenance?.[0]).toBeCloseTo(350, 8);
  expect(lane?.notional?.[0]).toBeCloseTo(7_000, 8);
  expect(lane?.down).toBeCloseTo(-1_500 / 9_500, 12);
});

test('equity that just equals maintenance is liquidated', () => {
  const exact = position({
    symbol: 'ETH/USDT:USDT',
    quantity: 8,
    entry: 1_000,
    mark: 1_000,
    tiers: tiers([0, 0.25, 0]),
  });
  const [table] = compileAccount(account([exact], [balance('USDT', 2_000)]), asOfMs);
  const ladder = shockLadder(
    [table as NonNullable<typeof table>],
    { asset: 'ETH', from: 0, to: 0, step: 1, beta: 1 },
    () => true,
  );
  expect(ladder.lanes[0]).toMatchObject({ states: ['liquidated'], down: 0, up: 0 });
  expect(ladder.order.down).toEqual([{ account: 'one', pool: 'cross', shockFraction: 0 }]);
});

test('the others move alike with beta 1 and stand still with beta 0', () => {
  const still = ladderOf('ETH', -0.5, 0.5, 0.5, 0);
  const alike = ladderOf('ETH', -0.5, 0.5, 0.5, 1);
  expect([...(still.lanes[1]?.equity ?? [])]).toEqual([3_500, 3_500, 3_500]);
  expect([...(alike.lanes[1]?.equity ?? [])]).toEqual([8_500, 3_500, -1_500]);
  expect(still.order.up).toEqual([]);
  // 3,500 - 10,000 s meets 500 (1 + s).
  expect(alike.order.up).toMatchObject([{ pool: 'cross USDC' }]);
  expect(alike.order.up[0]?.shockFraction).toBeCloseTo(3_000 / 10_500, 12);
});

test('coins held as collateral fall with their contracts', () => {
  const long = position({ symbol: 'BTC/USD:BTC', quantity: 50_000, entry: 50_000, mark: 50_000, tiers: oneTier });
  const [table] = compileAccount(account([long], [balance('BTC', 1, 50_000)], { venue: 'bybit' }), asOfMs);
  const ladder = shockLadder(
    [table as NonNullable<typeof table>],
    { asset: 'BTC', from: -1, to: 0, step: 0.5, beta: 1 },
    () => true,
  );
  // In USD: 1 coin at 50,000 (1 + s) and a profit of 50,000 s; the maintenance of 50,000 USD stays 2,500.
  expect([...(ladder.lanes[0]?.equity ?? [])]).toEqual([-50_000, 0, 50_000]);
  expect([...(ladder.lanes[0]?.maintenance ?? [])]).toEqual([2_500, 2_500, 2_500]);
  expect(ladder.order.down[0]?.shockFraction).toBeCloseTo(-47_500 / 100_000, 12);
});
