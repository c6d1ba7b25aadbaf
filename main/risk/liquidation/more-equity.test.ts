import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isCash } from '../../../shared/book/asset.ts';
import { mixedBooks } from '../fixtures/mixed-book.ts';
import { compileBook } from '../margin/compile-pools.ts';
import { canBeLiquidated, firstGap, type MarginTable } from '../margin/margin-table.ts';
import { shockLadder } from './ladder.ts';

/** The pool with more of the money that it has; null where it holds none, or counts only a part of it. */
function withMore(table: MarginTable, amount: number): MarginTable | null {
  const money = table.collateral.find(({ asset, value, haircut }) => isCash(asset) && value > 0 && haircut === 0);
  if (money === undefined) return null;
  const more = { ...money, value: money.value + amount, amount: money.amount + amount / money.rate.price };
  return { ...table, collateral: table.collateral.map((one) => (one === money ? more : one)) };
}

test('more money never brings the first call nearer, down or up', () => {
  let compared = 0;
  fc.assert(
    fc.property(
      mixedBooks(),
      fc.constantFrom('BTC', 'ETH', 'SOL'),
      fc.constantFrom(0 as const, 1 as const),
      fc.double({ min: 1, max: 1e6, noNaN: true }),
      (some, asset, beta, amount) => {
        for (const table of compileBook(some)) {
          const richer = firstGap(table) === null && canBeLiquidated(table) ? withMore(table, amount) : null;
          if (richer === null) continue;
          const axis = { asset, from: -0.9, to: 2, step: 0.1, beta };
          const [before, after] = [table, richer].map(
            (one) => shockLadder([one], axis, () => true).lanes[0] as { down: number | null; up: number | null },
          ) as [{ down: number | null; up: number | null }, { down: number | null; up: number | null }];
          for (const side of ['down', 'up'] as const) {
            if (after[side] === null) continue;
            compared += 1;
            expect(before[side]).not.toBeNull();
            expect(Math.abs(after[side])).toBeGreaterThanOrEqual(Math.abs(before[side] as number) - 1e-12);
          }
        }
      },
    ),
    { numRuns: 60 },
  );
  expect(compared).toBeGreaterThan(20);
});
