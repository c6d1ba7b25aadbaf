import { expect, test } from 'vitest';
import { account, asOfMs, balance, position } from '../../fixtures/build-book.ts';
import { directPool } from '../../fixtures/direct-pool.ts';
import { liquidationPrices } from '../../liquidation/liquidation-price.ts';
import { compileAccount } from '../compile-pools.ts';
import type { MarginTable } from '../margin-table.ts';
import { poolFigures } from '../pool-figures.ts';

const oneTier = [{ floor: 0, cap: null, maintenanceRate: 0.01, deduction: 0, maxLeverage: 50 }];
/** Deribit's notice of 11 January 2022: 0.005 % for each BTC of the position. */
const growth = { maintenance: 0.00005, initial: 0.00005 };

const long = position({
  symbol: 'BTC/USD:BTC',
  quantity: 5_000_000,
  entry: 50_000,
  mark: 50_000,
  tiers: oneTier,
  table: { growth, validFrom: '2022-01-11' },
  more: { leverage: null },
});
const held = account([long], [balance('BTC', 6, 50_000)], { venue: 'deribit' });
const [cross] = compileAccount(held, asOfMs) as [MarginTable];

test('100 BTC: 1.5 % to keep and 2.5 % to open, whatever leverage is set', () => {
  expect(poolFigures(cross)).toMatchObject({
    maintenance: { value: expect.closeTo(1.5 * 50_000, 6) },
    initial: { value: expect.closeTo(2.5 * 50_000, 6) },
  });
  expect(cross.maintenanceFlags).toEqual(['tier-table-old']);
});

test('the position grows in the coin as the price falls: the price solves a square', () => {
  // n = 5,000,000 / P coins: 6 + 100 - n = 0.01 n + 0.00005 n^2.
  const n = (-1.01 + Math.sqrt(1.01 ** 2 + 4 * 0.00005 * 106)) / (2 * 0.00005);
  const price = 5_000_000 / n;
  const { lower, upper } = liquidationPrices(cross, long);
  expect(lower).toMatchObject({ value: expect.closeTo(price, 6) });
  expect(upper.status).toBe('none');
  const factor = price / 50_000;
  const direct = directPool(held, 'cross')({ price: () => factor, coin: () => factor });
  expect(direct.counted).toBeCloseTo(direct.maintenance, 5);
});

test('each settlement coin is a pool of its own; a contract on the flat rate says that it needs a table', () => {
  const linear = position({
    symbol: 'SOL/USDC:USDC',
    quantity: 1,
    entry: 100,
    mark: 100,
    tiers: oneTier,
    table: { origin: 'flat-rate' },
  });
  const pools = compileAccount(
    account([long, linear], [balance('BTC', 6, 50_000), balance('USDC', 90)], { venue: 'deribit' }),
    asOfMs,
  );
  expect(pools.map(({ pool, maintenanceFlags }) => [pool, maintenanceFlags])).toEqual([
    ['cross BTC', ['tier-table-old']],
    ['cross USDC', ['flat-rate-tiers', 'needs-table']],
  ]);
});
