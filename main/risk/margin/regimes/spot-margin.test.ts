import { expect, test } from 'vitest';
import type { CollateralTable } from '../../../../shared/book/venue-rules.ts';
import type { ValuedBalance } from '../../../../shared/book/valued-book.ts';
import { missing } from '../../../../shared/measures/outcome.ts';
import { account, asOfMs, balance, position, tiers } from '../../fixtures/build-book.ts';
import { shockLadder } from '../../liquidation/ladder.ts';
import { compileAccount } from '../compile-pools.ts';
import { canBeLiquidated, type MarginTable } from '../margin-table.ts';
import { poolFigures } from '../pool-figures.ts';

/** A loan that is called at assets / debts of 1 + `owed`. */
function calledAt(asset: string, owed: number): CollateralTable {
  return {
    venue: 'spot-margin',
    asset,
    validFrom: '2026-09-01',
    source: 'stated',
    origin: 'stated',
    tiers: [{ floor: 0, ratio: 1 }],
    owedMaintenanceRate: owed,
  };
}

function loan(balances: readonly ValuedBalance[], ...collateralTables: readonly CollateralTable[]): MarginTable {
  return compileAccount(account([], balances, { venue: 'spot-margin', collateralTables }), asOfMs)[0] as MarginTable;
}

const ladderOf = (table: MarginTable) =>
  shockLadder([table], { asset: 'BTC', from: -0.5, to: 0.5, step: 0.1, beta: 0 }, () => true).order;

test('2 BTC against 60,000 USDT, called at 1.1: it goes where the coins are worth 66,000', () => {
  const table = loan([balance('BTC', 2, 50_000), balance('USDT', -60_000)], calledAt('USDT', 0.1));
  expect(poolFigures(table)).toMatchObject({ equity: { value: 40_000 }, maintenance: { value: 6_000 } });
  expect(ladderOf(table)).toMatchObject({
    down: [{ pool: 'cross', shockFraction: expect.closeTo(-0.34, 12) }],
    up: [],
  });
});

test('a borrowed coin is called as it rises: 60,000 USDT against 1 BTC go at 60,000 / 1.1', () => {
  const table = loan([balance('BTC', -1, 50_000), balance('USDT', 60_000)], calledAt('BTC', 0.1));
  expect(ladderOf(table)).toMatchObject({
    down: [],
    up: [{ shockFraction: expect.closeTo(60_000 / 1.1 / 50_000 - 1, 12) }],
  });
});

test("OKX's quick margin: P = [QL (1 + m)(1 + f) - QA] / [BA - BL (1 + m)(1 + f)]", () => {
  // m 3 %, f 0.1 %; 2.2 BTC and 1,000 USDT held, 90,000 USDT owed.
  const grown = 1.03 * 1.001;
  const held = [balance('BTC', 2.2, 50_000), balance('USDT', 1_000 - 90_000)];
  const table = loan(held, calledAt('USDT', grown - 1));
  // One wallet nets what is held and owed of a coin, so the netted debt is what the formula has: QL = 89,000, QA = 0.
  const price = (89_000 * grown) / 2.2;
  expect(ladderOf(table).down[0]?.shockFraction).toBeCloseTo(price / 50_000 - 1, 12);
});

test('without the ratio nothing is called safe: maintenance is missing, and the figures say needs-table', () => {
  const table = loan([balance('BTC', 2, 50_000), balance('USDT', -60_000)]);
  expect(poolFigures(table)).toMatchObject({
    equity: { value: 40_000 },
    maintenance: {
      status: 'missing-data',
      reason: 'At which ratio of assets to debts the loan of USDT is called is not known.',
      mend: 'State the ratio at which the lender of USDT sells.',
    },
  });
  expect(table.equityFlags).toEqual(['needs-table']);
  expect(canBeLiquidated(table)).toBe(true);
});

test('a balance that may be a debt, or a debt without a price, leaves the maintenance open too', () => {
  const gap = missing('unknown', 'State it.');
  const unknownAmount: ValuedBalance = { ...balance('ETH', 1), amount: gap };
  const unpriced: ValuedBalance = { ...balance('ETH', -1), rate: gap };
  const unpricedHeld: ValuedBalance = { ...balance('ETH', 0.5), rate: gap };
  for (const open of [unknownAmount, unpriced])
    expect(loan([balance('USDT', 10), open], calledAt('ETH', 0.1)).maintenanceMissing).toEqual(gap);
  const owing = balance('USDT', -10);
  expect(loan([owing, unpricedHeld], calledAt('USDT', 0.1)).maintenanceMissing).toBe(null);
  expect(loan([owing, unpricedHeld], calledAt('USDT', 0.1)).equityMissing).toEqual(gap);
  const nothingUnpriced: ValuedBalance = { ...balance('ETH', 0), rate: gap };
  expect(loan([owing, nothingUnpriced], calledAt('USDT', 0.1))).toMatchObject({
    maintenanceMissing: null,
    equityMissing: null,
  });
});

test('a coin of which nothing is held needs no ratio; a contract is margined though nothing is owed', () => {
  const owing = [balance('BTC', 2, 50_000), balance('USDT', -60_000), balance('ETH', 0, 2_000)];
  expect(loan(owing, calledAt('USDT', 0.1)).maintenanceMissing).toBe(null);
  const one = position({ symbol: 'BTC/USDT:USDT', quantity: 1, entry: 100, mark: 100, tiers: tiers([0, 0.01, 0]) });
  const held = account([one], [balance('USDT', 50)], { venue: 'spot-margin' });
  expect(compileAccount(held, asOfMs)).toMatchObject([{ kind: 'cross', maintenanceMissing: null }]);
});

test('where debts ask for nothing an unknown balance leaves the equity open, not the maintenance', () => {
  const gap = missing('unknown', 'State it.');
  const held = account([], [{ ...balance('ETH', 1), amount: gap }], { venue: 'bybit' });
  expect(compileAccount(held, asOfMs)).toMatchObject([{ equityMissing: gap, maintenanceMissing: null }]);
});

test('a small loan can be called too', () => {
  expect(canBeLiquidated(loan([balance('BTC', 1, 50), balance('USDT', -5)], calledAt('USDT', 0.1)))).toBe(true);
});

test('who owes nothing has no loan to be called', () => {
  const table = loan([balance('BTC', 2, 50_000), balance('USDT', 0)], calledAt('USDT', 0.1));
  expect([table.kind, canBeLiquidated(table)]).toEqual(['spot', false]);
});

test('a coin of which the lender counts a part counts with that part; one without a table in full', () => {
  const half: CollateralTable = {
    venue: 'spot-margin',
    asset: 'BTC',
    validFrom: '2026-09-01',
    source: 'stated',
    origin: 'stated',
    tiers: [
      { floor: 0, ratio: 0.9 },
      { floor: 1, ratio: 0.7 },
    ],
  };
  const table = loan(
    [balance('BTC', 2, 50_000), balance('ETH', 1, 4_000), balance('USDT', -60_000)],
    half,
    calledAt('USDT', 0.1),
  );
  // A tenth of the first coin and three tenths of the second.
  expect(poolFigures(table)).toMatchObject({
    equity: { value: 44_000 },
    haircut: { value: expect.closeTo(20_000, 9) },
    maintenance: { value: 6_000 },
  });
  // 1.6 P + 4,000 = 66,000.
  expect(ladderOf(table).down[0]?.shockFraction).toBeCloseTo(62_000 / 1.6 / 50_000 - 1, 12);
});
