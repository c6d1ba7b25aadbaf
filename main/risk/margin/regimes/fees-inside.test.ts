import { expect, test } from 'vitest';
import type { LiquidationRules } from '../../../../shared/book/venue-rules.ts';
import type { ValuedAccount, ValuedPosition } from '../../../../shared/book/valued-book.ts';
import { account, asOfMs, balance, position, tiers, type PositionSketch } from '../../fixtures/build-book.ts';
import { liquidationPrices } from '../../liquidation/liquidation-price.ts';
import { compileAccount } from '../compile-pools.ts';
import type { MarginTable } from '../margin-table.ts';

function rules(venue: string, feeRate: number | null): LiquidationRules {
  return {
    venue,
    feeRate,
    validFrom: '2026-09-01',
    source: 'invented',
    origin: 'shipped',
    trigger: 'at-or-below',
    method: 'market',
    sizing: { kind: 'whole' },
    feeRates: {},
    backstopShare: null,
    bearers: [],
  };
}

function isolated(sketch: PositionSketch, margin: number): ValuedPosition {
  return position({ ...sketch, more: { marginMode: 'isolated', isolatedMargin: margin } });
}

function poolOf(one: ValuedPosition, more: Partial<ValuedAccount>): MarginTable {
  return compileAccount(account([one], [balance(one.instrument.settleAsset, 1_000)], more), asOfMs).find(
    ({ positions }) => positions.length > 0,
  ) as MarginTable;
}

// P = (E - s W / q) / (1 - s (m + f)): FACTS, OKX isolated linear.
test.each([
  { quantity: 2, price: (200 - 20) / (1 - 0.0106) / 2, side: 'lower' },
  { quantity: -2, price: (200 + 20) / (1 + 0.0106) / 2, side: 'upper' },
] as const)('OKX: an isolated $quantity at 100 with 20 of margin goes at $price: the taker fee is inside', (one) => {
  const held = isolated(
    { symbol: 'SOL/USDT:USDT', quantity: one.quantity, entry: 100, mark: 100, tiers: tiers([0, 0.01, 0]) },
    20,
  );
  const pool = poolOf(held, { venue: 'okx', liquidationRules: rules('okx', 0.0006) });
  expect(liquidationPrices(pool, held)[one.side]).toMatchObject({ value: expect.closeTo(one.price, 10) });
  expect(pool.maintenanceFlags).toEqual([]);
});

test('where no page says the closing fee 0.1 % of the value is taken, and the maintenance says so', () => {
  const held = position({ symbol: 'SOL/USDT:USDT', quantity: 2, entry: 100, mark: 100, tiers: tiers([0, 0.01, 0]) });
  for (const liquidationRules of [null, rules('okx', null)]) {
    const pool = poolOf(held, { venue: 'okx', liquidationRules });
    expect(pool.legs[0]?.segments[0]?.rate).toBeCloseTo(0.011, 15);
    expect(pool.maintenanceFlags).toEqual(['closing-fee-unknown']);
  }
  expect(poolOf(held, { venue: 'okx', liquidationRules: rules('okx', 0) }).maintenanceFlags).toEqual([]);
});

test('OKX: futures mode keeps settlement assets apart, multi-currency mode counts every coin in one pool', () => {
  const held = [
    position({ symbol: 'SOL/USDT:USDT', quantity: 2, entry: 100, mark: 100, tiers: tiers([0, 0.01, 0]) }),
    position({ symbol: 'BTC/USD:BTC', quantity: 100, entry: 100, mark: 100, tiers: tiers([0, 0.01, 0]) }),
  ];
  const balances = [balance('USDT', 50), balance('BTC', 2, 100), balance('ETH', 3, 10)];
  const pools = (marginMode: 'cross' | 'multi-asset') =>
    compileAccount(account(held, balances, { venue: 'okx', marginMode }), asOfMs).map(({ pool, collateral }) => [
      pool,
      collateral.map(({ value }) => value),
    ]);
  expect(pools('cross')).toEqual([
    ['cross USDT', [50]],
    ['cross BTC', [200]],
    ['spot', [30]],
  ]);
  expect(pools('multi-asset')).toEqual([['cross', [50, 200, 30]]]);
});

// IM = 1 / L + 2 f; MM = 0.5 % + f; long E / (1 + IM - MM), short E / (1 - IM + MM): FACTS, BitMEX inverse.
test.each([
  { quantity: 10_000, price: 10_000 / (1 + 0.1015 - 0.00575), side: 'lower' },
  { quantity: -10_000, price: 10_000 / (1 - 0.1015 + 0.00575), side: 'upper' },
] as const)('BitMEX: an inverse $quantity from 10,000 at 10x goes at $price, on its entry value', (one) => {
  const held = isolated(
    { symbol: 'BTC/USD:BTC', quantity: one.quantity, entry: 10_000, mark: 10_000, tiers: tiers([0, 0.005, 0]) },
    0.1015,
  );
  const pool = poolOf(held, { venue: 'bitmex', liquidationRules: rules('bitmex', 0.00075) });
  expect(liquidationPrices(pool, held)[one.side]).toMatchObject({ value: expect.closeTo(one.price, 8) });
  expect(pool.maintenanceFlags).toEqual(['funding-margin-left-out']);
});

test('GMX is a structure: size at the entry, the fee assumed, and every figure says that it needs a table', () => {
  const held = position({ symbol: 'SOL/USDC:USDC', quantity: 2, entry: 100, mark: 150, tiers: tiers([0, 0.01, 0]) });
  const pool = poolOf(held, { venue: 'gmx' });
  expect(pool.legs[0]?.fixedMaintenance).toBeCloseTo(200 * 0.011, 12);
  expect(pool.equityFlags).toEqual(['needs-table']);
  expect(pool.maintenanceFlags).toEqual(['needs-table', 'closing-fee-unknown']);
});
