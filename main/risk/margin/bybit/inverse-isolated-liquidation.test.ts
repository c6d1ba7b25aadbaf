import { expect, test } from 'vitest';
import type { PriceOutcome } from '../../../../shared/measures/outcome.ts';
import {
  inverseIsolatedLiquidationPrice,
  inverseIsolatedLiquidationPriceBefore2026,
  type InverseIsolatedPosition,
} from './inverse-isolated-liquidation.ts';

/** 1.2 BTC at entry, of which 0.12 are posted. */
const long: InverseIsolatedPosition = {
  side: 'long',
  contracts: 60_000,
  entry: 50_000,
  leverage: 10,
  maintenanceRate: 0.005,
  deduction: 0,
  extraMargin: 0,
  takerFeeRate: 0,
};
const short: InverseIsolatedPosition = { ...long, side: 'short' };
const valueOf = (outcome: PriceOutcome): number => (outcome.status === 'value' ? outcome.value : Number.NaN);

test('the page of 2026 asks for maintenance at the liquidation price', () => {
  // 60,300 / 1.32; 59,700 / 1.08
  expect(valueOf(inverseIsolatedLiquidationPrice(long))).toBeCloseTo(45_681.818, 3);
  expect(valueOf(inverseIsolatedLiquidationPrice(short))).toBeCloseTo(55_277.778, 3);
  // At that price equity is maintenance: 0.12 + 1.2 - 60,000 / P = 0.5 % of 60,000 / P.
  const value = 60_000 / valueOf(inverseIsolatedLiquidationPrice(long));
  expect(1.32 - value).toBeCloseTo(0.005 * value, 12);
});

test('margin added by hand counts after the fee of closing, a tier deduction in full', () => {
  // 60,300 / (1.32 + 0.1 / 1.25 + 0.02); 59,700 / (1.08 - 0.075 / 0.75 - 0.02)
  const fee = { takerFeeRate: 0.25, deduction: 0.02 };
  expect(valueOf(inverseIsolatedLiquidationPrice({ ...long, ...fee, extraMargin: 0.1 }))).toBeCloseTo(42_464.789, 3);
  expect(valueOf(inverseIsolatedLiquidationPrice({ ...short, ...fee, extraMargin: 0.075 }))).toBeCloseTo(62_187.5, 6);
});

test('the older page asks for it on the entry value', () => {
  // Its example: 60,000 / (1.2 - (0.12 - 0.006)) = 60,000 / 1.086; a long: 60,000 / 1.314.
  expect(valueOf(inverseIsolatedLiquidationPriceBefore2026(short))).toBeCloseTo(55_248.619, 3);
  expect(valueOf(inverseIsolatedLiquidationPriceBefore2026(long))).toBeCloseTo(45_662.1, 2);
  // Room 0.12 + 0.1 - (0.006 - 0.002) = 0.216.
  const added = { extraMargin: 0.1, deduction: 0.002 };
  expect(valueOf(inverseIsolatedLiquidationPriceBefore2026({ ...long, ...added }))).toBeCloseTo(42_372.881, 3);
  expect(valueOf(inverseIsolatedLiquidationPriceBefore2026({ ...short, ...added }))).toBeCloseTo(60_975.61, 2);
});

test('a short that posts its coins in full has no liquidation price by the page of 2026', () => {
  expect(inverseIsolatedLiquidationPrice({ ...short, leverage: 1 }).status).toBe('none');
});
