import { expect, test } from 'vitest';
import { portfolioMarginScenarios } from './portfolio-margin-scenarios.ts';

// FINRA Rule 4210(g): ten equidistant points between the moves of each kind of underlying.
test.each([
  ['stock-or-narrow-index', [-0.15, -0.12, -0.09, -0.06, -0.03, 0.03, 0.06, 0.09, 0.12, 0.15]],
  ['high-capitalisation-broad-index', [-0.08, -0.064, -0.048, -0.032, -0.016, 0.012, 0.024, 0.036, 0.048, 0.06]],
  ['other-broad-index', [-0.1, -0.08, -0.06, -0.04, -0.02, 0.02, 0.04, 0.06, 0.08, 0.1]],
] as const)('%s has its ten points', (kind, moves) => {
  const { scenarios, minimumPerUnit } = portfolioMarginScenarios.arrays[kind];
  expect(scenarios).toHaveLength(moves.length);
  moves.forEach((move, index) => expect(scenarios[index]?.priceMove).toBeCloseTo(move, 15));
  expect(scenarios.every(({ volatilityMove, weight }) => volatilityMove === 0 && weight === 1)).toBe(true);
  expect(minimumPerUnit * 100).toBe(37.5);
});
