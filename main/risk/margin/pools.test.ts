import { expect, test } from 'vitest';
import type { DatedPrice, ValuedAccount, ValuedBalance, ValuedPosition } from '../../../shared/book/valued-book.ts';
import { known, missing, type Known } from '../../../shared/measures/outcome.ts';
import { account, asOfMs, balance, position, tiers } from '../fixtures/build-book.ts';
import { compileAccount } from './compile-pools.ts';
import type { MarginTable } from './margin-table.ts';
import { poolFigures } from './pool-figures.ts';

const stale = (price: number): Known<DatedPrice> => known({ price, asOfMs, origin: 'mark', stale: true, via: null });
const gap = missing('no price', 'Give a price.');

function held(symbol: string, more: Partial<ValuedPosition> = {}): ValuedPosition {
  return position({ symbol, quantity: 2, entry: 100, mark: 110, tiers: tiers([0, 0.01, 0]), more });
}

function pools(
  positions: readonly ValuedPosition[],
  balances: readonly ValuedBalance[],
  more: Partial<ValuedAccount> = {},
): ReadonlyMap<string, MarginTable> {
  return new Map(compileAccount(account(positions, balances, more), asOfMs).map((table) => [table.pool, table]));
}

const unpriced = (asset: string, amount: number): ValuedBalance => ({
  asset,
  amount: known(amount),
  rate: gap,
  isCash: false,
});

test('a cross pool holds the cross positions of its settlement asset, isolated ones stand alone', () => {
  const isolated = held('ETH/USDT:USDT', { marginMode: 'isolated', isolatedMargin: 50 });
  const found = pools(
    [held('BTC/USDT:USDT'), isolated, held('SOL/USDC:USDC')],
    [balance('USDT', 500), balance('USDC', 300), balance('BNB', 1, 600)],
  );
  expect([...found.keys()]).toEqual(['cross USDT', 'cross USDC', 'isolated ETH/USDT:USDT', 'spot']);
  const symbols = (name: string) => found.get(name)?.legs.map((leg) => leg.position.instrument.symbol);
  expect(symbols('cross USDT')).toEqual(['BTC/USDT:USDT']);
  expect(symbols('cross USDC')).toEqual(['SOL/USDC:USDC']);
  expect(symbols('isolated ETH/USDT:USDT')).toEqual(['ETH/USDT:USDT']);
  // What is posted leaves the cross wallet: 500 - 50 = 450.
  expect(found.get('cross USDT')?.collateral).toMatchObject([{ amount: 500, posted: 50, value: 450 }]);
  expect(found.get('isolated ETH/USDT:USDT')?.collateral).toEqual([
    expect.objectContaining({ asset: 'USDT', amount: 50, posted: 0, value: 50, origin: 'stated' }),
  ]);
  expect(found.get('spot')?.collateral).toMatchObject([{ asset: 'BNB', amount: 1, posted: 0, value: 600 }]);
});

test('without positions Binance has a pool for each margin asset held, and no other', () => {
  expect([...pools([], [balance('USDT', 500), balance('BTC', 1, 100)]).keys()]).toEqual(['cross', 'spot']);
  expect([...pools([], [balance('USDT', 500), balance('USDC', 1)]).keys()]).toEqual(['cross USDT', 'cross USDC']);
  expect([...pools([], [balance('BTC', 1, 100)]).keys()]).toEqual(['spot']);
});

test('a venue not known, or not stated, goes by the flat rate rules and says so', () => {
  for (const venue of [null, 'some-exchange'])
    expect(pools([held('BTC/USDT:USDT')], [balance('USDT', 500)], { venue }).get('cross')?.equityFlags).toEqual([
      'venue-rules-unknown',
    ]);
  expect(pools([held('BTC/USDT:USDT')], [balance('USDT', 500)]).get('cross')?.equityFlags).toEqual([]);
});

test('a coin without a price is a gap in the equity, but none of nothing', () => {
  const bybit = { venue: 'bybit' };
  const holding = (one: ValuedBalance) =>
    pools([held('BTC/USDT:USDT')], [balance('USDT', 500), one], bybit).get('cross');
  expect(holding(unpriced('ETH', 1))?.equityMissing).toEqual(gap);
  expect(holding(unpriced('ETH', 0))?.equityMissing).toBe(null);
  expect(holding(balance('ETH', 0, 50))?.equityMissing).toBe(null);
  expect(holding(balance('ETH', 2, 50))?.collateral).toMatchObject([{ value: 500 }, { value: 100 }]);
});

test('what is stale is flagged: the mark, the rate of the settlement asset, the price of collateral', () => {
  const flags = (one: ValuedPosition, ...balances: readonly ValuedBalance[]) => {
    const table = pools([one], [balance('USDT', 500), ...balances], { venue: 'bybit' }).get('cross');
    return [table?.equityFlags.includes('mark-stale'), table?.maintenanceFlags.includes('mark-stale')];
  };
  expect(flags(held('BTC/USDT:USDT'))).toEqual([false, false]);
  expect(flags(held('BTC/USDT:USDT', { mark: stale(110) }))).toEqual([true, true]);
  expect(flags(held('BTC/USDT:USDT', { settleRate: stale(1) }))).toEqual([true, true]);
  const oldCoin = { ...balance('ETH', 1, 50), rate: stale(50) };
  expect(flags(held('BTC/USDT:USDT'), oldCoin)).toEqual([true, false]);
});

test('figures of a pool: wallet and profit, maintenance by the tier, initial by the leverage', () => {
  // 2 from 100 to 110: 20 of profit on 500; 1 % of 220; 220 over 10.
  const table = pools([held('BTC/USDT:USDT')], [balance('USDT', 500)]).get('cross') as MarginTable;
  expect(poolFigures(table)).toEqual({
    equity: known(520),
    haircut: known(0),
    maintenance: known(2.2),
    initial: known(22),
  });
});
