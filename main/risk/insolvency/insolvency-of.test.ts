import { expect, test } from 'vitest';
import type { LiquidationRules } from '../../../shared/book/venue-rules.ts';
import { known, missing } from '../../../shared/measures/outcome.ts';
import { account, balance, book, position, tiers } from '../fixtures/build-book.ts';
import { indexPool } from '../liquidation/pool-index.ts';
import { compileBook } from '../margin/compile-pools.ts';
import type { MarginTable } from '../margin/margin-table.ts';
import { linearBankruptcyPrice } from './bankruptcy-price.ts';
import { delayedDebt } from './delay-put.ts';
import { insolvencyOf } from './insolvency-of.ts';

const flat = tiers([0, 0.05, 0]);
const bitcoin = 'BTC/USDT:USDT';
const rules: LiquidationRules = {
  venue: 'binance-usdm',
  validFrom: '2026-09-01',
  source: 'invented for the test',
  origin: 'stated',
  trigger: 'at-or-below',
  method: 'market',
  sizing: { kind: 'whole' },
  feeRate: 0.01,
  feeRates: {},
  backstopShare: null,
  bearers: ['insurance-fund'],
};

function poolOf(quantity: number, wallet: number, stated: LiquidationRules | null = rules): MarginTable {
  const held = position({ symbol: bitcoin, quantity, entry: 50_000, mark: 50_000, tiers: flat });
  const [table] = compileBook(book([account([held], [balance('USDT', wallet)], { liquidationRules: stated })]));
  return table as MarginTable;
}

const options = { gapFraction: 0.3, delayDays: 1, lossOf: () => known(0), sigmaOf: () => known(0.04) };

function found(table: MarginTable, more: Partial<typeof options> = {}) {
  const [held] = table.positions;
  if (held === undefined) throw new Error('the pool holds nothing');
  return insolvencyOf(indexPool(table), held, { ...options, ...more });
}

function valueOf(outcome: { readonly status: string }): number {
  return 'value' in outcome && typeof outcome.value === 'number' ? outcome.value : NaN;
}

test('a long of 1 BTC at 50,000 on 10,000: called at 40,000 / 0.95, bankrupt at 40,000, and a jump of 30 % leaves a debt', () => {
  const one = found(poolOf(1, 10_000));
  const liquidation = 40_000 / 0.95;
  expect(one.side).toBe('down');
  expect(valueOf(one.liquidationPrice)).toBeCloseTo(liquidation, 6);
  expect(valueOf(one.bankruptcyPrice)).toBeCloseTo(40_000, 6);
  const closed = { side: 'long', size: 1, entry: 50_000, backing: 10_000, closingFeeRate: 0 } as const;
  expect(one.bankruptcyPrice).toEqual(linearBankruptcyPrice(closed));
  // 5 % of the liquidation price is its maintenance: that is all the room there is.
  expect(valueOf(one.bufferFraction)).toBeCloseTo(0.05, 12);
  expect(valueOf(one.bufferMoney)).toBeCloseTo(liquidation * 0.05, 6);
  expect(valueOf(one.distanceFraction)).toBeCloseTo(-0.2, 12);
  expect(valueOf(one.distanceSigma)).toBeCloseTo(-Math.log(0.8) / 0.04, 9);
  // The maintenance is left, less 1 % of what is closed.
  expect(valueOf(one.equityAfter)).toBeCloseTo(liquidation * 0.04, 6);
  // At 35,000: 10,000 - 15,000 - 350 of fee.
  expect(one.waterfall).toMatchObject({
    value: { isCalled: true, feeUnknown: false, saleLoss: 0, forfeited: 0, equity: 10_000 },
  });
  if (one.waterfall.status !== 'value') throw new Error('no waterfall');
  const fall = one.waterfall.value;
  expect(fall.price).toBeCloseTo(35_000, 6);
  expect(fall.toLiquidation).toBeCloseTo(liquidation - 50_000, 6);
  expect(fall.beyond).toBeCloseTo(35_000 - liquidation, 6);
  expect(fall.fees).toBeCloseTo(350, 6);
  expect(fall.after).toBeCloseTo(-5_350, 6);
  expect(fall.debt).toBeCloseTo(5_350, 6);
});

test('a short is the other way round: called above, and its delay is a call on the price', () => {
  const one = found(poolOf(-2, 20_000));
  // 20,000 - 2 (P - 50,000) = 0.05 x 2 P.
  expect(one.side).toBe('up');
  expect(valueOf(one.liquidationPrice)).toBeCloseTo(120_000 / 2.1, 6);
  expect(valueOf(one.bankruptcyPrice)).toBeCloseTo(60_000, 6);
  expect(valueOf(one.distanceFraction)).toBeCloseTo(0.2, 12);
  expect(valueOf(one.equityAfter)).toBeCloseTo((120_000 / 2.1) * 2 * 0.04, 6);
  const exit = {
    liquidationPrice: 120_000 / 2.1,
    bankruptcyPrice: 60_000,
    side: 'short',
    volatility: 0.04 * Math.sqrt(365),
  } as const;
  const { expectedDebt, probability } = delayedDebt(exit, 1 / 365);
  expect(valueOf(one.expectedDebt)).toBeCloseTo(2 * expectedDebt, 6);
  expect(valueOf(one.debtProbability)).toBeCloseTo(probability, 12);
});

test('a jump that does not reach the call costs no fee and leaves no debt', () => {
  const one = found(poolOf(1, 10_000), { gapFraction: 0.1 });
  expect(one.waterfall).toMatchObject({
    value: { isCalled: false, feeUnknown: false, toLiquidation: -5_000, beyond: 0, fees: 0, after: 5_000, debt: 0 },
  });
});

test('what cannot be sold at a known price leaves no figure after liquidation', () => {
  const gap = missing('How much BTC is traded a day is not stated.', 'State the daily volume of BTC.');
  const one = found(poolOf(1, 10_000), { lossOf: () => gap } as never);
  expect(one.equityAfter).toEqual(gap);
  expect(one.waterfall).toEqual(gap);
  expect(valueOf(one.bankruptcyPrice)).toBeCloseTo(40_000, 6);
});

test('a pool that is called already has lost nothing on the way: all of the jump lies beyond', () => {
  const one = found(poolOf(1, 2_000));
  expect(one.liquidationPrice.status).toBe('already-liquidatable');
  expect(one.bufferFraction.status).toBe('already-liquidatable');
  expect(one.waterfall).toMatchObject({ value: { isCalled: true, toLiquidation: 0, beyond: -15_000 } });
});

test('a fee that no page states is left out, and the waterfall says so', () => {
  expect(found(poolOf(1, 10_000, null)).waterfall).toMatchObject({ value: { fees: 0, feeUnknown: true } });
});

test('a position of which the history is not complete has no figure at all', () => {
  const table = poolOf(1, 10_000);
  const gap = missing('It closes more than was ever opened.', 'State its opening.');
  const [held] = table.positions;
  if (held === undefined) throw new Error('the pool holds nothing');
  const one = insolvencyOf(indexPool({ ...table, equityMissing: gap }), held, options);
  expect(one.waterfall).toEqual(gap);
  expect(one.bankruptcyPrice).toEqual(gap);
  expect(one.side).toBeNull();
});

test('a short whose price jumps up by 30 % to 65,000 pays fee and sale on 130,000, and owes what is below nothing', () => {
  const one = found(poolOf(-2, 20_000), { lossOf: () => known(0.02) });
  // 20,000 - 30,000 - 1 % and 2 % of 130,000.
  if (one.waterfall.status !== 'value') throw new Error('no waterfall');
  const fall = one.waterfall.value;
  expect(fall.price).toBeCloseTo(65_000, 6);
  expect(fall.fees).toBeCloseTo(1_300, 6);
  expect(fall.saleLoss).toBeCloseTo(2_600, 6);
  expect(fall.forfeited).toBe(0);
  expect(fall.after).toBeCloseTo(-13_900, 6);
  expect(fall.debt).toBeCloseTo(13_900, 6);
  // At the call: 5 % of the notional, less 3 %.
  expect(valueOf(one.equityAfter)).toBeCloseTo((120_000 / 2.1) * 2 * 0.02, 6);
});

test('a venue that takes the pool over keeps what is left of it: nothing is owed and nothing given back', () => {
  const one = found(poolOf(1, 10_000, { ...rules, method: 'takeover' }), { gapFraction: 0.19 });
  if (one.waterfall.status !== 'value') throw new Error('no waterfall');
  // 10,000 - 9,500 at 40,500.
  expect(one.waterfall.value.forfeited).toBeCloseTo(500, 6);
  expect(one.waterfall.value.after).toBeCloseTo(0, 6);
  expect(valueOf(one.equityAfter)).toBeCloseTo(0, 6);
});
