import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { ValuedPosition } from '../../../shared/book/valued-book.ts';
import { account, asOfMs, balance, position } from '../fixtures/build-book.ts';
import { compileAccount } from '../margin/compile-pools.ts';
import { growsWithSize, legMaintenance, type MarginLeg, type MarginTable } from '../margin/margin-table.ts';
import { shockLadder } from './ladder.ts';
import { liquidationPrices } from './liquidation-price.ts';

// Deribit support, 11 January 2022 (article 25944826427293): maintenance 1 % + 0.005 % for each BTC of the position.
const rate = 0.01;
const growth = 0.00005;
const mark = 50_000;

function inverse(contracts: number, entry: number): ValuedPosition {
  return position({
    symbol: 'BTC/USD:BTC',
    quantity: contracts,
    entry,
    mark,
    tiers: [{ floor: 0, cap: null, maintenanceRate: rate, deduction: 0, maxLeverage: 50 }],
    table: { growth: { maintenance: growth, initial: growth } },
  });
}

function poolOf(held: ValuedPosition, btc: number): MarginTable {
  const [table] = compileAccount(account([held], [balance('BTC', btc, mark)], { venue: 'deribit' }), asOfMs);
  if (table === undefined) throw new Error('no pool');
  return table;
}

/** What is left over maintenance in BTC at a price, from the definition alone. */
function surplusInCoin({ quantity, multiplier, entryPrice }: ValuedPosition, btc: number, price: number): number {
  const size = Math.abs(quantity * multiplier) / price;
  const profit = quantity * multiplier * (1 / entryPrice - 1 / price);
  return btc + profit - (rate * size + growth * size * size);
}

/** The nearest price at which the surplus is gone, by steps outwards and then by halving. */
function bisected(held: ValuedPosition, btc: number, side: 'below' | 'above'): number | null {
  const step = side === 'below' ? 0.998 : 1.002;
  let near = mark;
  for (let far = mark * step; far > mark * 1e-8 && far < mark * 1e5; far *= step) {
    if (surplusInCoin(held, btc, far) <= 0) {
      for (let round = 0; round < 200; round += 1) {
        const middle = (near + far) / 2;
        if (surplusInCoin(held, btc, middle) <= 0) far = middle;
        else near = middle;
      }
      return near;
    }
    near = far;
  }
  return null;
}

test('maintenance of 100 BTC is 1.5 BTC, and grows by the square of the size', () => {
  const table = poolOf(inverse(5_000_000, mark), 10);
  expect(growsWithSize(table)).toBe(true);
  const leg = table.legs[0] as MarginLeg;
  // 100 x (1 % + 0.5 %); at half the price the position is 200 BTC: 200 x 2 % at 25,000.
  expect(legMaintenance(leg, 1, 1)).toBeCloseTo(1.5 * mark, 8);
  expect(legMaintenance(leg, 0.5, 0.5)).toBeCloseTo(4 * 25_000, 8);
});

test('the liquidation price is where a direct solve has it', () => {
  const seen = { below: 0, above: 0 };
  fc.assert(
    fc.property(
      fc.integer({ min: -3_000, max: 3_000 }).filter((size) => Math.abs(size) > 10),
      fc.integer({ min: 70, max: 140 }),
      fc.integer({ min: 1, max: 400 }),
      (size, entry, btc) => {
        const held = inverse(size * 5_000, (mark * entry) / 100);
        if (surplusInCoin(held, btc, mark) <= 1e-6) return;
        const prices = liquidationPrices(poolOf(held, btc), held);
        for (const [side, found] of [
          ['below', prices.lower],
          ['above', prices.upper],
        ] as const) {
          const direct = bisected(held, btc, side);
          if (direct === null) {
            expect(found.status).toBe('none');
            continue;
          }
          if (found.status !== 'value') throw new Error(`no price ${side}, direct solve has ${direct}`);
          expect(Math.abs(found.value / direct - 1)).toBeLessThan(1e-9);
          seen[side] += 1;
        }
      },
    ),
    { numRuns: 150 },
  );
  expect(seen.below).toBeGreaterThan(20);
  // Only the few that are short at little collateral: 27 of 150 on average.
  expect(seen.above).toBeGreaterThan(5);
});

test('the ladder goes at the same place, and asks at each rung for what the size there asks', () => {
  const held = inverse(5_000_000, mark);
  const table = poolOf(held, 20);
  const ladder = shockLadder([table], { asset: 'BTC', from: -0.5, to: 0, step: 0.25, beta: 1 }, () => true);
  const lane = ladder.lanes[0];
  const direct = bisected(held, 20, 'below') as number;
  expect(lane?.down).toBeCloseTo(direct / mark - 1, 10);
  expect(lane?.maintenance?.[0]).toBeCloseTo(4 * 25_000, 6);
  expect(lane?.maintenance?.[2]).toBeCloseTo(1.5 * mark, 6);
});
