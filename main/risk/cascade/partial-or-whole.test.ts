import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { LiquidationRules } from '../../../shared/book/venue-rules.ts';
import { known } from '../../../shared/measures/outcome.ts';
import { books } from '../fixtures/random-book.ts';
import { compileBook } from '../margin/compile-pools.ts';
import { firstGap, type MarginTable } from '../margin/margin-table.ts';
import { liquidate } from './liquidate.ts';
import { rebased } from './rebase.ts';
import { equityNow, isGoneNow } from './working-pool.ts';

const market: Omit<LiquidationRules, 'sizing' | 'feeRate'> = {
  venue: 'any',
  validFrom: '2026-01-01',
  source: 'invented for the test',
  origin: 'stated',
  trigger: 'at-or-below',
  method: 'market',
  feeRates: {},
  backstopShare: null,
  bearers: ['trader'],
};

const partly: fc.Arbitrary<LiquidationRules['sizing']> = fc.constantFrom(
  { kind: 'share-first', share: 0.2, aboveNotional: 1_000 },
  { kind: 'restore', factor: 1 },
  { kind: 'restore', factor: 1.5 },
);

const rate = fc.constantFrom(0, 0.001, 0.01, 0.05);

/** Equity once the venue is done, under one way of sizing. */
function left(table: MarginTable, sizing: LiquidationRules['sizing'], feeRate: number, loss: number): number {
  const pool = { table: { ...table, rules: { ...market, sizing, feeRate } }, left: new Map() };
  const found = liquidate(pool, { lossOf: () => known(loss), factorOf: () => 1 });
  if (found.status !== 'value') throw new Error(found.reason);
  return equityNow(found.value.pool.table);
}

// At one price for both only: what is kept of a position may fall on, and then a whole liquidation would have been the better one.
test('at one price and one cost per unit a partial liquidation never leaves an account worse than a whole one', () => {
  let called = 0;
  fc.assert(
    fc.property(
      books(),
      fc.double({ min: 0.3, max: 3, noNaN: true }),
      partly,
      rate,
      rate,
      (book, move, sizing, feeRate, loss) => {
        for (const marked of compileBook(book)) {
          if (marked.kind === 'spot' || firstGap(marked) !== null) continue;
          const table = rebased(marked, (asset) => (asset === 'BTC' || asset === 'ETH' ? move : 1));
          if (!isGoneNow(table)) continue;
          called += 1;
          const size = table.legs.reduce((total, leg) => total + leg.notional, 1);
          const [part, whole] = [left(table, sizing, feeRate, loss), left(table, { kind: 'whole' }, feeRate, loss)];
          expect(part).toBeGreaterThanOrEqual(whole - 1e-9 * size);
        }
      },
    ),
  );
  expect(called).toBeGreaterThan(20);
});
