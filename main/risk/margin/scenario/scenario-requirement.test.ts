import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { ScenarioArray } from '../../../../shared/book/scenario-array.ts';
import { known, missing, type Maybe } from '../../../../shared/measures/outcome.ts';
import { classRequirement, type ScenarioClass, type ScenarioHolding, type ScenarioPricer } from './scenario-class.ts';
import { scenarioRequirement } from './scenario-requirement.ts';

/** Half and whole of a 10 % move, and an extreme one of 30 % that counts with a third. */
const array: ScenarioArray = {
  name: 'example',
  scenarios: [-0.3, -0.1, -0.05, 0.05, 0.1, 0.3].map((priceMove) => ({
    priceMove,
    volatilityMove: 0.04,
    weight: Math.abs(priceMove) === 0.3 ? 0.3 : 1,
  })),
  minimumPerUnit: 0.375,
};
const gap = missing('No volatility.', 'Import one.');
const noOptions: ScenarioPricer = () => gap;

function linear(value: number, minimumUnits = 0): ScenarioHolding {
  return { kind: 'linear', label: 'shares', value, minimumUnits };
}
function on(underlying: string, ...holdings: readonly ScenarioHolding[]): ScenarioClass {
  return { underlying, array, holdings };
}
function valueOf<T>(found: Maybe<T>): T {
  if (found.status === 'missing-data') throw new Error(found.reason);
  return found.value;
}

test('1,000 long asks for its loss at -10 %; the extreme move counts with its weight', () => {
  const found = valueOf(classRequirement(on('A', linear(1000)), noOptions));
  [90, 100, 50, -50, -100, -90].forEach((loss, index) => expect(found.losses[index]).toBeCloseTo(loss, 10));
  expect(found.worst).toBe(1);
  expect(found.requirement).toBeCloseTo(100, 10);
  expect(valueOf(classRequirement(on('A', linear(-1000)), noOptions)).worst).toBe(4);
});

test('a future against its stock asks for the minimum of its contracts: 37.50 each at a multiplier of 100', () => {
  const found = valueOf(classRequirement(on('A', linear(1000), linear(-1000, 200)), noOptions));
  expect(found.minimum).toBe(75);
  expect(found.requirement).toBe(75);
});

test('options take their value from the pricer, at the moved price and volatility', () => {
  // Worth 5 + 100 x move + 50 x shift: 100 sold lose 100 x (10 + 2) at +10 %, and 100 x (30 + 2) x 0.3 at +30 %.
  const pricer: ScenarioPricer = (option, move, shift) => known(option.price + 100 * move + 50 * shift);
  const sold: ScenarioHolding = { kind: 'option', label: 'call', units: -100, price: 5 };
  const found = valueOf(classRequirement(on('A', sold), pricer));
  expect(found.requirement).toBeCloseTo(1200, 9);
  expect(found.losses[5]).toBeCloseTo(960, 9);
  expect(found.minimum).toBe(37.5);
  expect(found.lines).toBeNull();
});

test('a bought option asks for no more than it is worth, a dear one for its minimum', () => {
  const still: ScenarioPricer = (option) => known(option.price);
  const bought = (price: number): ScenarioHolding => ({ kind: 'option', label: 'put', units: 100, price });
  expect(valueOf(classRequirement(on('A', bought(0.1)), still)).requirement).toBeCloseTo(10, 12);
  expect(valueOf(classRequirement(on('A', bought(5)), still)).requirement).toBe(37.5);
});

test('the lines keep the side: 8 % down and 6 % up of 1,000 held and 400 sold', () => {
  const scenarios = [-0.08, 0.06].map((priceMove) => ({ priceMove, volatilityMove: 0, weight: 1 }));
  const subject = { ...on('A', linear(1000), linear(-400)), array: { ...array, scenarios } };
  const slopes = valueOf(classRequirement(subject, noOptions)).lines?.map(({ slope }) => slope);
  expect(slopes).toEqual([0, expect.closeTo(48, 9), expect.closeTo(-36, 9)]);
});

test('half a unit bought asks for what it is worth, a small loss counts whole', () => {
  const still: ScenarioPricer = (option) => known(option.price);
  const half: ScenarioHolding = { kind: 'option', label: 'put', units: 0.5, price: 0.1 };
  expect(valueOf(classRequirement(on('A', half), still)).requirement).toBeCloseTo(0.05, 12);
  const group = { label: 'G', offset: 0.5, classes: [on('A', linear(5))] };
  expect(valueOf(scenarioRequirement([group], noOptions)).requirement).toBeCloseTo(0.5, 12);
});

test('an option that cannot be valued makes the whole missing, never smaller', () => {
  const sold: ScenarioHolding = { kind: 'option', label: 'call', units: -1, price: 5 };
  const group = { label: 'G', offset: 0, classes: [on('A', linear(1000), sold)] };
  expect(scenarioRequirement([group], noOptions)).toBe(gap);
});

test('gains of a related class pay for a part of the losses at the same point', () => {
  // A long 1,000, B short 600: at -10 % A loses 100, B gains 60, of which 90 % count: 46.
  const classes = [on('A', linear(1000)), on('B', linear(-600))];
  const within = valueOf(scenarioRequirement([{ label: 'indexes', offset: 0.9, classes }], noOptions));
  expect(within.requirement).toBeCloseTo(46, 10);
  const apart = classes.map((one) => ({ label: one.underlying, offset: 0.9, classes: [one] }));
  expect(valueOf(scenarioRequirement(apart, noOptions)).requirement).toBeCloseTo(160, 10);
});

test('a group asks for at least the minimums of all its classes', () => {
  const classes = [on('A', linear(0, 100)), on('B', linear(0, 200))];
  expect(valueOf(scenarioRequirement([{ label: 'G', offset: 1, classes }], noOptions)).requirement).toBe(112.5);
});

test('classes with other scenarios cannot offset', () => {
  const other = { ...on('B', linear(1)), array: { ...array, scenarios: array.scenarios.slice(1) } };
  const group = { label: 'G', offset: 0.5, classes: [on('A', linear(1)), other] };
  expect(() => scenarioRequirement([group], noOptions)).toThrow(
    new RangeError('the classes of G have different scenarios: they cannot offset'),
  );
});

const values = fc.array(fc.double({ min: -1e6, max: 1e6, noNaN: true }), { maxLength: 6 });
const worth = (all: readonly number[]): number => all.reduce((total, value) => total + value, 0);
const needOf = (all: readonly number[]): number =>
  valueOf(classRequirement(on('A', ...all.map((value) => linear(value))), noOptions)).requirement;

test('laws of one class: never below 0, no more together than apart, in proportion to its size', () => {
  fc.assert(
    fc.property(values, values, fc.double({ min: 0, max: 10, noNaN: true }), (left, right, factor) => {
      const [one, other] = [needOf(left), needOf(right)];
      expect(one).toBeGreaterThanOrEqual(0);
      expect(needOf([...left, ...right])).toBeLessThanOrEqual(one + other + 1e-6);
      expect(needOf(left.map((value) => value * factor))).toBeCloseTo(one * factor, 5);
    }),
  );
});

test('the lines are the requirement at every price, and agree with the grid evaluated anew', () => {
  fc.assert(
    fc.property(values, fc.double({ min: 0, max: 3, noNaN: true }), fc.nat(500), (held, factor, units) => {
      const subject = on('A', ...held.map((value) => linear(value)), linear(0, units));
      const lines = valueOf(classRequirement(subject, noOptions)).lines ?? [];
      const byLines = Math.max(...lines.map(({ constant, slope }) => constant + slope * factor));
      const moved = worth(held) * factor;
      const byGrid = Math.max(units * 0.375, Math.abs(moved) * 0.1);
      expect(byLines).toBeCloseTo(byGrid, 5);
    }),
  );
});
