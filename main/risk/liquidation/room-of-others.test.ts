import { expect, test } from 'vitest';
import { account, asOfMs, balance, position, tiers } from '../fixtures/build-book.ts';
import { compileAccount } from '../margin/compile-pools.ts';
import type { MarginTable } from '../margin/margin-table.ts';
import { liquidationPrices } from './liquidation-price.ts';

/**
 * 1,000 BTC bought at 100 (0.5 % maintenance) and 7,960 ETH at 10 (5 %) on one wallet of 5,077. Tools that leave out what the
 * other position needs see BTC with 4.6 % of room; 3,980 of the wallet are ETH's, and 0.6 % is the truth.
 */
const btc = { symbol: 'BTC/USDT:USDT', quantity: 1_000, entry: 100, mark: 100, tiers: tiers([0, 0.005, 0]) };
const eth = { symbol: 'ETH/USDT:USDT', quantity: 7_960, entry: 10, mark: 10, tiers: tiers([0, 0.05, 0]) };
const wallet = 5_077;

function lowerPrice(...held: readonly (typeof btc)[]): number {
  const positions = held.map((one) => position(one));
  const [table] = compileAccount(account(positions, [balance('USDT', wallet)]), asOfMs);
  const found = liquidationPrices(table as MarginTable, positions[0] as (typeof positions)[number]);
  if (found.lower.status !== 'value') throw new Error(found.lower.status);
  return found.lower.value;
}

test('leaving out the maintenance of the other position shows 4.6 % of room where there is 0.6 %', () => {
  expect(1 - lowerPrice(btc) / 100).toBeCloseTo(0.046, 12);
  expect(1 - lowerPrice(btc, eth) / 100).toBeCloseTo(0.006, 12);
});

test('the account itself says which of them is true: it has just what it needs at 99.4, and far less at 95.4', () => {
  const equityAt = (price: number): number => wallet + 1_000 * (price - 100) + 7_960 * (10 - 10);
  const neededAt = (price: number): number => 0.005 * 1_000 * price + 0.05 * 7_960 * 10;
  const truth = lowerPrice(btc, eth);
  expect(equityAt(truth) - neededAt(truth)).toBeCloseTo(0, 9);
  expect(equityAt(truth + 0.01)).toBeGreaterThan(neededAt(truth + 0.01));
  // By then 477 are left where 4,457 are needed.
  expect(equityAt(95.4)).toBeCloseTo(477, 9);
  expect(neededAt(95.4)).toBeCloseTo(4_457, 9);
});
