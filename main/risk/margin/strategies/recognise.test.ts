import fc from 'fast-check';
import { expect, test } from 'vitest';
import { recogniseStrategies } from './recognise.ts';
import type { OptionLeg, Underlying } from './strategy-legs.ts';

const stock: Underlying = { price: 100, kind: 'equity', leverageFactor: 1 };
const never = Infinity;

function leg(right: 'call' | 'put', strike: number, quantity: number, price: number, daysToExpiry = 30): OptionLeg {
  return { right, strike, quantity, price, daysToExpiry, multiplier: 100 };
}

function summary(legs: readonly OptionLeg[], underlying = stock, loanValueDays = never) {
  return recogniseStrategies(legs, underlying, loanValueDays).map(({ name, initial, cash, maintenance }) => ({
    name,
    figures: [initial, cash, maintenance].map(Math.round),
  }));
}

function total(legs: readonly OptionLeg[]): number {
  return recogniseStrategies(legs, stock, never).reduce((sum, { maintenance }) => sum + maintenance, 0);
}

// Worked by hand by FINRA Rule 4210(f)(2); initial, cash account, maintenance for 100 shares at 100.
test.each([
  ['uncovered call', [leg('call', 105, -1, 2)], [1700, 9800, 1500]],
  ['uncovered put', [leg('put', 80, -1, 1)], [900, 7900, 800]],
  ['long call', [leg('call', 105, 1, 2)], [200, 200, 200]],
  ['short straddle', [leg('call', 100, -1, 4), leg('put', 100, -1, 3)], [2700, 19300, 2000]],
  ['short strangle', [leg('call', 105, -1, 2), leg('put', 90, -1, 1)], [1800, 18700, 1500]],
  ['vertical spread', [leg('call', 100, -1, 4), leg('call', 105, 1, 2)], [300, 300, 300]],
  ['calendar spread', [leg('call', 100, -1, 4), leg('call', 100, 1, 6, 60)], [200, 200, 200]],
  ['diagonal spread', [leg('call', 100, -1, 4), leg('call', 105, 1, 5, 60)], [600, 600, 600]],
  ['butterfly', [leg('call', 95, 1, 7), leg('call', 100, -2, 4), leg('call', 105, 1, 2)], [100, 100, 100]],
  [
    'iron condor',
    [leg('put', 90, 1, 1), leg('put', 95, -1, 2), leg('call', 105, -1, 2), leg('call', 110, 1, 1)],
    [300, 300, 300],
  ],
])('%s', (name, legs, figures) => {
  expect(summary(legs)).toEqual([{ name, figures }]);
});

test('a box sold is held at its greatest loss once, a box bought at what its two verticals cost', () => {
  const box = (side: number) => [
    leg('call', 95, side, 8),
    leg('call', 105, -side, 2),
    leg('put', 105, side, 6),
    leg('put', 95, -side, 3),
  ];
  // 10 a share at every price, sold for 9. The verticals by themselves would ask for 10 each: 400 and 700.
  expect(summary(box(-1))).toEqual([{ name: 'box spread', figures: [100, 100, 100] }]);
  expect(summary(box(1)).map(({ name }) => name)).toEqual(['vertical spread', 'vertical spread']);
  expect(total(box(1))).toBe(900);
});

test('a long call covers no short put, however deep', () => {
  const names = summary([leg('put', 1000, -1, 900), leg('call', 1000, 1, 1)]).map(({ name }) => name);
  expect(names.toSorted()).toEqual(['long call', 'uncovered put']);
});

test('a broad index takes 15 %, a doubled fund twice the percentages', () => {
  expect(summary([leg('call', 100, -1, 2)], { ...stock, kind: 'broad' })[0]?.figures[0]).toBe(1700);
  expect(summary([leg('call', 100, -1, 2)], { ...stock, leverageFactor: 2 })[0]?.figures[0]).toBe(4200);
  // Far out of the money: twice 10 % of 100, and 100 of premium.
  expect(summary([leg('call', 200, -1, 1)], { ...stock, leverageFactor: 2 })[0]?.figures[0]).toBe(2100);
  // 20 % less 10 out of the money, and 100 of premium.
  expect(summary([leg('put', 90, -1, 1)])[0]?.figures[0]).toBe(1100);
});

test('a cash account holds the greater of index and strike for a short call on a broad index', () => {
  expect(summary([leg('call', 105, -1, 2)], { ...stock, kind: 'broad' })[0]?.figures[1]).toBe(10300);
  expect(summary([leg('call', 95, -1, 7)], { ...stock, kind: 'broad' })[0]?.figures[1]).toBe(9300);
});

test('a long option has loan value from the stated days on', () => {
  expect(summary([leg('call', 100, 1, 8, 300)], stock, 300)[0]?.figures).toEqual([600, 800, 600]);
  expect(summary([leg('call', 100, 1, 8, 299)], stock, 300)[0]?.figures).toEqual([800, 800, 800]);
});

test('a long call that expires first covers nothing', () => {
  const names = summary([leg('call', 100, -1, 6, 60), leg('call', 100, 1, 4)]).map(({ name }) => name);
  expect(names.toSorted()).toEqual(['long call', 'uncovered call']);
});

test('three short against two long leave one uncovered', () => {
  expect(summary([leg('call', 100, -3, 4), leg('call', 105, 2, 2)])).toEqual([
    { name: 'vertical spread', figures: [600, 600, 600] },
    { name: 'uncovered call', figures: [2400, 9600, 2000] },
  ]);
});

const anyLegs = fc.array(
  fc
    .record({
      right: fc.constantFrom('call' as const, 'put' as const),
      strike: fc.integer({ min: 16, max: 24 }).map((five) => five * 5),
      quantity: fc.integer({ min: -3, max: 3 }).filter((contracts) => contracts !== 0),
      price: fc.integer({ min: 1, max: 20 }),
      daysToExpiry: fc.constantFrom(30, 60),
    })
    .map(({ right, strike, quantity, price, daysToExpiry }) => leg(right, strike, quantity, price, daysToExpiry)),
  { minLength: 1, maxLength: 5 },
);

test('the order of legs changes nothing', () => {
  fc.assert(
    fc.property(anyLegs, (legs) => {
      expect(total(legs.toReversed())).toBeCloseTo(total(legs), 6);
    }),
  );
});

test('two halves of a position ask for what the whole does', () => {
  fc.assert(
    fc.property(anyLegs, (legs) => {
      const whole = legs.map((one) => ({ ...one, quantity: 2 * one.quantity }));
      expect(total([...legs, ...legs])).toBeCloseTo(total(whole), 6);
    }),
  );
});

test('one more long option never asks for more than what is paid for it', () => {
  fc.assert(
    fc.property(anyLegs, anyLegs, (legs, [more]) => {
      const long = { ...(more as OptionLeg), quantity: 1 };
      // Unlike the option's value, which counts as equity, the requirement less that value can only fall.
      expect(total([...legs, long])).toBeLessThanOrEqual(total(legs) + 100 * long.price + 1e-6);
    }),
  );
});

test('strategies never ask for more than their legs alone, and use every contract once', () => {
  fc.assert(
    fc.property(anyLegs, (legs) => {
      const apart = legs.reduce((sum, one) => sum + total([one]), 0);
      expect(total(legs)).toBeLessThanOrEqual(apart + 1e-6);
      const used = recogniseStrategies(legs, stock, never).flatMap((strategy) => strategy.legs);
      const contracts = (all: readonly OptionLeg[]) => all.reduce((sum, one) => sum + one.quantity * one.strike, 0);
      expect(contracts(used)).toBe(contracts(legs));
    }),
  );
});

// The call at 105 asks for 15 a share and its 2 of premium by itself; 17 is also what a call at 122 leaves to lose.
test.each([
  [122, ['uncovered call', 'long call']],
  // 50 cents dearer, the same, not half a cent less, a dollar less.
  [122.005, ['uncovered call', 'long call']],
  [121.99996, ['uncovered call', 'long call']],
  [121.99, ['vertical spread']],
])('a call bought at %s beside it is a spread only where that asks for less', (strike, names) => {
  const found = summary([leg('call', 105, -1, 2), leg('call', strike, 1, 1)]).map(({ name }) => name);
  expect(found.toSorted()).toEqual(names.toSorted());
});

test('two spreads of calls and puts that lose apart from each other are two spreads', () => {
  // Calendars of calls and of puts; 1,000 and 1,000 would be no less together.
  const legs = [leg('call', 100, -1, 4), leg('call', 100, 1, 6, 60), leg('put', 100, -1, 3), leg('put', 100, 1, 5, 60)];
  expect(summary(legs).map(({ name }) => name)).toEqual(['calendar spread', 'calendar spread']);
});

test('contracts of other sizes: ten of 10 shares cover one of 100, one of a single share stands alone', () => {
  const mini = { ...leg('call', 105, 12, 2), multiplier: 10 };
  // 5 a share to lose, 200 paid less 400 taken; two minis are left at 20 each.
  expect(summary([leg('call', 100, -1, 4), mini])).toEqual([
    { name: 'vertical spread', figures: [300, 300, 300] },
    { name: 'long call', figures: [40, 40, 40] },
  ]);
  expect(summary([{ ...leg('call', 105, -1, 2), multiplier: 1 }])[0]?.figures).toEqual([17, 98, 15]);
});

test('of many series only pairs are recognised, which asks for no less', () => {
  const series = (count: number) =>
    Array.from({ length: count }, (_, at) => ({
      right: at % 2 === 0 ? ('call' as const) : ('put' as const),
      strike: 60 + 5 * Math.floor(at / 2),
      daysToExpiry: 30,
      quantity: at % 4 < 2 ? -1 : 1,
      multiplier: 100,
      price: 1,
    }));
  const share = { price: 100, kind: 'equity', leverageFactor: 1 } as const;
  const sizes = (count: number) => recogniseStrategies(series(count), share, Infinity).map(({ legs }) => legs.length);
  expect(Math.max(...sizes(24))).toBeGreaterThan(2);
  expect(Math.max(...sizes(25))).toBe(2);
});
