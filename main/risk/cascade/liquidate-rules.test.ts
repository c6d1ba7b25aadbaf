import { expect, test } from 'vitest';
import type { LiquidationRules } from '../../../shared/book/venue-rules.ts';
import type { ValuedBalance, ValuedPosition } from '../../../shared/book/valued-book.ts';
import { known, missing } from '../../../shared/measures/outcome.ts';
import { account, asOfMs, balance, position, tiers } from '../fixtures/build-book.ts';
import { compileAccount } from '../margin/compile-pools.ts';
import type { MarginTable } from '../margin/margin-table.ts';
import { liquidate, type Liquidated, type Market } from './liquidate.ts';
import type { WorkingPool } from './working-pool.ts';

const rules: LiquidationRules = {
  venue: 'test',
  validFrom: '2026-01-01',
  source: 'invented for the test',
  origin: 'shipped',
  trigger: 'at-or-below',
  method: 'market',
  sizing: { kind: 'whole' },
  feeRate: 0,
  feeRates: {},
  backstopShare: null,
  bearers: ['trader'],
};

const still: Market = { lossOf: () => known(0), factorOf: () => 1 };

function pool(
  positions: readonly ValuedPosition[],
  balances: readonly ValuedBalance[],
  say: Partial<LiquidationRules>,
): MarginTable {
  const [table] = compileAccount(
    account(positions, balances, { venue: 'bybit', positionMode: 'hedge', liquidationRules: { ...rules, ...say } }),
    asOfMs,
  );
  return table as MarginTable;
}

function run(table: MarginTable, market: Market = still, left: WorkingPool['left'] = new Map()): Liquidated {
  const found = liquidate({ table, left }, market);
  if (found.status !== 'value') throw new Error(found.reason);
  return found.value;
}

const kindsOf = ({ events }: Liquidated) => events.map(({ kind, instrument }) => [kind, instrument]);

function held(symbol: string, quantity: number, mark: number, rows = tiers([0, 0.01, 0])): ValuedPosition {
  return position({ symbol, quantity, entry: mark, mark, tiers: rows });
}

const btc = held('BTC/USDT:USDT', 10, 100);

test('exactly at the share of maintenance no backstop comes yet; exactly at the size of the rule all is closed', () => {
  // Maintenance of 10: half of it is 5.
  expect(kindsOf(run(pool([btc], [balance('USDT', 5)], { backstopShare: 0.5 })))[0]?.[0]).toBe('closed');
  expect(kindsOf(run(pool([btc], [balance('USDT', 4.99)], { backstopShare: 0.5 })))[0]?.[0]).toBe('backstop');
  const fifth = (aboveNotional: number) => ({ sizing: { kind: 'share-first', share: 0.2, aboveNotional } }) as const;
  expect(run(pool([btc], [balance('USDT', 9)], fifth(1_000))).events).toMatchObject([{ kind: 'closed' }]);
  expect(run(pool([btc], [balance('USDT', 9)], fifth(999))).events).toMatchObject([{ kind: 'reduced', quantity: -2 }]);
});

test('a pool that was called loses something even where the last digit says that it stands', () => {
  const sizing = { kind: 'share-first', share: 0.2, aboveNotional: 500 } as const;
  expect(run(pool([btc], [balance('USDT', 10.000001)], { sizing })).events).toMatchObject([{ kind: 'reduced' }]);
});

test('to restore never closes less than a twentieth of what the position was at the marks', () => {
  const sizing = { kind: 'restore', factor: 1 } as const;
  // 9.99 on 10: 2 % over maintenance needs 0.2 of 1,020: less than a twentieth.
  const first = run(pool([btc], [balance('USDT', 10.1)], { sizing }));
  expect(first.events[0]?.quantity).toBeCloseTo(-0.5, 12);
  // Half of 20 is left: a twentieth of 20 is 1.
  const half = held('BTC/USDT:USDT', 20, 50);
  const table = pool([half], [balance('USDT', 10.1)], { sizing });
  const later = run(table, still, new Map([[half, 0.5]]));
  expect(later.events[0]?.quantity).toBeCloseTo(-1, 12);
  expect(later.pool.left.get(half)).toBeCloseTo(0.45, 12);
});

test('a step that costs more than it frees may leave an open position under water: no debt is told while it is open', () => {
  // Above 990 all of it is asked for: 10 % of the first 990 and the rest. 1.02 x 19.9 - 16 needs 8.3 closed at a cost of a half;
  // but a twentieth, 50, costs 25.
  const steep = held('BTC/USDT:USDT', 10, 100, tiers([0, 0.01, 0], [990, 1, 980.1]));
  const found = run(pool([steep], [balance('USDT', 16)], { sizing: { kind: 'restore', factor: 1 } }), {
    ...still,
    lossOf: () => known(0.5),
  });
  expect(found.events).toMatchObject([{ kind: 'reduced', quantity: -0.5, equityAfter: -9 }]);
});

test('equal ones go by name, others by what they ask for at this price, not at another', () => {
  const [a, b] = [held('AAA/USDT:USDT', 10, 100), held('BBB/USDT:USDT', 10, 100)];
  for (const both of [
    [a, b],
    [b, a],
  ])
    expect(kindsOf(run(pool(both, [balance('USDT', 5)], {})))).toEqual([
      ['closed', 'AAA/USDT:USDT'],
      ['closed', 'BBB/USDT:USDT'],
    ]);
  // 12 against 10; at twice the price it would be 24 against 265.
  const jumps = held('AAA/USDT:USDT', 10, 100, tiers([0, 0.01, 0], [1_500, 0.5, 735]));
  const calm = held('BBB/USDT:USDT', 12, 100);
  expect(kindsOf(run(pool([jumps, calm], [balance('USDT', 5)], {})))[0]).toEqual(['closed', 'BBB/USDT:USDT']);
});

test('a takeover of what asks for nothing keeps nothing; what little is asked for takes what is left', () => {
  const nothing = held('BTC/USDT:USDT', 10, 100, tiers([0, 0, 0]));
  expect(run(pool([nothing], [balance('USDT', -5)], { method: 'takeover' })).events[0]).toMatchObject({
    kind: 'taken-over',
    forfeited: 0,
    priceObtained: 100,
    fee: 0,
    feeUnknown: false,
    impact: 0,
  });
  const little = held('BTC/USDT:USDT', 10, 100, tiers([0, 0.0005, 0]));
  expect(run(pool([little], [balance('USDT', 0.4)], { method: 'takeover' })).events[0]).toMatchObject({
    forfeited: 0.4,
    equityAfter: 0,
  });
  expect(run(pool([btc], [balance('USDT', 1)], { method: 'takeover' })).events[0]).toMatchObject({
    forfeited: 1,
    priceObtained: 99.9,
    equityAfter: 0,
  });
});

test('what rounding leaves is no debt: a billionth of what is held, and not a penny more', () => {
  const large = held('BTC/USDT:USDT', 10_000_000, 100);
  expect(kindsOf(run(pool([large], [balance('USDT', -1)], {})))).toEqual([['closed', 'BTC/USDT:USDT']]);
  expect(run(pool([large], [balance('USDT', -1.01)], {})).events[1]).toEqual({
    account: 'one',
    pool: 'cross',
    kind: 'debt',
    instrument: null,
    quantity: null,
    price: null,
    priceObtained: null,
    notional: 0,
    fee: 0,
    feeUnknown: false,
    impact: 0,
    forfeited: 0,
    equityAfter: -1.01,
    bearers: ['trader'],
  });
});

test('small holdings are sold as well, equal ones by name, and one coin may pay two debts', () => {
  const small = run(pool([btc], [balance('USDT', -3), balance('SOL', 1, 0.5), balance('ETH', 1, 0.5)], {}));
  expect(kindsOf(small).slice(1)).toEqual([
    ['collateral-sold', 'ETH'],
    ['collateral-sold', 'SOL'],
    ['debt', null],
  ]);
  const larger = run(pool([btc], [balance('USDT', -3), balance('ETH', 1, 0.5), balance('SOL', 1, 0.75)], {}));
  expect(kindsOf(larger)[1]).toEqual(['collateral-sold', 'SOL']);
  expect(small.events[1]).toMatchObject({ notional: 0.5, fee: 0, feeUnknown: false, impact: 0, forfeited: 0 });
  const owing = [balance('USDT', -50), balance('USDC', -40), balance('BTC', 3, 100)];
  const two = run(pool([btc], owing, {}));
  expect(two.events.slice(1).map(({ instrument, notional }) => [instrument, notional])).toEqual([
    ['BTC', 50],
    ['BTC', 40],
  ]);
  expect(two.pool.table.collateral.map(({ asset, value, amount }) => [asset, value, amount])).toEqual([
    ['USDT', 0, 0],
    ['USDC', 0, 0],
    ['BTC', 210, 2.1],
  ]);
});

test('a sale loses by the value that is sold, and what it brings may not be enough', () => {
  // 50 are owed: half of it is lost on a sale of 50 by this market.
  const bySize: Market = {
    ...still,
    lossOf: (asset, value) => known(asset === 'BTC' && value < 900 ? value / 100 : 0),
  };
  const table = pool([held('ETH/USDT:USDT', 100, 10)], [balance('USDT', -50), balance('BTC', 3, 100)], {});
  expect(run(table, bySize).events[1]).toMatchObject({ quantity: -1, priceObtained: 50, impact: 50 });
  const dear: Market = { ...still, lossOf: (asset) => known(asset === 'BTC' ? 0.5 : 0) };
  const owing = pool([held('ETH/USDT:USDT', 100, 10)], [balance('USDT', -200), balance('BTC', 3, 100)], {});
  expect(run(owing, dear).events.slice(1)).toMatchObject([
    { kind: 'collateral-sold', quantity: -3, impact: 150, equityAfter: -50 },
    { kind: 'debt', equityAfter: -50 },
  ]);
});

test('a loss that is not known stops everything, at a position as at a coin', () => {
  const unknown = missing('not known', 'Say it.');
  const restore = pool([btc], [balance('USDT', 5)], { sizing: { kind: 'restore', factor: 1 } });
  expect(liquidate({ table: restore, left: new Map() }, { ...still, lossOf: () => unknown })).toEqual(unknown);
  const owing = pool([held('ETH/USDT:USDT', 100, 10)], [balance('USDT', -50), balance('BTC', 3, 100)], {});
  const coin: Market = { ...still, lossOf: (asset) => (asset === 'BTC' ? unknown : known(0)) };
  expect(liquidate({ table: owing, left: new Map() }, coin)).toEqual(unknown);
});

test('positions that need margin together are closed as one, whatever the venue closes at a time', () => {
  const fifth = { sizing: { kind: 'share-first', share: 0.2, aboveNotional: 100 } } as const;
  const table = pool([btc], [balance('USDT', 9)], fifth);
  expect(kindsOf(run(table))[0]?.[0]).toBe('reduced');
  const lines = [{ constant: 5, slope: 0 }];
  const joint = [{ label: 'spread', asset: 'BTC', lines, positions: table.positions, initial: known(5) }];
  expect(kindsOf(run({ ...table, joint }))).toEqual([['closed', 'BTC/USDT:USDT']]);
});
