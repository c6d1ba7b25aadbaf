import { expect, test } from 'vitest';
import { initialMarginQuoteQuantums } from './initial-margin.ts';
import { maintenanceMarginPpm } from './maintenance-fraction.ts';
import { ceilDivide, floorDivide } from './quantums.ts';
import { positionRisk, subaccountRisk, type DydxMarket } from './subaccount-risk.ts';

const market = (numerator: bigint, denominator: bigint, maintenanceFractionPpm = 600_000n): DydxMarket => ({
  quoteQuantumsPerBaseQuantum: { numerator, denominator },
  initialMarginPpm: 100_000n,
  maintenanceFractionPpm,
});

test('divisions round towards the infinity that they name, below 0 as well', () => {
  expect([7n, -7n, 6n, -6n].map((value) => floorDivide(value, 2n))).toEqual([3n, -4n, 3n, -3n]);
  expect([7n, -7n, 6n, -6n].map((value) => ceilDivide(value, 2n))).toEqual([4n, -3n, 3n, -3n]);
});

test('the maintenance fraction of a tier is rounded down to whole ppm', () => {
  expect(maintenanceMarginPpm(50_000n, 600_000n)).toBe(30_000n);
  // 33,333 x 0.500001 = 16,666.533333
  expect(maintenanceMarginPpm(33_333n, 500_001n)).toBe(16_666n);
});

test('initial margin is the base fraction, rounded up to a quantum, where open interest does not matter', () => {
  expect(initialMarginQuoteQuantums(1_000n, 50_000n, null)).toBe(50n);
  // 50.05
  expect(initialMarginQuoteQuantums(1_001n, 50_000n, null)).toBe(51n);
  const uncapped = { openInterestQuoteQuantums: 900n, lowerCapQuoteQuantums: 0n, upperCapQuoteQuantums: 0n };
  expect(initialMarginQuoteQuantums(1_000n, 50_000n, uncapped)).toBe(50n);
});

test('between the caps it rises with the open interest until the position is paid in full', () => {
  const marginAt = (openInterest: bigint, notional = 1_000n, lower = 20n): bigint =>
    initialMarginQuoteQuantums(notional, 200_000n, {
      openInterestQuoteQuantums: openInterest,
      lowerCapQuoteQuantums: lower,
      upperCapQuoteQuantums: 100n,
    });
  // Base 20 %; at 60 half of the way from 20 to 100: 20 % + 80 % / 2 = 60 %.
  expect([10n, 20n, 60n, 100n, 150n].map((interest) => marginAt(interest))).toEqual([200n, 200n, 600n, 1_000n, 1_000n]);
  // 600.6
  expect(marginAt(60n, 1_001n)).toBe(601n);
  // Equal caps are a step.
  expect([99n, 100n].map((interest) => marginAt(interest, 1_000n, 100n))).toEqual([200n, 1_000n]);
});

test('a notional drops its fraction of a quantum towards 0, a maintenance rounds up twice', () => {
  // 5 x 3 / 2 = 7.5
  expect(positionRisk({ market: market(3n, 2n), baseQuantums: 5n }).netCollateralQuoteQuantums).toBe(7n);
  expect(positionRisk({ market: market(3n, 2n), baseQuantums: -5n }).netCollateralQuoteQuantums).toBe(-7n);
  // 11 x 10 % = 1.1 -> 2; 2 x 90 % = 1.8 -> 2, where 11 x 9 % = 0.99 would be 1.
  expect(positionRisk({ market: market(1n, 1n, 900_000n), baseQuantums: -11n }).maintenanceQuoteQuantums).toBe(2n);
});

test('a subaccount adds its USDC and its positions, a short taking away', () => {
  const positions = [100n, -10n].map((baseQuantums) => ({ market: market(100n, 1n), baseQuantums }));
  // -5,000 + 10,000 - 1,000; 6 % of 10,000 and of 1,000.
  expect(subaccountRisk({ quoteQuantums: -5_000n, positions })).toEqual({
    netCollateralQuoteQuantums: 4_000n,
    maintenanceQuoteQuantums: 660n,
  });
});
