import { expect, test } from 'vitest';
import { recogniseWithStock } from './recognise.ts';
import type { OptionLeg, Underlying } from './strategy-legs.ts';

const share: Underlying = { price: 100, kind: 'equity', leverageFactor: 1 };

function leg(right: 'call' | 'put', strike: number, quantity: number, price: number, daysToExpiry = 30): OptionLeg {
  return { right, strike, quantity, price, daysToExpiry, multiplier: 100 };
}

function summary(shares: number, legs: readonly OptionLeg[], underlying = share) {
  const { stock, options } = recogniseWithStock(legs, shares, underlying, Infinity);
  return [...stock, ...options].map((one) => [one.name, one.initial, one.cash, one.maintenance]);
}

// By hand, by FINRA Rule 4210(f)(2)(H)(v): name, initial, cash account, maintenance of 100 shares at 100.
test.each([
  // 10 % of 95 and 5 out of the money: 1,450, and 200 for the put less 200 of the call.
  [100, [leg('put', 95, 1, 2), leg('call', 105, -1, 2)], ['collar', 5200, 10_000, 1450]],
  // The call is 5 in the money, the put 10 out of it: 900 + 1,000 + 500, and 100 for the put less 700 of the call.
  [100, [leg('put', 90, 1, 1), leg('call', 95, -1, 7)], ['collar', 5350, 9400, 1800]],
  // A put that is in the money itself: 10 % of 102.
  [100, [leg('put', 102, 1, 4), leg('call', 105, -1, 2)], ['collar', 5400, 10_200, 1220]],
  // 10 % of 100, and 300 for the put less 400 of the call.
  [100, [leg('put', 100, 1, 3), leg('call', 100, -1, 4)], ['conversion', 5300, 9900, 900]],
  // 10 % of 90 and the 10 that the call is in the money, and 100 for the put less 1,200 of the call.
  [100, [leg('put', 90, 1, 1), leg('call', 90, -1, 12)], ['conversion', 5600, 8900, 800]],
  [100, [leg('put', 110, 1, 12), leg('call', 110, -1, 1)], ['conversion', 6200, 11_100, 2200]],
  [-100, [leg('put', 100, -1, 3), leg('call', 100, 1, 4)], ['reverse conversion', 5400, null, 1100]],
  // 10 % of 110 and the 10 that the put is in the money, and 100 for the call less 1,200 of the put.
  [-100, [leg('put', 110, -1, 12), leg('call', 110, 1, 1)], ['reverse conversion', 6600, null, 1000]],
  [-100, [leg('put', 90, -1, 1), leg('call', 90, 1, 12)], ['reverse conversion', 6200, null, 2000]],
])('%s shares with %j', (shares, legs, figures) => {
  expect(summary(shares, legs)).toEqual([figures]);
});

test.each([
  ['a put above the call', 100, [leg('put', 105, 1, 7), leg('call', 95, -1, 7)], ['covered call', 'long put']],
  [
    'a call that outlives the put',
    100,
    [leg('put', 95, 1, 2), leg('call', 105, -1, 2, 60)],
    ['covered call', 'long put'],
  ],
  [
    'stock sold short between two strikes',
    -100,
    [leg('put', 95, -1, 2), leg('call', 105, 1, 2)],
    ['covered put', 'long call'],
  ],
  ['nothing sold', 100, [leg('put', 95, 1, 2), leg('call', 105, 1, 2)], ['protective put', 'long call']],
  ['nothing bought', 100, [leg('put', 95, -1, 2), leg('call', 105, -1, 2)], ['covered call', 'uncovered put']],
  ['a put sold and one bought', 100, [leg('put', 90, -1, 1), leg('put', 95, 1, 2)], ['long stock', 'vertical spread']],
  ['a call sold and one bought', 100, [leg('call', 105, -1, 2), leg('call', 110, 1, 1)], ['covered call', 'long call']],
] as const)('%s is no collar', (_, shares, legs, names) => {
  expect(summary(shares, legs).map(([name]) => name)).toEqual(names);
});

test('one collar of a hundred shares, and the rest by itself', () => {
  expect(summary(250, [leg('put', 95, 2, 2), leg('call', 105, -1, 2)])).toEqual([
    ['collar', 5200, 10_000, 1450],
    ['protective put', 5200, 10_200, 1650],
    ['long stock', 2500, 5000, 1250],
  ]);
});

test('a broker with rates of his own grants no collar', () => {
  const house = { maintenanceRate: 0.3, initialRate: 0.5 };
  const legs = [leg('put', 95, 1, 2), leg('call', 105, -1, 2)];
  expect(summary(100, legs, { ...share, house })).toEqual([
    ['covered call', 5000, 9800, 2800],
    ['long put', 200, 200, 200],
  ]);
});
