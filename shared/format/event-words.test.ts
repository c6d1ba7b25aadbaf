import { expect, test } from 'vitest';
import { bearersText } from './event-words.ts';

test('who bears a debt is said in the order in which they are asked', () => {
  expect(bearersText(['insurance-fund', 'auto-deleveraging'])).toBe(
    'the insurance fund, then traders in profit, by auto-deleveraging',
  );
});
