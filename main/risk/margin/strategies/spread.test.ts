import { expect, test } from 'vitest';
import { greatestLoss } from './spread.ts';
import type { OptionLeg } from './strategy-legs.ts';

function leg(right: 'call' | 'put', strike: number, quantity: number, multiplier = 100): OptionLeg {
  return { right, strike, quantity, price: 1, daysToExpiry: 30, multiplier };
}

// At expiry, before premiums: a share can fall to nothing, and rise without bound.
test.each([
  [[leg('put', 95, -1)], 9_500],
  [[leg('call', 95, -1)], Infinity],
  [[leg('call', 95, -1, 1)], Infinity],
  [[leg('call', 95, 2), leg('call', 100, -1)], 0],
  [[leg('call', 95, 1), leg('call', 100, -2)], Infinity],
  // Ten shares cover no hundred.
  [[leg('call', 95, 1, 10), leg('call', 100, -1)], Infinity],
  [[leg('put', 90, 1), leg('put', 95, -1)], 500],
])('%j loses at most %s', (legs, loss) => {
  expect(greatestLoss(legs)).toBe(loss);
});
