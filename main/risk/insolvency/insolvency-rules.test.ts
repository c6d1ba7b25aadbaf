import { expect, test } from 'vitest';
import type { LiquidationRules } from '../../../shared/book/venue-rules.ts';
import { known } from '../../../shared/measures/outcome.ts';
import { equityNow } from '../cascade/working-pool.ts';
import { account, balance, book, position, tiers } from '../fixtures/build-book.ts';
import { indexPool } from '../liquidation/pool-index.ts';
import { compileBook } from '../margin/compile-pools.ts';
import { maintenanceAtMarks, type MarginTable } from '../margin/margin-table.ts';
import { insolvencyOf } from './insolvency-of.ts';
import { withInstrumentAt } from './move-instrument.ts';

const bitcoin = 'BTC/USDT:USDT';
const flat = tiers([0, 0.05, 0]);
const options = { gapFraction: 0.3, delayDays: 1, lossOf: () => known(0), sigmaOf: () => known(0.04) };

function poolOf(...sketch: Parameters<typeof account>): MarginTable {
  return compileBook(book([account(...sketch)]))[0] as MarginTable;
}

function endingOf(table: MarginTable) {
  const [held] = table.positions;
  if (held === undefined) throw new Error('the pool holds nothing');
  return insolvencyOf(indexPool(table), held, options);
}

/** Below two thirds of the maintenance a backstop takes the pool with all that is left of it. */
const backstop: LiquidationRules = {
  venue: 'hyperliquid',
  validFrom: '2026-09-01',
  source: 'invented for the test',
  origin: 'stated',
  trigger: 'below',
  method: 'market',
  sizing: { kind: 'whole' },
  feeRate: 0,
  feeRates: {},
  backstopShare: 2 / 3,
  bearers: ['backstop-vault'],
};

test('long and short of the same size in one pool: no price of theirs can make it owe', () => {
  const sides = [1, -1].map((quantity) =>
    position({ symbol: bitcoin, quantity, entry: 50_000, mark: 50_000, tiers: flat }),
  );
  const table = poolOf(sides, [balance('USDT', 10_000)], { positionMode: 'hedge' });
  const found = endingOf(table);
  expect(found.side).toBeNull();
  expect(found.bankruptcyPrice.status).toBe('none');
  expect(found.waterfall).toMatchObject({ reason: 'The equity of the pool does not depend on this price.' });
});

test('where a dearer tier calls a short at its very edge, the dearer tier says what is left', () => {
  // At 60,000 the 3,000 that are left meet 10 %, not 1 %: less than two thirds of 6,000.
  const held = position({
    symbol: bitcoin,
    quantity: -1,
    entry: 50_000,
    mark: 50_000,
    tiers: tiers([0, 0.01, 0], [60_000, 0.1, 0]),
  });
  const found = endingOf(poolOf([held], [balance('USDT', 13_000)], { liquidationRules: backstop }));
  expect(found.liquidationPrice).toMatchObject({ status: 'value', value: expect.closeTo(60_000, 6) });
  expect(found.equityAfter).toMatchObject({ status: 'value', value: expect.closeTo(0, 6) });
});

test('where a dearer tier calls a long of a coin contract at its very edge, too', () => {
  // 50,000 USD at 40,000 are 1.25 BTC: 0.1 BTC are left where 0.25 are asked for.
  const held = position({
    symbol: 'BTC/USD:BTC',
    quantity: 50_000,
    entry: 50_000,
    mark: 50_000,
    tiers: tiers([0, 0.01, 0], [1.25, 0.2, 0]),
    more: { multiplier: 1 },
  });
  const found = endingOf(poolOf([held], [balance('BTC', 0.35, 50_000)], { liquidationRules: backstop }));
  expect(found.liquidationPrice).toMatchObject({ status: 'value', value: expect.closeTo(40_000, 6) });
  expect(found.equityAfter).toMatchObject({ status: 'value', value: expect.closeTo(0, 6) });
});

test('bitcoin halves: what ether won in bitcoin is worth half in dollars', () => {
  const moved = position({ symbol: bitcoin, quantity: 1, entry: 50_000, mark: 50_000, tiers: flat });
  const inBitcoin = position({
    symbol: 'ETH/BTC:BTC',
    quantity: 10,
    entry: 0.04,
    mark: 0.05,
    settleRate: 50_000,
    tiers: flat,
  });
  const table = poolOf([moved, inBitcoin], [balance('USDT', 40_000), balance('BTC', 0, 50_000)], { venue: 'bybit' });
  // 40,000 of wallet and 10 x 0.01 BTC.
  expect(equityNow(table)).toBeCloseTo(45_000, 6);
  // 40,000 - 25,000 and 0.1 BTC at 25,000; 5 % of 25,000 and of 0.5 BTC.
  const there = withInstrumentAt(table, moved.instrument, 0.5);
  expect(equityNow(there)).toBeCloseTo(17_500, 6);
  expect(maintenanceAtMarks(there)).toBeCloseTo(0.05 * 25_000 + 0.05 * 0.5 * 25_000, 6);
});

test('what positions need together moves with the price of their asset, and stays with that of another', () => {
  const held = [bitcoin, 'ETH/USDT:USDT'].map((symbol) =>
    position({ symbol, quantity: 1, entry: 100, mark: 100, tiers: flat }),
  );
  const table = poolOf(held, [balance('USDT', 300)]);
  const joint = {
    label: 'scenarios',
    asset: 'BTC',
    lines: [{ constant: 10, slope: 40 }],
    positions: [],
    initial: known(0),
  };
  const asked = (symbol: string, x: number): number => {
    const moving = held.find(({ instrument }) => instrument.symbol === symbol);
    if (moving === undefined) throw new Error('not held');
    return maintenanceAtMarks(withInstrumentAt({ ...table, joint: [joint] }, moving.instrument, x));
  };
  // 5 % of both, and 10 + 40 x 0.5.
  expect(asked(bitcoin, 0.5)).toBeCloseTo(2.5 + 5 + 30, 9);
  expect(asked('ETH/USDT:USDT', 0.5)).toBeCloseTo(2.5 + 5 + 50, 9);
});
