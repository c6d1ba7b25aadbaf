import { expect, test } from 'vitest';
import { textOrder } from './text-order.ts';

test('capitals before small letters, a beginning before the whole, equal names stay', () => {
  expect(['ab', 'b', 'B', 'a'].toSorted(textOrder)).toEqual(['B', 'a', 'ab', 'b']);
  expect([textOrder('a', 'b'), textOrder('b', 'a'), textOrder('a', 'a')]).toEqual([-1, 1, 0]);
});
