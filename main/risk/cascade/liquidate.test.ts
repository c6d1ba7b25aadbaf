import { expect, test } from 'vitest';
import type { InstrumentSymbol } from '../../../shared/book/instrument.ts';
import type { LiquidationRules } from '../../../shared/book/venue-rules.ts';
import type { ValuedBalance, ValuedPosition } from '../../../shared/book/valued-book.ts';
import { known } from '../../../shared/measures/outcome.ts';
import { account, asOfMs, balance, position, tiers } from '../fixtures/build-book.ts';
import { compileAccount } from '../margin/compile-pools.ts';
import type { MarginTable } from '../margin/margin-table.ts';
import { liquidate, type Market } from './liquidate.ts';

const rules: LiquidationRules = {
  venue: 'test',
  validFrom: '2026-01-01',
  source: 'invented for the test',
  origin: 'shipped',
  trigger: 'at-or-below',
  method: 'market',
  sizing: { kind: 'whole' },
  feeRate: 0,
  feeRates: {},
  backstopShare: null,
  bearers: ['trader'],
};

const still: Market = { lossOf: () => known(0), factorOf: () => 1 };
const onePercent = tiers([0, 0.01, 0]);

function pool(
  positions: readonly ValuedPosition[],
  balances: readonly ValuedBalance[],
  say: Partial<LiquidationRules>,
  venue: string | null = null,
): MarginTable {
  const [table] = compileAccount(
    account(positions, balances, { venue, positionMode: 'hedge', liquidationRules: { ...rules, ...say } }),
    asOfMs,
  );
  return table as MarginTable;
}

function run(table: MarginTable, market: Market = still) {
  const found = liquidate({ table, left: new Map() }, market);
  if (found.status !== 'value') throw new Error(found.reason);
  return found.value.events;
}

const btc = position({ symbol: 'BTC/USDT:USDT', quantity: 10, entry: 100, mark: 100, tiers: onePercent });
const eth = position({ symbol: 'ETH/USDT:USDT', quantity: -400, entry: 10, mark: 10, tiers: onePercent });

test('the position that asks for most goes first; a short is bought back for more than its mark', () => {
  const events = run(pool([btc, eth], [balance('USDT', 200)], { feeRate: 0.002 }), {
    ...still,
    lossOf: () => known(0.01),
  });
  expect(events.map(({ instrument, quantity }) => [instrument, quantity])).toEqual([
    ['ETH/USDT:USDT', 400],
    ['BTC/USDT:USDT', -10],
  ]);
  expect(events.map(({ priceObtained }) => priceObtained)).toEqual([10.1, 99]);
  // 4,000 at 1 % and 0.2 %, then 1,000 at the same.
  expect(events.map(({ equityAfter }) => Number(equityAfter.toFixed(9)))).toEqual([152, 140]);
});

test('an instrument may have a fee of its own; where none is known the event says so', () => {
  const own = { feeRate: null, feeRates: { ['BTC/USDT:USDT' as InstrumentSymbol]: 0.01 } };
  const events = run(pool([btc, eth], [balance('USDT', 200)], own));
  expect(events.map(({ instrument, fee, feeUnknown }) => [instrument, fee, feeUnknown])).toEqual([
    ['ETH/USDT:USDT', 0, true],
    ['BTC/USDT:USDT', 10, false],
  ]);
});

test('a coin contract is closed for fewer coins: the price obtained follows from them', () => {
  // 1,000 dollars at 100 are 10 coins; 1 % less is 9.9 coins of worth, which is a price of 100 / 1.01.
  const held = position({ symbol: 'BTC/USD:BTC', quantity: 1_000, entry: 100, mark: 100, tiers: onePercent });
  const [closed] = run(pool([held], [balance('BTC', 1, 100)], {}), { ...still, lossOf: () => known(0.01) });
  expect(closed?.priceObtained).toBeCloseTo(100 / 1.01, 12);
  expect(closed?.impact).toBeCloseTo(10, 12);
  expect(closed?.equityAfter).toBeCloseTo(90, 12);
  const short = position({ symbol: 'BTC/USD:BTC', quantity: -1_000, entry: 100, mark: 100, tiers: onePercent });
  const [bought] = run(pool([short], [balance('BTC', 1, 100)], {}), { ...still, lossOf: () => known(0.01) });
  expect(bought?.priceObtained).toBeCloseTo(100 / 0.99, 12);
});

test('under two thirds of maintenance a backstop takes all of it, above it the market does', () => {
  const backstop = { backstopShare: 2 / 3 } as const;
  // Maintenance is 10: two thirds are 6.67.
  const [taken] = run(pool([btc], [balance('USDT', 6)], backstop));
  expect(taken).toMatchObject({ kind: 'backstop', forfeited: 6, equityAfter: 0, quantity: -10 });
  expect(taken?.priceObtained).toBeCloseTo(99.4, 12);
  expect(run(pool([btc], [balance('USDT', 7)], backstop))).toMatchObject([{ kind: 'closed', equityAfter: 7 }]);
});

test('a takeover shares what is kept by what each position asked for, and leaves a debt where nothing was left', () => {
  const events = run(pool([btc, eth], [balance('USDT', 50)], { method: 'takeover' }));
  // 40 and 10 were asked for: 40 / 4,000 and 10 / 1,000 are one per cent each.
  expect(events.map(({ forfeited, priceObtained }) => [forfeited, priceObtained])).toEqual([
    [40, 10.1],
    [10, 99],
  ]);
  const owing = run(pool([btc], [balance('USDT', -5)], { method: 'takeover', bearers: ['socialised'] }));
  expect(owing).toMatchObject([
    { kind: 'taken-over', forfeited: 0, priceObtained: 100, equityAfter: -5 },
    { kind: 'debt', forfeited: 5, equityAfter: 0, bearers: ['socialised'] },
  ]);
  // A trader keeps his own debt.
  expect(run(pool([btc], [balance('USDT', -5)], {}))).toMatchObject([
    { kind: 'closed' },
    { kind: 'debt', forfeited: 0, equityAfter: -5, bearers: ['trader'] },
  ]);
});

test('what is owed is paid from money first, then from the largest coin, and no more is sold than that', () => {
  const held = [balance('USDT', -300), balance('USDC', 40), balance('ETH', 10, 10), balance('BTC', 3, 100)];
  const events = run(pool([btc], held, {}, 'bybit'), {
    ...still,
    lossOf: (asset) => known(asset === 'BTC' ? 0.2 : 0),
  });
  expect(events.map(({ kind, instrument }) => [kind, instrument])).toEqual([
    ['closed', 'BTC/USDT:USDT'],
    ['collateral-sold', 'USDC'],
    ['collateral-sold', 'BTC'],
    ['collateral-sold', 'ETH'],
    ['debt', null],
  ]);
  const [closed, money, coin, rest, debt] = events;
  // 10 BTC lose a fifth of 1,000: 500 are owed; money pays 40, 300 of coin bring 240, 100 of ETH bring 100.
  expect(closed?.equityAfter).toBeCloseTo(-60, 9);
  expect(money).toMatchObject({ quantity: -40, impact: 0 });
  expect(coin).toMatchObject({ quantity: -3, price: 100, priceObtained: 80 });
  expect(coin?.impact).toBeCloseTo(60, 9);
  expect(rest).toMatchObject({ quantity: -10 });
  expect(debt?.equityAfter).toBeCloseTo(-120, 9);
});

test('of the last holding no more is sold than what is owed', () => {
  const [, sold, ...more] = run(pool([btc], [balance('USDT', -50), balance('BTC', 3, 100)], {}, 'bybit'), {
    ...still,
    lossOf: (asset, value) => known(asset === 'BTC' && value < 500 ? 0.5 : 0),
  });
  // 50 at half the price are 1 BTC.
  expect(sold).toMatchObject({
    kind: 'collateral-sold',
    quantity: -1,
    priceObtained: 50,
    impact: 50,
    equityAfter: 200,
  });
  expect(more).toEqual([]);
});

test("a lender's fee of the sale comes out of what the coins bring; money costs none", () => {
  const owing = (coins: number) =>
    account([], [balance('USDT', -95), balance('USDC', 10), balance('BTC', coins, 100)], {
      venue: 'spot-margin',
      liquidationRules: { ...rules, saleFeeRate: 0.05, feeRate: 0.5 },
      collateralTables: [
        {
          venue: 'spot-margin',
          asset: 'USDT',
          validFrom: '2026-01-01',
          source: 'stated',
          origin: 'stated',
          tiers: [{ floor: 0, ratio: 1 }],
          owedMaintenanceRate: 2,
        },
      ],
    });
  const [money, coin, ...more] = run(compileAccount(owing(2), asOfMs)[0] as MarginTable, {
    ...still,
    lossOf: () => known(0.1),
  });
  // 10 in money leave 85 owed; a coin of 100 loses 10 and 5 to the fee.
  expect(money).toMatchObject({ instrument: 'USDC', quantity: -10, fee: 0 });
  expect(coin).toMatchObject({ instrument: 'BTC', priceObtained: 90 });
  expect([coin?.quantity, coin?.fee, coin?.impact, coin?.equityAfter].map((one) => Number(one?.toFixed(9)))).toEqual([
    -1, 5, 10, 100,
  ]);
  expect(more).toEqual([]);
  const short = run(compileAccount(owing(0.5), asOfMs)[0] as MarginTable, { ...still, lossOf: () => known(0.1) });
  // 50 of coins bring 42.5 of the 85.
  expect(short.map(({ kind, equityAfter }) => [kind, Number(equityAfter.toFixed(9))])).toEqual([
    ['collateral-sold', -35],
    ['collateral-sold', -42.5],
    ['debt', -42.5],
  ]);
  const worthless = run(compileAccount(owing(0.5), asOfMs)[0] as MarginTable, { ...still, lossOf: () => known(0.98) });
  // 50 of coins bring 1, and of a fee of 2.50 no more than that is there.
  expect(worthless[1]?.fee).toBeCloseTo(1, 9);
  expect(worthless[1]?.equityAfter).toBeCloseTo(-85, 9);
});
