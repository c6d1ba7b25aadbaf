import { expect, test } from 'vitest';
import { recogniseStrategies } from './recognise.ts';
import type { OptionLeg, Underlying } from './strategy-legs.ts';
import { strategyParts } from './strategy-parts.ts';

const underlying: Underlying = { price: 100, kind: 'equity', leverageFactor: 1 };

function leg(strike: number, quantity: number, price: number): OptionLeg {
  return { right: 'call', strike, quantity, price, daysToExpiry: 30, multiplier: 100 };
}

test.each([
  [[leg(105, 2, 3)], [['premium', 600]]],
  [
    [leg(100, -1, 4), leg(105, 1, 2)],
    [
      ['greatest loss at the strikes', 500],
      ['net debit', -200],
    ],
  ],
  [
    [leg(105, -2, 2)],
    [
      ['premium', 400],
      ['percent of underlying', 4000],
      ['out of the money', 1000],
      ['minimum', 2000],
    ],
  ],
])('what the requirement of %j is made of', (legs, parts) => {
  const found = recogniseStrategies(legs, underlying, Infinity).flatMap((one) => strategyParts(one, underlying));
  expect(found.map(({ name, amount }) => [name, amount])).toEqual(parts);
});
