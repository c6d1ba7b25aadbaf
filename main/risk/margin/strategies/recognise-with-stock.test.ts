import fc from 'fast-check';
import { expect, test } from 'vitest';
import { recogniseWithStock } from './recognise.ts';
import type { OptionLeg, Underlying } from './strategy-legs.ts';

const underlying: Underlying = { price: 100, kind: 'equity', leverageFactor: 1 };

function leg(right: 'call' | 'put', strike: number, quantity: number, price: number, daysToExpiry = 30): OptionLeg {
  return { right, strike, quantity, price, daysToExpiry, multiplier: 100 };
}

function summary(shares: number, legs: readonly OptionLeg[], price = 100) {
  const { stock, options } = recogniseWithStock(legs, shares, { ...underlying, price }, Infinity);
  return [...stock, ...options].map((one) => [one.name, one.initial, one.cash, one.maintenance]);
}

function total(shares: number, legs: readonly OptionLeg[]): number {
  const { stock, options } = recogniseWithStock(legs, shares, underlying, Infinity);
  return [...stock, ...options].reduce((sum, { maintenance }) => sum + maintenance, 0);
}

// By hand, by Regulation T and FINRA Rule 4210(c) and (f)(2): name, initial, cash account, maintenance.
test.each([
  [100, [], ['long stock', 5000, 10000, 2500]],
  [-100, [], ['short stock', 5000, null, 3000]],
  [100, [leg('call', 105, -1, 2)], ['covered call', 5000, 9800, 2300]],
  // In the money by 10 a share: 25 % of 9,000, and 1,000, less the 1,200 the call already takes off equity.
  [100, [leg('call', 90, -1, 12)], ['covered call', 5500, 8800, 2050]],
  [-100, [leg('put', 95, -1, 2)], ['covered put', 5000, null, 2800]],
  [-100, [leg('put', 110, -1, 12)], ['covered put', 6500, null, 3100]],
  // 10 % of 95 and 5 out of the money: 1,450 instead of 2,500, and 200 for the put.
  [100, [leg('put', 95, 1, 2)], ['protective put', 5200, 10200, 1650]],
  [100, [leg('put', 110, 1, 12)], ['protective put', 6200, 11200, 2300]],
  [-100, [leg('call', 105, 1, 2)], ['protective call', 5200, null, 1750]],
  [-100, [leg('call', 90, 1, 12)], ['protective call', 6200, null, 2100]],
])('%s shares with %j', (shares, legs, figures) => {
  expect(summary(shares, legs)).toEqual([figures]);
});

test.each([
  [2, 250],
  [4, 400],
  [5, 500],
  [10, 500],
  [20, 600],
])('stock sold short at %s asks for %s for 100 shares', (price, maintenance) => {
  expect(summary(-100, [], price)[0]?.[3]).toBe(maintenance);
});

// FINRA Regulatory Notice 09-53: the stock's own rate times the multiple of the fund, at most all of its value.
test.each([
  [3, 100, [leg('call', 105, -1, 2)], ['covered call', 7500, 9800, 7300]],
  [3, -100, [leg('put', 95, -1, 2)], ['covered put', 9000, null, 8800]],
  [4, -100, [leg('put', 95, -1, 2)], ['covered put', 10_000, null, 9800]],
])('a fund of %s times: %s shares with %j', (leverageFactor, shares, legs, figures) => {
  const { stock, options } = recogniseWithStock(legs, shares, { ...underlying, leverageFactor }, Infinity);
  const found = [...stock, ...options].map((one) => [one.name, one.initial, one.cash, one.maintenance]);
  expect(found).toEqual([[figures[0], figures[1], figures[2], expect.closeTo(figures[3] as number, 9)]]);
});

test('150 shares cover one call of two; 50 stay alone', () => {
  expect(summary(150, [leg('call', 105, -2, 2)])).toEqual([
    ['covered call', 5000, 9800, 2300],
    ['long stock', 2500, 5000, 1250],
    ['uncovered call', 1700, 9800, 1500],
  ]);
});

test('a put that the stock does not cover stays uncovered', () => {
  expect(summary(100, [leg('put', 80, -1, 1)]).map(([name]) => name)).toEqual(['long stock', 'uncovered put']);
});

test('300 contracts against stock for 250 are paired as far as the shares go', () => {
  const { stock, options } = recogniseWithStock([leg('call', 105, -300, 2)], 25000, underlying, Infinity);
  expect(stock.map((one) => [one.name, one.shares, one.options[0]?.quantity])).toEqual([['covered call', 25000, -250]]);
  expect(options.map(({ name, legs }) => [name, legs[0]?.quantity])).toEqual([['uncovered call', -50]]);
});

test('with more ways than can be tried the series that saves most a share comes first', () => {
  // A share of the 95 saves 23.25 (45 apart, 21.75 covered), one of the 110 saves 11 (35 apart, 24 covered); the put none.
  const legs = [leg('call', 110, -300, 1), leg('call', 95, -300, 7), leg('put', 80, -1, 1)];
  const { stock, options } = recogniseWithStock(legs, 40_000, underlying, Infinity);
  expect(stock.map((one) => [one.options[0]?.strike, one.shares])).toEqual([
    [95, 30_000],
    [110, 10_000],
  ]);
  expect(options.map((one) => [one.name, one.legs[0]?.quantity])).toEqual([
    ['short strangle', -1],
    ['uncovered call', -199],
  ]);
});

test('one share alone and one covered call, to the dollar', () => {
  expect(total(1, [])).toBe(25);
  expect(total(100, [leg('call', 105, -1, 2)])).toBe(2300);
});

const anyLegs = fc.array(
  fc
    .tuple(
      fc.constantFrom('call' as const, 'put' as const),
      fc.constantFrom(90, 100, 110),
      fc.constantFrom(-2, -1, 1, 2),
      fc.integer({ min: 1, max: 15 }),
    )
    .map(([right, strike, quantity, price]) => leg(right, strike, quantity, price)),
  { minLength: 1, maxLength: 3 },
);
const anyShares = fc.constantFrom(-250, -100, 100, 200);

test('the order of legs changes nothing, nor does splitting a position', () => {
  fc.assert(
    fc.property(anyShares, anyLegs, (shares, legs) => {
      expect(total(shares, legs.toReversed())).toBeCloseTo(total(shares, legs), 6);
      const doubled = legs.map((one) => ({ ...one, quantity: 2 * one.quantity }));
      expect(total(shares, [...legs, ...legs])).toBeCloseTo(total(shares, doubled), 6);
    }),
  );
});

test('never more than stock and legs alone; a further long option at most its own price', () => {
  fc.assert(
    fc.property(anyShares, anyLegs, (shares, legs) => {
      const whole = total(shares, legs);
      const apart = legs.reduce((sum, one) => sum + total(0, [one]), total(shares, []));
      expect(whole).toBeLessThanOrEqual(apart + 1e-6);
      expect(total(shares, [...legs, leg('put', 95, 1, 3)])).toBeLessThanOrEqual(whole + 300 + 1e-6);
    }),
  );
});
