import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { boundary } from './boundary.ts';

test('the root of 2: the greatest number whose square is at most 2', () => {
  const root = boundary(0, 2, (value) => value * value <= 2);
  expect(root).toBe(1.414213562373095);
  expect((root + 2 ** -52) ** 2).toBeGreaterThan(2);
});

test('law: the edge itself is found, to the last bit', () => {
  fc.assert(
    fc.property(fc.double({ min: 0, max: 0.999, noNaN: true }), (edge) => {
      expect(boundary(0, 1, (value) => value <= edge)).toBe(edge);
    }),
  );
});
