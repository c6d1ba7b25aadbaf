import { expect, test } from 'vitest';
import { boundaryBeyond } from './boundary-beyond.ts';

test('the last number at which something holds is found without looking further than twice away', () => {
  const asked: number[] = [];
  const found = boundaryBeyond(0, 1, (value) => {
    asked.push(value);
    return value <= 9;
  });
  expect(found).toBe(9);
  expect(asked.slice(0, 5)).toEqual([1, 2, 4, 8, 16]);
  expect(boundaryBeyond(0, 1, (value) => value <= 0.3)).toBe(0.3);
  expect(boundaryBeyond(0, 1, () => true)).toBe(Infinity);
});
