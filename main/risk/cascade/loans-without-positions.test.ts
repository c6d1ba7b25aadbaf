import { expect, test } from 'vitest';
import { missing } from '../../../shared/measures/outcome.ts';
import { account, asOfMs, balance, position, tiers } from '../fixtures/build-book.ts';
import { compileAccount } from '../margin/compile-pools.ts';
import type { CollateralTerm, MarginTable } from '../margin/margin-table.ts';
import { cascade } from './cascade.ts';

const btc = position({ symbol: 'BTC/USDT:USDT', quantity: 1, entry: 100, mark: 100, tiers: tiers([0, 0.01, 0]) });
const [plain] = compileAccount(
  account([btc], [balance('USDT', 1), balance('ETH', 1, 1)], { venue: 'bybit' }),
  asOfMs,
) as [MarginTable];

/** A pool without positions: money, and a coin of which some does not count. */
function loan(money: number, asked: number, coin: number, haircut: number): MarginTable {
  const [cash, held] = plain.collateral as [CollateralTerm, CollateralTerm];
  return {
    ...plain,
    legs: [],
    collateral: [
      { ...cash, value: money, amount: money, haircut: 0, maintenance: asked },
      { ...held, value: coin, amount: coin, haircut, maintenance: 0 },
    ],
  };
}

function fall(table: MarginTable) {
  const path = { exponentOf: (asset: string) => (asset === 'ETH' ? 1 : 0), side: 'below', end: 0.1 } as const;
  const found = cascade([table], path, {
    sale: { kind: 'at-mark' },
    salesMovePrice: false,
    sigmaOf: () => missing('not known', 'Say it.'),
  });
  if (found.status !== 'value') throw new Error(found.reason);
  return found.value.events.map(({ kind, shockFraction }) => [kind, Number(shockFraction.toFixed(9))]);
}

test('a loan is called as its coin falls, and the coin is sold, however small', () => {
  // 50 x - 30 = 3 at 0.66; 0.5 x - 0.4 = 0.04 at 0.88.
  expect(fall(loan(-30, 3, 50, 0))).toEqual([['collateral-sold', -0.34]]);
  expect(fall(loan(-0.4, 0.04, 0.5, 0))).toEqual([['collateral-sold', -0.12]]);
});

test('what owes nothing is left in peace, though nothing of it counts', () => {
  expect(fall(loan(0, 0, 50, 50))).toEqual([]);
});
