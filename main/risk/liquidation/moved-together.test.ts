import { expect, test } from 'vitest';
import type { ValuedPosition } from '../../../shared/book/valued-book.ts';
import { account, asOfMs, balance, position, tiers, type PositionSketch } from '../fixtures/build-book.ts';
import { compileAccount } from '../margin/compile-pools.ts';
import { legEquity, legMaintenance, type MarginLeg, type MarginTable } from '../margin/margin-table.ts';
import { firstCrossing } from './first-crossing.ts';
import { indexPool, poolMovedBy } from './pool-index.ts';
import { assetPath, instrumentPath, poolPath } from './price-path.ts';

function held(symbol: string, quantity: number, mark: number, more: Partial<PositionSketch> = {}): ValuedPosition {
  return position({ symbol, quantity, entry: mark, mark, tiers: tiers([0, 0.01, 0]), ...more });
}

function crossOf(
  positions: readonly ValuedPosition[],
  ...balances: readonly ReturnType<typeof balance>[]
): MarginTable {
  return compileAccount(account(positions, balances, { venue: 'bybit' }), asOfMs)[0] as MarginTable;
}

function legOf(one: ValuedPosition): MarginLeg {
  return crossOf([one], balance('USDT', 1_000), balance('BTC', 1, 100), balance('ETH', 1, 50)).legs[0] as MarginLeg;
}

const btc = held('BTC/USDT:USDT', 1, 100);
const coinBtc = held('BTC/USD:BTC', 1_000, 100, { entry: 80 });
const coinEth = held('ETH/USD:ETH', 1_000, 50);

test('moving one contract moves its own coin and what is settled in it, and nothing else', () => {
  const path = instrumentPath(btc.instrument);
  expect(path.ofLeg(legOf(btc))).toEqual({ price: 1, settle: 0 });
  expect(path.ofLeg(legOf(coinBtc))).toEqual({ price: 0, settle: 1 });
  expect(path.ofLeg(legOf(coinEth))).toEqual({ price: 0, settle: 0 });
  expect([path.ofBalance('BTC', false), path.ofBalance('ETH', false), path.ofBalance('USDT', true)]).toEqual([1, 0, 0]);
});

test('a contract on a pack of coins moves the coin, whichever of its names a balance goes by', () => {
  const path = instrumentPath(held('1000PEPE/USDT:USDT', 1, 10).instrument);
  expect([path.ofBalance('PEPE', false), path.ofBalance('1000PEPE', false), path.ofBalance('BTC', false)]).toEqual([
    1, 1, 0,
  ]);
});

test('a shock of an asset leaves cash where it is, also as the base of a contract', () => {
  const path = assetPath('BTC', 1);
  expect(path.ofLeg(legOf(held('USDC/USDT:USDT', 10, 1)))).toEqual({ price: 0, settle: 0 });
  expect(path.ofLeg(legOf(coinEth))).toEqual({ price: 1, settle: 1 });
  expect(path.ofBalance('ETH', false)).toBe(1);
  expect(path.ofBalance('USDC', true)).toBe(0);
  expect(assetPath('BTC', 0).ofBalance('ETH', false)).toBe(0);
});

test('a contract quoted in a coin moves by the ratio of the two', () => {
  const cross = legOf(held('ETH/BTC:BTC', 1, 0.5, { settleRate: 100 }));
  // Both fall alike with beta 1: the ratio stands, and what is paid in BTC falls with it.
  expect(assetPath('ETH', 1).ofLeg(cross)).toEqual({ price: 0, settle: 1 });
  expect(assetPath('ETH', 0).ofLeg(cross)).toEqual({ price: 1, settle: 0 });
  expect(assetPath('BTC', 0).ofLeg(cross)).toEqual({ price: -1, settle: 1 });
});

test('maintenance on the entry value moves with the coin in which it is paid', () => {
  // Isolated on Bybit: 10 ETH at 0.5 BTC, 1 % of 5 BTC, at 100 a coin 5 USD; BTC doubles, so does the maintenance.
  const one = held('ETH/BTC:BTC', 10, 0.5, { settleRate: 100, more: { marginMode: 'isolated', leverage: 5 } });
  const table = compileAccount(account([one], [balance('BTC', 5, 100)], { venue: 'bybit' }), asOfMs).find(
    (pool) => pool.kind === 'isolated',
  ) as MarginTable;
  expect(poolPath(table, assetPath('BTC', 0)).steadyMaintenance).toEqual({ constant: 0, slope: 5 });
  expect(poolPath(table, assetPath('SOL', 0)).steadyMaintenance).toEqual({ constant: 5, slope: 0 });
});

test('the sums at hand give what summing the whole pool gives', () => {
  // Held and settled in cash: the others are constants. ETH at 5 below entry has lost 20, maintains 1.8; SOL gained 30, maintains 2.3.
  const positions = [
    held('ETH/USDT:USDT', 4, 45, { entry: 50 }),
    btc,
    held('SOL/USDT:USDT', 10, 23, { entry: 20 }),
    held('BTC/USDT:USDT', -3, 100, { entry: 110, more: { leg: 'short' } }),
  ];
  const table = crossOf(positions, balance('USDT', 1_000));
  const index = indexPool(table);
  const lines = poolMovedBy(index, btc.instrument);
  // Equity without BTC: 1000 - 20 + 30; BTC long pays x 100 - 100, short 330 - x 300.
  expect(lines.equity.constant).toBeCloseTo(1_240, 9);
  expect(lines.equity.slope).toBeCloseTo(-200, 9);
  expect(lines.steadyMaintenance.constant).toBeCloseTo(4.1, 9);
  expect(lines.steadyMaintenance.slope).toBeCloseTo(4, 9);
  for (const one of positions) {
    const whole = poolPath(table, instrumentPath(one.instrument));
    const quick = poolMovedBy(index, one.instrument);
    expect(quick.equity.constant).toBeCloseTo(whole.equity.constant, 9);
    expect(quick.equity.slope).toBeCloseTo(whole.equity.slope, 9);
    expect(quick.steadyMaintenance.constant).toBeCloseTo(whole.steadyMaintenance.constant, 9);
    expect(quick.steadyMaintenance.slope).toBeCloseTo(whole.steadyMaintenance.slope, 9);
  }
});

test('in a pool that settles in the coin, moving it moves every leg paid in it', () => {
  // 1,000 USD from 80 to 100: 1000 (1/80 - 1/100) = 2.5 BTC gained, worth 250 at 100; it falls with BTC/USDT too.
  const table = crossOf([btc, coinBtc], balance('USDT', 500), balance('BTC', 2, 100));
  const lines = poolMovedBy(indexPool(table), btc.instrument);
  // Constant: 500 of cash, -100 paid for the long. Slope: 100 of the long, 200 of the wallet, 250 of the gain.
  expect(lines.equity.constant).toBeCloseTo(400, 9);
  expect(lines.equity.slope).toBeCloseTo(550, 9);
  // Maintenance: 1 of the long, 1 % of 10 BTC of the coin contract.
  expect(lines.steadyMaintenance).toEqual({ constant: 0, slope: 11 });
});

test('a coin held under its plain name moves with a contract on a pack of it, and its neighbours stay', () => {
  const pack = held('1000PEPE/USDT:USDT', 1, 10);
  const table = crossOf([pack, btc], balance('USDT', 500), balance('PEPE', 1_000, 0.01));
  expect(poolMovedBy(indexPool(table), pack.instrument).equity).toEqual({ constant: 490, slope: 20 });
  expect(poolMovedBy(indexPool(table), btc.instrument).equity).toEqual({ constant: 410, slope: 100 });
});

test('a contract settled in the plain coin moves with a contract on a pack of it', () => {
  // 1,000 USD of PEPE from 0.008 to 0.01: 125,000 - 100,000 = 25,000 PEPE gained, worth 250, which move with the pack's 10.
  const pack = held('1000PEPE/USDT:USDT', 1, 10);
  const coin = held('PEPE/USD:PEPE', 1_000, 0.01, { entry: 0.008 });
  const table = crossOf([pack, coin], balance('USDT', 500), balance('PEPE', 1_000, 0.01));
  const { equity } = poolMovedBy(indexPool(table), pack.instrument);
  expect(equity.constant).toBeCloseTo(490, 9);
  expect(equity.slope).toBeCloseTo(10 + 10 + 250, 9);
});

test('an instrument that the pool does not hold cannot be moved', () => {
  const index = indexPool(crossOf([btc], balance('USDT', 500)));
  expect(() => poolMovedBy(index, coinEth.instrument)).toThrow('does not hold');
});

test('a leg at other prices: cash contracts by the price, coin contracts by coin and price', () => {
  const linear = legOf(held('BTC/USDT:USDT', 2, 100, { entry: 90 }));
  // 2 x (150 - 90) = 120; maintenance 1 % of 300.
  expect(legEquity(linear, 1.5, 1)).toBeCloseTo(120, 10);
  expect(legMaintenance(linear, 1.5, 1)).toBeCloseTo(3, 10);
  const inverse = legOf(coinBtc);
  // At 200 the contract alone: 1000 (1/80 - 1/200) = 7.5 BTC, still at 100 each: 750; at 200 each: 1,500.
  expect(legEquity(inverse, 2, 1)).toBeCloseTo(750, 9);
  expect(legEquity(inverse, 2, 2)).toBeCloseTo(1_500, 9);
  // The price stands and the coin doubles: 2.5 BTC are 500; maintenance 1 % of 10 BTC is 20.
  expect(legEquity(inverse, 1, 2)).toBeCloseTo(500, 9);
  expect(legMaintenance(inverse, 1, 2)).toBeCloseTo(20, 9);
});

test('a single long goes where its cash is used up', () => {
  // Long 1 BTC at 100 on 20 of cash, 1 %: 20 + 100 x - 100 = x at 80 / 99.
  const found = firstCrossing(poolMovedBy(indexPool(crossOf([btc], balance('USDT', 20))), btc.instrument), 'below');
  expect(found.kind === 'at' && found.factor).toBeCloseTo(80 / 99, 12);
});
