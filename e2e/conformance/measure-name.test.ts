import { expect, test } from 'vitest';
import { figureOf } from './figure-of.ts';
import { levelOf, parseMeasureName, statedIn } from './measure-name.ts';

test('numbers in a name are parameters: with their letters, or a level', () => {
  const kappa = parseMeasureName('kappa_l2_MAR0.005');
  expect(kappa.measure).toBe('kappa');
  expect([statedIn(kappa, 'l'), statedIn(kappa, 'MAR')]).toEqual([2, 0.005]);
  expect(() => statedIn(kappa, 'excess')).toThrow('"kappa" states no excess');
  expect(parseMeasureName('max_drawdown')).toEqual({ measure: 'max_drawdown', stated: new Map() });
});

test('the level stands in percent in the name, or as a fraction in the case', () => {
  expect(levelOf(parseMeasureName('cdar_97.5'), {})).toBeCloseTo(0.975, 15);
  expect(levelOf(parseMeasureName('cdar'), { beta: 0.9 })).toBe(0.9);
  expect(() => levelOf(parseMeasureName('cdar'), {})).toThrow('neither "cdar" nor the case states a level');
});

test('where there is no figure the file prints null', () => {
  expect(figureOf(0.5)).toBe(0.5);
  expect(figureOf({ status: 'value', value: 2 })).toBe(2);
  expect(figureOf({ status: 'not-applicable', reason: 'nothing lost' })).toBeNull();
});
