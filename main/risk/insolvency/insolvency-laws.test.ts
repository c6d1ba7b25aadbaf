import fc from 'fast-check';
import { expect, test } from 'vitest';
import { known, missing } from '../../../shared/measures/outcome.ts';
import { equityNow, isGoneNow, surplusNow } from '../cascade/working-pool.ts';
import { mixedBooks } from '../fixtures/mixed-book.ts';
import { indexPool } from '../liquidation/pool-index.ts';
import { compileBook } from '../margin/compile-pools.ts';
import { canBeLiquidated, firstGap } from '../margin/margin-table.ts';
import { insolvencyOf, type InsolvencyOptions } from './insolvency-of.ts';
import { withInstrumentAt } from './move-instrument.ts';

const options: InsolvencyOptions = {
  gapFraction: 0.3,
  delayDays: 1 / 24,
  lossOf: () => known(0.01),
  sigmaOf: () => known(0.04),
};

const endings = fc.tuple(mixedBooks(), fc.integer({ min: 1, max: 95 })).map(([book, gap]) => {
  const tables = compileBook(book).filter((table) => canBeLiquidated(table) && firstGap(table) === null);
  return tables.flatMap((table) => {
    const index = indexPool(table);
    return table.positions.map((position) => ({
      table,
      position,
      found: insolvencyOf(index, position, { ...options, gapFraction: gap / 100 }),
    }));
  });
});

test('under any regime the bankruptcy price of a pool that is safe now lies beyond its liquidation price', () => {
  fc.assert(
    fc.property(endings, (all) => {
      for (const { table, found } of all) {
        const { liquidationPrice, bankruptcyPrice, side } = found;
        // On the very edge of a call the last digit may say either.
        const edge = 1e-9 * table.legs.reduce((total, { notional }) => total + notional, 1);
        if (surplusNow(table) <= edge || bankruptcyPrice.status !== 'value' || side === null) continue;
        if (equityNow(table) <= 0) continue;
        if (liquidationPrice.status !== 'value') throw new Error(`debt without a call: ${liquidationPrice.status}`);
        const sign = side === 'down' ? 1 : -1;
        expect(sign * (liquidationPrice.value - bankruptcyPrice.value)).toBeGreaterThanOrEqual(
          -1e-9 * liquidationPrice.value,
        );
        expect(found.bufferFraction).toMatchObject({ status: 'value' });
        expect(found.expectedDebt.status === 'value' && found.expectedDebt.value).toBeGreaterThanOrEqual(0);
      }
    }),
  );
});

test('the waterfall adds up, its ends are the pool solved at those prices, and what is below nothing is the debt', () => {
  fc.assert(
    fc.property(endings, (all) => {
      for (const { table, position, found } of all) {
        if (found.waterfall.status !== 'value') continue;
        const fall = found.waterfall.value;
        const mark = position.mark.status === 'value' ? position.mark.value.price : NaN;
        const scale = 1e-9 * Math.max(1, ...table.legs.map(({ notional }) => notional), Math.abs(fall.equity));
        const steps = fall.toLiquidation + fall.beyond - fall.fees - fall.saleLoss - fall.forfeited;
        expect(Math.abs(fall.equity + steps - fall.after)).toBeLessThanOrEqual(scale);
        const there = withInstrumentAt(table, position.instrument, fall.price / mark);
        expect(Math.abs(fall.equity - equityNow(table))).toBeLessThanOrEqual(scale);
        expect(Math.abs(fall.equity + fall.toLiquidation + fall.beyond - equityNow(there))).toBeLessThanOrEqual(scale);
        expect(fall.debt).toBe(Math.max(0, -fall.after));
        expect(fall.isCalled).toBe(isGoneNow(there));
      }
    }),
  );
});

test('at the bankruptcy price the pool is worth nothing', () => {
  fc.assert(
    fc.property(endings, (all) => {
      for (const { table, position, found } of all) {
        if (found.bankruptcyPrice.status !== 'value' || position.mark.status !== 'value') continue;
        const x = found.bankruptcyPrice.value / position.mark.value.price;
        const scale = Math.max(
          1,
          ...table.legs.map(({ notional }) => notional * Math.max(x, 1)),
          ...table.collateral.map(({ value }) => Math.abs(value) * Math.max(x, 1)),
        );
        expect(Math.abs(equityNow(withInstrumentAt(table, position.instrument, x)))).toBeLessThanOrEqual(1e-9 * scale);
      }
    }),
  );
});

test('without price history distance in sigmas and expected debt are missing, with what mends them', () => {
  const gap = missing('There is no price history of BTC.', 'Import daily prices of BTC, at least 61 days.');
  fc.assert(
    fc.property(endings, (all) => {
      for (const { table, position } of all) {
        const found = insolvencyOf(indexPool(table), position, { ...options, sigmaOf: () => gap });
        if (found.side === null || found.bankruptcyPrice.status !== 'value') continue;
        expect(found.distanceSigma).toEqual(gap);
        expect(found.expectedDebt).toEqual(gap);
      }
    }),
    { numRuns: 20 },
  );
});
