import { expect, test } from 'vitest';
import type { LiquidationRules } from '../../../shared/book/venue-rules.ts';
import { known, missing, type Maybe } from '../../../shared/measures/outcome.ts';
import { account, asOfMs, balance, position, tiers } from '../fixtures/build-book.ts';
import { compileAccount } from '../margin/compile-pools.ts';
import type { MarginTable } from '../margin/margin-table.ts';
import type { CascadeAxis } from './cascade-axis.ts';
import { cascadeLadder, type CascadeLadder } from './cascade-ladder.ts';

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
  bearers: ['insurance-fund'],
};

const flat = tiers([0, 0.01, 0]);

/** 10 BTC at 100 on 100 USDT: called at 90.909; 30 ETH short at 10 on 90: called at 390 / 30.3 = 12.871. */
function book(): readonly MarginTable[] {
  const btc = position({ symbol: 'BTC/USDT:USDT', quantity: 10, entry: 100, mark: 100, tiers: flat });
  const eth = position({ symbol: 'ETH/USDT:USDT', quantity: -30, entry: 10, mark: 10, tiers: flat });
  return [
    account([btc], [balance('USDT', 100)], { name: 'long', venue: null, liquidationRules: rules }),
    account([eth], [balance('USDT', 90)], { name: 'short', venue: null, liquidationRules: rules }),
  ].flatMap((one) => compileAccount(one, asOfMs));
}

const noBeta = (): Maybe => missing('There is no beta.', 'Import prices.');

function along(axis: CascadeAxis, tables = book(), powerOf: (asset: string) => Maybe = noBeta): CascadeLadder {
  const sale = { sale: { kind: 'at-mark' }, salesMovePrice: false, sigmaOf: noBeta } as const;
  const found = cascadeLadder(tables, axis, sale, ({ kind }) => kind !== 'spot', powerOf);
  if (found.status !== 'value') throw new Error(found.reason);
  return found.value;
}

const btc = { kind: 'asset', asset: 'BTC', from: -0.2, to: 0.3, step: 0.1, beta: 1 } as const;
const rungsOf = ({ rungs }: CascadeLadder) => rungs.map(({ shockFraction }) => shockFraction);
const near = (value: number | null | undefined) => Number(value?.toFixed(6));

test('rungs go from the lowest to the highest, the marks stand once, and each side has its own calls', () => {
  const found = along(btc);
  expect(rungsOf(found)).toEqual([-0.2, -0.1, 0, 0.1, 0.2, 0.3]);
  expect(found.sides.map(({ side, events }) => [side, events.map((one) => one.account)])).toEqual([
    ['down', ['long']],
    ['up', ['short']],
  ]);
  const at = (shock: number) => found.rungs.find(({ shockFraction }) => shockFraction === shock);
  // The long is closed with 9.09 left; the short has won 60.
  expect(near(at(-0.2)?.bookEquity)).toBe(159.090909);
  expect(near(at(-0.2)?.markDownEquity)).toBe(50);
  expect(at(-0.2)?.pools.map(({ state, notional }) => [state, Math.round(notional as number)])).toEqual([
    ['closed', 0],
    ['safe', 240],
  ]);
  expect(at(0)?.pools.map(({ state, equity }) => [state, equity])).toEqual([
    ['safe', 100],
    ['safe', 90],
  ]);
  expect(at(0.3)?.pools[1]?.state).toBe('closed');
});

test('one side alone begins at the marks; the others stand still, move alike or by their power', () => {
  expect(rungsOf(along({ ...btc, to: 0 }))).toEqual([-0.2, -0.1, 0]);
  expect(rungsOf(along({ ...btc, from: 0 }))).toEqual([0, 0.1, 0.2, 0.3]);
  const equityOfShort = (axis: CascadeAxis, powerOf?: (asset: string) => Maybe) =>
    near(along(axis, book(), powerOf).rungs[0]?.pools[1]?.equity);
  expect(equityOfShort({ ...btc, beta: 0 })).toBe(90);
  expect(equityOfShort(btc)).toBe(150);
  // 0.8 squared: 10 falls to 6.4, 30 of it win 108.
  expect(equityOfShort({ ...btc, beta: 'estimated' }, () => known(2))).toBe(198);
});

test('a pool whose beta is not known is named and left out, and no sum pretends to know it', () => {
  const found = along({ ...btc, beta: 'estimated' });
  expect(found.missing.map(({ account: name, gap }) => [name, gap.reason])).toEqual([['short', 'There is no beta.']]);
  expect(found.rungs[0]).toMatchObject({ bookEquity: null, markDownEquity: null });
  expect(found.rungs[0]?.pools[1]).toMatchObject({ equity: null, notional: null, state: 'missing-data' });
  expect(found.topUps.map(({ account: name }) => name)).toEqual(['long', 'long']);
});

test('a vector goes to each shock in equal steps of the logarithm; what it does not name stands still', () => {
  const found = along({ kind: 'vector', shocks: { BTC: -0.19, ETH: 0.1 }, steps: 2 });
  expect(rungsOf(found)).toEqual([0, 0.5, 1]);
  // Half of the way to -19 % is -10 %: the long has just nothing left but is called at -9.09 %.
  expect(found.rungs[1]?.pools[0]?.state).toBe('closed');
  expect(near(found.rungs[2]?.pools[1]?.equity)).toBe(60);
  expect(near(found.sides[0]?.events[0]?.shockFraction)).toBe(near(Math.log(10 / 11) / Math.log(0.81)));
  const still = along({ kind: 'vector', shocks: { BTC: -0.05 }, steps: 1 });
  expect(still.rungs[1]?.pools[1]?.equity).toBe(90);
});

test('a stablecoin may leave its par: money in it falls, and what is quoted in it rises against it', () => {
  // In dollars BTC stays at 100, which is 111.11 USDT: the wallet is worth 90, and 10 BTC have won 100 dollars.

  const found = along({ kind: 'vector', shocks: { USDT: -0.1 }, steps: 1 });
  expect(found.rungs[1]?.pools.map(({ equity }) => near(equity))).toEqual([190, 51]);
  const alone = along({ ...btc, asset: 'USDT', from: -0.1, to: 0, beta: 0 });
  expect(alone.rungs[0]?.pools.map(({ equity }) => near(equity))).toEqual([190, 51]);
});

test('the least money that would have done, and the first debt', () => {
  const found = along({ ...btc, from: -0.3 });
  const amounts = found.topUps.map(({ account: name, side, amount }) => [name, side, near(amount)]);
  // At 70 the long is 200 short and needs 7; at 13 the short has nothing and needs 3.9.
  expect(amounts).toEqual([
    ['long', 'down', 207],
    ['short', 'down', 0],
    ['long', 'up', 0],
    ['short', 'up', 3.9],
  ]);
  expect(found.sides.map(({ firstDebt }) => firstDebt)).toEqual([null, null]);
  const gone = book().map((table) => ({
    ...table,
    collateral: table.collateral.map((term) => ({ ...term, value: term.value - 120 })),
  }));
  expect(along(btc, gone).sides.map(({ firstDebt }) => firstDebt)).toEqual([0, 0]);
});
