import { expect, test } from 'vitest';
import { greatestLoss } from './spread.ts';
import type { OptionLeg } from './strategy-legs.ts';

function leg(right: 'call' | 'put', strike: number, quantity: number, multiplier = 100): OptionLeg {
  return { right, strike, quantity, price: 1, daysToExpiry: 30, multiplier };
}

// At expiry, before premiums.
test.each([
  [[leg('put', 90, 1), leg('put', 95, -1)], 500],
  [[leg('call', 95, 1), leg('call', 100, -1)], 0],
  [[leg('call', 95, -1), leg('call', 100, 1)], 500],
  // Ten contracts of 10 shares cover one of 100.
  [[leg('call', 95, -1), leg('call', 100, 10, 10)], 500],
  // Worth 10 a share at every price.
  [[leg('call', 95, 1), leg('call', 105, -1), leg('put', 105, 1), leg('put', 95, -1)], 0],
  // 5 at 100, nothing elsewhere; the other side of it loses them there.
  [[leg('call', 95, -1), leg('call', 100, 2), leg('call', 105, -1)], 500],
])('%j loses at most %s', (legs, loss) => {
  expect(greatestLoss(legs)).toBe(loss);
});
