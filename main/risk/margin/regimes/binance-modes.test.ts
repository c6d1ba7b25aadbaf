import { expect, test } from 'vitest';
import type { CollateralTable } from '../../../../shared/book/venue-rules.ts';
import { directPool } from '../../fixtures/direct-pool.ts';
import { account, asOfMs, balance, position, tiers } from '../../fixtures/build-book.ts';
import { liquidationPrices } from '../../liquidation/liquidation-price.ts';
import { compileAccount } from '../compile-pools.ts';
import type { MarginTable } from '../margin-table.ts';
import { poolFigures } from '../pool-figures.ts';

function ratio(asset: string, share: number, validFrom = '2026-09-01'): CollateralTable {
  return {
    venue: 'binance-usdm',
    asset,
    validFrom,
    source: 'invented',
    origin: 'stated',
    tiers: [{ floor: 0, ratio: share }],
  };
}

const long = position({ symbol: 'ETH/USDT:USDT', quantity: 10, entry: 2_000, mark: 2_000, tiers: tiers([0, 0.01, 0]) });
const other = position({ symbol: 'SOL/USDC:USDC', quantity: -10, entry: 100, mark: 100, tiers: tiers([0, 0.02, 0]) });

test('multi-assets mode: one pool for all margin assets; listed coins count by their ratio, others do not, a debt in full', () => {
  const held = [
    balance('USDT', -1_000),
    balance('USDC', 500),
    balance('BTC', 0.1, 50_000),
    balance('BNB', 2, 600),
    balance('XRP', -100, 2),
  ];
  const more = { marginMode: 'multi-asset', collateralTables: [ratio('BTC', 0.95)] } as const;
  const [cross, spot] = compileAccount(account([long, other], held, more), asOfMs);
  expect([cross?.pool, spot?.pool]).toEqual(['cross', 'spot']);
  // -1,000 + 500 + 5,000 - 200 of equity, 5 % of 5,000 not counted; 1 % of 20,000 and 2 % of 1,000.
  expect(poolFigures(cross as MarginTable)).toMatchObject({
    equity: { value: 4_300 },
    haircut: { value: expect.closeTo(250, 9) },
    maintenance: { value: 220 },
  });
  expect(spot?.collateral).toMatchObject([{ asset: 'BNB', value: 1_200 }]);
  // 4,050 + 10 (P - 2,000) = 0.1 P + 20  =>  P = 15,970 / 9.9.
  const { lower } = liquidationPrices(cross as MarginTable, long);
  expect(lower).toMatchObject({ status: 'value', value: expect.closeTo(15_970 / 9.9, 9) });
});

test('a coin of which nothing is held is no debt: unlisted it stays out of the pool, and no ratio of it is missed', () => {
  const held = [balance('USDT', 900), balance('BNB', 0, 600)];
  const pools = (venue: string) =>
    compileAccount(account([long], held, { venue, marginMode: 'multi-asset' }), asOfMs).map(
      ({ pool, balances, equityFlags }) => [pool, balances.length, equityFlags],
    );
  expect(pools('binance-usdm')).toEqual([
    ['cross', 1, []],
    ['spot', 1, []],
  ]);
  expect(pools('bybit')).toEqual([['cross', 2, []]]);
});

test('single-asset mode keeps each margin asset apart, and coins are no collateral', () => {
  const tables = compileAccount(
    account([long, other], [balance('USDT', 900), balance('USDC', 500), balance('BTC', 1, 50_000)], {
      collateralTables: [ratio('BTC', 0.95)],
    }),
    asOfMs,
  );
  expect(tables.map(({ pool, collateral }) => [pool, collateral.map(({ value }) => value)])).toEqual([
    ['cross USDT', [900]],
    ['cross USDC', [500]],
    ['spot', [50_000]],
  ]);
});

test('a collateral table of long ago says so on every figure that rests on the equity', () => {
  const flagsOf = (validFrom: string) =>
    compileAccount(
      account([long], [balance('USDT', 900), balance('BTC', 1, 50_000)], {
        marginMode: 'multi-asset',
        collateralTables: [ratio('BTC', 0.95, validFrom)],
      }),
      asOfMs,
    )[0]?.equityFlags;
  expect(flagsOf('2021-05-28')).toEqual(['collateral-table-old']);
  expect(flagsOf('2026-09-01')).toEqual([]);
});

test('COIN-M: a coin carries its contracts of so many dollars, and the maintenance amount is in the coin', () => {
  // Binance's page: tier 5 has cum 50 x (5 % - 2.5 %) + 0.56 = 1.81 BTC. 35,000 contracts of 100 USD at 50,000 are 70 BTC.
  const table = tiers([0, 0.025, 0.56], [50, 0.05, 1.81]);
  const short = position({
    symbol: 'BTC/USD:BTC',
    quantity: -35_000,
    entry: 50_000,
    mark: 50_000,
    tiers: table,
    more: { multiplier: 100 },
  });
  const held = account([short], [balance('BTC', 10, 50_000)], { venue: 'binance-coinm' });
  const [cross] = compileAccount(held, asOfMs);
  // 5 % of 70 BTC less 1.81 BTC is 1.69 BTC.
  expect(poolFigures(cross as MarginTable).maintenance).toMatchObject({ value: expect.closeTo(1.69 * 50_000, 6) });
  // P = N k (m + s) / (W + c + s N k / E) in the tier where it lies: more than 50 BTC up to 70,000.
  const price = (3_500_000 * (0.05 - 1)) / (10 + 1.81 - 70);
  expect(liquidationPrices(cross as MarginTable, short).upper).toMatchObject({ value: expect.closeTo(price, 6) });
  const { counted, maintenance } = directPool(
    held,
    'cross',
  )({ price: () => price / 50_000, coin: () => price / 50_000 });
  expect(counted).toBeCloseTo(maintenance, 4);
  expect(compileAccount(account([], [balance('BTC', 10, 50_000)], { venue: 'binance-coinm' }), asOfMs)).toMatchObject([
    { kind: 'spot' },
  ]);
});
