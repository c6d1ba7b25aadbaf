import { expect, test } from 'vitest';
import { burkeRatio, modifiedBurkeRatio } from './burke.ts';

test('each run of losing periods is one drawdown, also at the end; winning and quiet periods end it', () => {
  // Runs: 0.1 and 0.2 together 0.28; 0.3; 0.4.
  const returns = [0.5, -0.1, -0.2, 0, -0.3, 0.1, -0.4];
  const root = Math.sqrt(0.28 ** 2 + 0.3 ** 2 + 0.4 ** 2);
  expect(burkeRatio(0.1, returns, 'fractions')).toMatchObject({ value: expect.closeTo(0.1 / root, 14) });
  expect(modifiedBurkeRatio(0.1, returns, 'fractions')).toMatchObject({
    value: expect.closeTo((0.1 * Math.sqrt(7)) / root, 14),
  });
});

test('read as percentages 0.1 and 0.2 lose 0.2998: 100 (1 - 0.999 x 0.998)', () => {
  expect(burkeRatio(0.1, [-0.1, -0.2, 0.5], 'percentages')).toMatchObject({
    value: expect.closeTo(0.1 / 0.2998, 10),
  });
  expect(burkeRatio(0.1, [0.5, -0.1, -0.2], 'percentages')).toMatchObject({
    value: expect.closeTo(0.1 / 0.2998, 10),
  });
});

test('no losing period: not applicable', () => {
  expect(burkeRatio(0.1, [0.1, 0], 'fractions')).toMatchObject({ status: 'not-applicable' });
  expect(modifiedBurkeRatio(0.1, [], 'fractions')).toMatchObject({ status: 'not-applicable' });
});
