import { expect, test } from 'vitest';
import { known } from '../../../shared/measures/outcome.ts';
import { account, asOfMs, balance, position, tiers } from '../fixtures/build-book.ts';
import { compileAccount } from '../margin/compile-pools.ts';
import type { MarginTable } from '../margin/margin-table.ts';
import { shockLadder } from './ladder.ts';

/** The worst moves of FINRA Rule 4210(g) for shares. */
const scenarioArrays = {
  validFrom: '2008-08-01',
  source: 'the rule',
  arrays: {
    'stock-or-narrow-index': {
      name: 'stock',
      scenarios: [-0.15, 0.15].map((priceMove) => ({ priceMove, volatilityMove: 0, weight: 1 })),
      minimumPerUnit: 0.375,
    },
  },
};

test('a share that does not move with another goes on asking for what it asks for at the marks', () => {
  const held = (symbol: string, quantity: number, mark: number) =>
    position({ symbol, quantity, entry: mark, mark, tiers: tiers([0, 0.25, 0]), table: { origin: 'flat-rate' } });
  const margin = account([held('ACME', 100, 100), held('OTHR', -50, 40)], [balance('USD', -5_000)], {
    venue: 'interactive-brokers',
    marginMode: 'portfolio',
    scenarioArrays,
  });
  const [table] = compileAccount(margin, asOfMs) as readonly [MarginTable];
  const axis = { asset: 'ACME', from: -0.5, to: 0.5, step: 0.5, beta: 'estimated' } as const;
  const [lane] = shockLadder(
    [table],
    axis,
    () => true,
    (asset) => known(asset === 'ACME' ? 1 : 0),
  ).lanes;
  // 10,000 x - 7,000 is left of the equity where 15 % of 10,000 x and of 2,000 are asked for: x = 7,300 / 8,500.
  expect(lane?.down).toBeCloseTo(7_300 / 8_500 - 1, 12);
});
