import { expect, test } from 'vitest';
import { differenceText, unitText } from './unit-texts.ts';

test('a figure and its difference in every unit', () => {
  const each = (value: number, unit: string) => [unitText(value, unit), differenceText(value, unit)];
  expect(each(1250.4, 'money')).toEqual(['1,250', '+1,250']);
  expect(each(0.6441, 'fraction')).toEqual(['64.4 %', '+64.4 %']);
  expect(each(4.5678, 'multiple')).toEqual(['4.57×', '+4.57×']);
  expect(each(2.39, 'sigma')).toEqual(['2.3 σ', '+2.4 σ']);
  expect(each(31_578.947, 'price')).toEqual(['31,578.9', '+31,578.9']);
  expect(differenceText(-0.00011404, 'price', 0.045935)).toBe('−0.000114');
  expect(each(-0.25, 'quantity')).toEqual(['−0.25', '−0.25']);
  expect(each(18_000, 'quantity')).toEqual(['+18,000', '+18,000']);
});
