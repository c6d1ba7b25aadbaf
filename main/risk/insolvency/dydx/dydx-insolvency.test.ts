import { expect, test } from 'vitest';
import type { Ratio } from '../../margin/dydx/quantums.ts';
import type { DydxPosition, DydxSubaccount } from '../../margin/dydx/subaccount-risk.ts';
import { bankruptcyPriceQuoteQuantums } from './bankruptcy-price.ts';
import { fillablePrice } from './fillable-price.ts';
import { insuranceFundDeltaQuoteQuantums } from './insurance-delta.ts';

// Both at an oracle price of 100; initial margin 10 %, maintenance 60 % of it: 600 for the long, 60 for the short.
const market = {
  quoteQuantumsPerBaseQuantum: { numerator: 100n, denominator: 1n },
  initialMarginPpm: 100_000n,
  maintenanceFractionPpm: 600_000n,
};
const long: DydxPosition = { market, baseQuantums: 100n };
const short: DydxPosition = { market, baseQuantums: -10n };
const withUsdc = (quoteQuantums: bigint): DydxSubaccount => ({ quoteQuantums, positions: [long, short] });
/** Equity -8,700 + 10,000 - 1,000 = 300 against maintenance 660. */
const called = withUsdc(-8_700n);
/** Equity -100. */
const bankrupt = withUsdc(-9_100n);

test('the bankruptcy price gives up the equity that backs what is closed, rounded against the trader', () => {
  // 300 x 600 / 660 = 272.7: 10,000 - 272.
  expect(bankruptcyPriceQuoteQuantums(called, long, -100n)).toBe(9_728n);
  // 40 of 100: 300 x 240 / 660 = 109.09: 4,000 - 109.
  expect(bankruptcyPriceQuoteQuantums(called, long, -40n)).toBe(3_891n);
  // 300 x 60 / 660 = 27.3: bought back for at most 1,000 + 27.
  expect(bankruptcyPriceQuoteQuantums(called, short, 10n)).toBe(-1_027n);
  // -100 x 600 / 660 = -90.9: 10,000 + 91.
  expect(bankruptcyPriceQuoteQuantums(bankrupt, long, -100n)).toBe(10_091n);
});

const usual = { bankruptcyAdjustmentPpm: 1_000_000n, spreadToMaintenancePpm: 100_000n };

function expectPrice({ numerator, denominator }: Ratio, over: bigint, under: bigint): void {
  expect(denominator > 0n).toBe(true);
  expect(numerator * under).toBe(over * denominator);
}

test('the fillable price leaves the oracle price as equity falls below maintenance', () => {
  // Rating 1 - 300 / 660 = 6 / 11. Long: (10,000 - 6 / 11 x 60) / 100; short: (1,000 + 6 / 11 x 6) / 10.
  expectPrice(fillablePrice(called, long, usual), 109_640n, 1_100n);
  expectPrice(fillablePrice(called, short, usual), 11_036n, 110n);
  // Nothing is left to liquidate at above maintenance: the oracle price itself.
  expectPrice(fillablePrice(withUsdc(-5_000n), long, usual), 100n, 1n);
});

test('the spread is never wider than its share of the maintenance', () => {
  // (10,000 - 60) / 100
  expectPrice(fillablePrice(bankrupt, long, usual), 994n, 10n);
  expectPrice(fillablePrice(called, long, { ...usual, bankruptcyAdjustmentPpm: 2_000_000n }), 994n, 10n);
  // Half as wide: (10,000 - 30) / 100.
  expectPrice(fillablePrice(bankrupt, long, { ...usual, spreadToMaintenancePpm: 50_000n }), 997n, 10n);
});

test('the insurance fund takes what lies beyond the bankruptcy price up to the largest fee, and pays what lacks', () => {
  const sold = (numerator: bigint, denominator: bigint): bigint =>
    insuranceFundDeltaQuoteQuantums(
      called,
      long,
      { deltaBaseQuantums: -100n, quoteQuantumsPerBaseQuantum: { numerator, denominator } },
      5_000n,
    );
  // Bankruptcy price 9,728. At 98: 72 beyond it, the fee of 0.5 % is 49; at 98.1 it is 49.05, rounded up.
  expect(sold(98n, 1n)).toBe(49n);
  expect(sold(981n, 10n)).toBe(50n);
  // At 97.5: 9,750, 22 beyond it, less than the fee; at 97 it lacks 28.
  expect(sold(195n, 2n)).toBe(22n);
  expect(sold(97n, 1n)).toBe(-28n);
});

test('buying back a short counts the same way', () => {
  const bought = (numerator: bigint, denominator: bigint): bigint =>
    insuranceFundDeltaQuoteQuantums(
      called,
      short,
      { deltaBaseQuantums: 10n, quoteQuantumsPerBaseQuantum: { numerator, denominator } },
      5_000n,
    );
  // May cost 1,027. At 102: 7 are left, the fee is 5.1, rounded up; at 103 it lacks 3.
  expect(bought(102n, 1n)).toBe(6n);
  expect(bought(103n, 1n)).toBe(-3n);
  // 1,025.7: the venue drops the 0.7.
  expect(bought(10_257n, 100n)).toBe(2n);
});

test('a subaccount that owes no maintenance has none of these prices', () => {
  const dust: DydxPosition = { market: { ...market, initialMarginPpm: 0n }, baseQuantums: 1n };
  const owing = { quoteQuantums: -1n, positions: [dust] };
  expect(() => fillablePrice(owing, dust, usual)).toThrow('never liquidated');
  expect(() => bankruptcyPriceQuoteQuantums(owing, dust, -1n)).toThrow(RangeError);
});
