import { expect, test } from 'vitest';
import { largestPassingCount } from './largest-passing-count.ts';

test('the largest count that passes: to the last one, at an edge, none but nothing, not even nothing', () => {
  for (const most of [0, 1, 5, 63, 64, 65, 1000, 4096]) {
    expect(largestPassingCount(most, () => true)).toBe(most);
    expect(largestPassingCount(most, () => false)).toBeNull();
    expect(largestPassingCount(most, (count) => count === 0)).toBe(0);
    for (const edge of [1, 2, 40, 999])
      expect(largestPassingCount(most, (count) => count <= edge)).toBe(Math.min(edge, most));
  }
});

test('a trade that hedges first: small ones fail, some pass, large ones fail; up to 64 steps the largest is found', () => {
  for (let only = 0; only <= 64; only += 1) expect(largestPassingCount(64, (count) => count === only)).toBe(only);
  expect(largestPassingCount(50, (count) => count < 10 || count === 31)).toBe(31);
  // Of 100 sizes every one, or every other one, is looked at; of 192 every third, and between two of them it is halved.
  expect(largestPassingCount(100, (count) => count === 1)).toBe(1);
  expect(largestPassingCount(192, (count) => count === 0 || count === 2)).toBe(0);
  // Every 100th of 6,400 is looked at: from 3,000 on it passes up to 3,055.
  expect(largestPassingCount(6400, (count) => count >= 2990 && count <= 3055)).toBe(3055);
});

test('the scan looks at 64 parts and halves the one that holds the edge, no more', () => {
  let asked = 0;
  const answer = largestPassingCount(64 * 1024, (count) => {
    asked += 1;
    return count <= 700;
  });
  expect(answer).toBe(700);
  // 65 on the grid down to nothing, then ten halvings of 1,024.
  expect(asked).toBe(75);
});
