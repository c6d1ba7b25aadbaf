import { expect, test } from 'vitest';
import { hyperliquidTierTables } from './hyperliquid-tiers.ts';

// Leverages as the page prints them; the rate is half of 1 / leverage, what is taken off keeps the maintenance whole at the edge.
test.each([
  ['BTC', 40, 0.0125, 150_000_000, 20, 0.025, 1_875_000],
  // 100 million x (1 / 30 - 1 / 50).
  ['ETH', 25, 0.02, 100_000_000, 15, 1 / 30, 1_333_333.333_333],
  ['SOL', 20, 0.025, 70_000_000, 10, 0.05, 1_750_000],
  ['XRP', 20, 0.025, 40_000_000, 10, 0.05, 1_000_000],
  ['DOGE', 10, 0.05, 20_000_000, 5, 0.1, 1_000_000],
  ['FARTCOIN', 10, 0.05, 20_000_000, 5, 0.1, 1_000_000],
  ['OP', 10, 0.05, 3_000_000, 5, 0.1, 150_000],
  ['DOT', 10, 0.05, 3_000_000, 5, 0.1, 150_000],
])('%s', (coin, firstLeverage, firstRate, floor, leverage, rate, deduction) => {
  const table = hyperliquidTierTables.find(({ instrument }) => instrument === `${coin}/USDC:USDC`);
  expect(table?.tiers).toEqual([
    { floor: 0, cap: floor, maintenanceRate: firstRate, deduction: 0, maxLeverage: firstLeverage },
    {
      floor,
      cap: null,
      maintenanceRate: expect.closeTo(rate, 15),
      deduction: expect.closeTo(deduction, 5),
      maxLeverage: leverage,
    },
  ]);
});
