import { expect, test } from 'vitest';
import type { PriceOutcome } from '../../../shared/measures/outcome.ts';
import { inverseBankruptcyPrice, linearBankruptcyPrice } from './bankruptcy-price.ts';
import { legacyInverseCrossLiquidationPrice } from './bybit/legacy-inverse-cross.ts';

const valueOf = (outcome: PriceOutcome): number => (outcome.status === 'value' ? outcome.value : Number.NaN);
const linear = { side: 'long', size: 2, entry: 1_000, backing: 200, closingFeeRate: 0 } as const;
/** 1.25 BTC at entry. */
const inverse = { side: 'long', size: 10_000, entry: 8_000, backing: 0.5, closingFeeRate: 0 } as const;

test('a linear position is bankrupt where its margin is lost, sooner with the closing fee', () => {
  expect(linearBankruptcyPrice(linear)).toEqual({ status: 'value', value: 900 });
  expect(linearBankruptcyPrice({ ...linear, side: 'short' })).toEqual({ status: 'value', value: 1_100 });
  // 900 / 0.999; 1,100 / 1.001
  expect(valueOf(linearBankruptcyPrice({ ...linear, closingFeeRate: 0.001 }))).toBeCloseTo(900.9009, 4);
  expect(valueOf(linearBankruptcyPrice({ ...linear, side: 'short', closingFeeRate: 0.001 }))).toBeCloseTo(
    1_098.9011,
    4,
  );
});

test('a long paid in full is never bankrupt, a short that owes more than it sold for always is', () => {
  expect(linearBankruptcyPrice({ ...linear, backing: 2_000 }).status).toBe('none');
  expect(linearBankruptcyPrice({ ...linear, side: 'short', backing: -2_000 }).status).toBe('already-liquidatable');
});

test('the inverse bankruptcy price of the help centre: 10,000 contracts at 8,000 with 0.5 BTC in cross margin', () => {
  // Bybit help centre, articles/360039261334: 1.00075 x 10,000 / (10,000 / 8,000 + 0.5) = 5,718.57
  expect(valueOf(inverseBankruptcyPrice({ ...inverse, closingFeeRate: 0.000_75 }))).toBeCloseTo(5_718.57, 2);
});

test('an isolated inverse position is bankrupt at E L / (L + 1), short at E L / (L - 1)', () => {
  // 10x: 0.125 BTC; 8,000 x 10 / 11. 5x: 0.25 BTC; 8,000 x 5 / 4.
  expect(valueOf(inverseBankruptcyPrice({ ...inverse, backing: 0.125 }))).toBeCloseTo(80_000 / 11, 8);
  expect(inverseBankruptcyPrice({ ...inverse, side: 'short', backing: 0.25 })).toEqual({
    status: 'value',
    value: 10_000,
  });
  const withFee = inverseBankruptcyPrice({ ...inverse, side: 'short', backing: 0.25, closingFeeRate: 0.001 });
  expect(valueOf(withFee)).toBeCloseTo(9_990, 8);
});

test('an inverse short that holds its coins is never bankrupt, an inverse long that owes them always is', () => {
  expect(inverseBankruptcyPrice({ ...inverse, side: 'short', backing: 1.25 })).toEqual({
    status: 'none',
    reason: 'What stands behind it covers all that it can lose.',
  });
  expect(inverseBankruptcyPrice({ ...inverse, backing: -1.25 })).toEqual({
    status: 'already-liquidatable',
    reason: 'More is owed than it can be worth at any price.',
  });
});

test('the old inverse cross liquidation price is that of its own formula, not the 5,739.50 printed beside it', () => {
  // 10,000 / (1.75 - 1.25 x 0.5 % - 7.5 / 5,718.57) = 10,000 / 1.7424385
  const position = { ...inverse, closingFeeRate: 0.000_75 };
  expect(valueOf(legacyInverseCrossLiquidationPrice(position, 0.005))).toBeCloseTo(5_739.08, 2);
});

test('the old inverse cross liquidation price of a short', () => {
  const short = { ...inverse, side: 'short', backing: 0.25 } as const;
  // 10,000 / (1.25 - 0.25 + 0.00625); with a fee of 0.1 % at the bankruptcy price 9,990 another 10 / 9,990.
  expect(valueOf(legacyInverseCrossLiquidationPrice(short, 0.005))).toBeCloseTo(9_937.888, 3);
  const withFee = legacyInverseCrossLiquidationPrice({ ...short, closingFeeRate: 0.001 }, 0.005);
  expect(valueOf(withFee)).toBeCloseTo(9_928.012, 3);
});

test('a short that can never be bankrupt may still be liquidated: its maintenance is asked for on the entry', () => {
  const covered = { ...inverse, side: 'short', backing: 1.25, closingFeeRate: 0.001 } as const;
  // 10,000 / 0.00625
  expect(valueOf(legacyInverseCrossLiquidationPrice(covered, 0.005))).toBeCloseTo(1_600_000, 3);
  expect(legacyInverseCrossLiquidationPrice({ ...covered, backing: 1.3 }, 0.005).status).toBe('none');
});

test('a long that owes nearly all its coins is past every liquidation price before it is bankrupt', () => {
  // 1.25 - 1.249 - 1.25 x 0.5 % coins: less than none.
  const owing = legacyInverseCrossLiquidationPrice({ ...inverse, backing: -1.249 }, 0.005);
  expect(owing.status).toBe('already-liquidatable');
});

test('a coin worth less than one has its prices too', () => {
  const cheap = { ...linear, size: 1_000, entry: 0.5, backing: 100 } as const;
  expect(valueOf(linearBankruptcyPrice(cheap))).toBeCloseTo(0.4, 12);
  expect(valueOf(linearBankruptcyPrice({ ...cheap, side: 'short' }))).toBeCloseTo(0.6, 12);
});
