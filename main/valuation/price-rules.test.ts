import { expect, test } from 'vitest';
import type { Decimal } from '../../shared/units/decimal.ts';
import { at, close, instrumentOf, mark, noon, position, tierTable, balance } from './fixtures/book.ts';
import { markAt, markBookOf, type Mark } from './mark-book.ts';
import { rateOf } from './rates.ts';
import type { PriceSplit } from './split-prices.ts';
import { unrealizedPnl } from './unrealized-pnl.ts';
import { valueBook } from './value-book.ts';

// Which price counts, how old it is, and what it is worth: the rules of BOOK sections 6 and 10 in figures.

const split = (time: string, from: string, to: string): PriceSplit => ({
  instrument: 'ACME',
  timeMs: at(time),
  from: from as Decimal,
  to: to as Decimal,
});
const priced = (marks: readonly Mark[], time: string, splits: readonly PriceSplit[] = []) => {
  const found = markAt(markBookOf(marks, splits), 'ACME', at(time));
  return found === null ? null : [found.price, found.stale];
};

test('prices are looked up by their time, in whatever order the files gave them', () => {
  const shuffled = [
    mark('ACME', '52', '2026-01-12T15:00:00Z'),
    mark('ACME', '50', '2026-01-10T15:00:00Z'),
    mark('ACME', '51', '2026-01-11T15:00:00Z'),
  ];
  expect(priced(shuffled, '2026-01-10T16:00:00Z')).toEqual([50, false]);
  expect(priced(shuffled, '2026-01-11T16:00:00Z')).toEqual([51, false]);
  expect(priced(shuffled, '2026-01-12T16:00:00Z')).toEqual([52, false]);
});

test('a mark counts before the close of the same instant', () => {
  // BOOK 10: "A daily close ... serves as mark only where no newer mark exists."
  const both = [mark('ACME', '50.5', '2026-01-10T23:59:59.999Z'), close('ACME', '50', '2026-01-10')];
  expect(priced(both, '2026-01-11T00:00:00Z')).toEqual([50.5, false]);
  expect(priced(both.toReversed(), '2026-01-11T00:00:00Z')).toEqual([50.5, false]);
});

test('a price is stale when it is older than a day, not when it is just a day old', () => {
  const one = [mark('ACME', '50', '2026-01-10T12:00:00Z')];
  expect(priced(one, '2026-01-11T12:00:00Z')).toEqual([50, false]);
  expect(priced(one, '2026-01-11T12:00:00.001Z')).toEqual([50, true]);
});

test('a split counts from its very instant on', () => {
  const four = [split('2026-01-10T11:00:00Z', '1', '4')];
  const before = mark('ACME', '400', '2026-01-10T10:00:00Z');
  expect(priced([before], '2026-01-10T10:59:59.999Z', four)).toEqual([400, false]);
  expect(priced([before], '2026-01-10T11:00:00Z', four)).toEqual([100, true]);
  // A price of that instant is in the new shares already.
  expect(priced([mark('ACME', '100', '2026-01-10T11:00:00Z')], '2026-01-10T12:00:00Z', four)).toEqual([100, false]);
  const atClose = [split('2026-01-10T23:59:59.999Z', '1', '4')];
  const adjusted = [close('ACME', '99', '2026-01-09'), close('ACME', '100', '2026-01-10')];
  expect(priced(adjusted, '2026-01-09T23:59:59.999Z', atClose)).toEqual([396, false]);
  expect(priced(adjusted, '2026-01-11T12:00:00Z', atClose)).toEqual([100, false]);
});

test('a close at the instant of the split is the first after it, not the last before it', () => {
  // 99 and then 101 after a split of four for one: the closes before are adjusted. 101 to 404 would look like no such thing.
  const atClose = [split('2026-01-10T23:59:59.999Z', '1', '4')];
  const closes = [
    close('ACME', '99', '2026-01-09'),
    close('ACME', '101', '2026-01-10'),
    close('ACME', '26', '2026-01-11'),
  ];
  expect(priced(closes, '2026-01-09T23:59:59.999Z', atClose)).toEqual([396, false]);
});

test('a close at the instant of the split is no close before it: 396 and then 101 is a history as traded', () => {
  const atClose = [split('2026-01-10T23:59:59.999Z', '1', '4')];
  const raw = [close('ACME', '396', '2026-01-09'), close('ACME', '101', '2026-01-10')];
  expect(priced(raw, '2026-01-09T23:59:59.999Z', atClose)).toEqual([396, false]);
});

test('only closes tell whether a history is adjusted: a mark beside it, or a close of 0, does not', () => {
  const four = [split('2026-01-10T11:00:00Z', '1', '4')];
  const adjusted = [close('ACME', '100', '2026-01-08'), close('ACME', '102', '2026-01-10')];
  const marked = [adjusted[0], mark('ACME', '408', '2026-01-10T10:00:00Z'), adjusted[1]] as readonly Mark[];
  expect(priced(marked, '2026-01-08T23:59:59.999Z', four)).toEqual([400, false]);
  const gap = [adjusted[0], close('ACME', '0', '2026-01-09'), adjusted[1]] as readonly Mark[];
  expect(priced(gap, '2026-01-08T23:59:59.999Z', four)).toEqual([400, false]);
});

test('shares of cents are judged like any others', () => {
  // Ten old for one new: 0.05 was traded as 0.05, and is 0.5 in the shares of after it.
  const reverse = [split('2026-01-10T11:00:00Z', '10', '1')];
  const raw = [close('ACME', '0.05', '2026-01-09'), close('ACME', '0.52', '2026-01-10')];
  expect(priced(raw, '2026-01-09T23:59:59.999Z', reverse)).toEqual([0.05, false]);
  expect(priced(raw, '2026-01-10T12:00:00Z', reverse)).toEqual([0.5, true]);
  const adjusted = [close('ACME', '0.5', '2026-01-09'), close('ACME', '0.52', '2026-01-10')];
  expect(priced(adjusted, '2026-01-09T23:59:59.999Z', reverse)).toEqual([0.05, false]);
});

test('three for two is told from a day of small moves, up or down', () => {
  const three = [split('2026-01-10T11:00:00Z', '2', '3')];
  for (const after of ['98', '103']) {
    const raw = [close('ACME', '150', '2026-01-09'), close('ACME', after, '2026-01-10')];
    expect(priced(raw, '2026-01-09T23:59:59.999Z', three)).toEqual([150, false]);
    const adjusted = [close('ACME', '100', '2026-01-09'), close('ACME', after, '2026-01-10')];
    expect(priced(adjusted, '2026-01-09T23:59:59.999Z', three)?.[0]).toBeCloseTo(150, 12);
  }
});

test('a step half way between the two readings leaves the history as it stands', () => {
  // Four for one and a step to the half: |ln 0.5| from no move, and as far from a fourth.
  const four = [split('2026-01-10T11:00:00Z', '1', '4')];
  const closes = [close('ACME', '1', '2026-01-09'), close('ACME', '0.5', '2026-01-10')];
  expect(priced(closes, '2026-01-09T23:59:59.999Z', four)).toEqual([1, false]);
});

test('profit counts the multiplier, in coin for inverse contracts', () => {
  // 2 contracts of 50 a point, up 10 points: 1,000. Short the same: -1,000.
  const future = { payoff: 'linear', quantity: 2, multiplier: 50, entryPrice: 4000 } as const;
  expect(unrealizedPnl(future, 4010)).toBe(1000);
  expect(unrealizedPnl({ ...future, quantity: -2 }, 4010)).toBe(-1000);
  // 100 contracts of 100 dollars: 10,000 (1 / 50,000 - 1 / 40,000) = -0.05 coins.
  const inverse = { payoff: 'inverse', quantity: 100, multiplier: 100, entryPrice: 50_000 } as const;
  expect(unrealizedPnl(inverse, 40_000)).toBeCloseTo(-0.05, 14);
});

const morning = '2026-01-10T08:00:00Z';
const rate = (asset: string, base: string, marks: readonly Mark[]) => rateOf(asset, base, noon, markBookOf(marks)).rate;

test('the base is worth one, and that is never old', () => {
  expect(rate('USD', 'USD', [])).toEqual({
    status: 'value',
    value: { price: 1, asOfMs: noon, origin: 'unit', stale: false, via: null },
  });
});

test('a rate that leads only to the dollar and no further names the pair that was asked for', () => {
  expect(rate('XYZ', 'EUR', [mark('EUR/USD', '1.25', morning)])).toMatchObject({
    status: 'missing-data',
    reason: 'There is no price of XYZ in EUR.',
    mend: 'Give a price of XYZ/EUR.',
  });
});

test('a pair quoted the other way is turned, also below one; a price of 0 is no rate', () => {
  // One yen is 0.008 dollars: a dollar is 125 yen.
  expect(rate('USD', 'JPY', [mark('JPY/USD', '0.008', morning)])).toMatchObject({ value: { price: 125 } });
  expect(rate('USD', 'EUR', [mark('EUR/USD', '0', morning)])).toMatchObject({ status: 'missing-data' });
});

test('of two prices of one instant the one in the base itself is taken', () => {
  const both = [mark('BTC/USDT', '60010', morning), mark('BTC/USD', '60000', morning)];
  expect(rate('BTC', 'USD', both)).toMatchObject({ value: { price: 60_000, via: 'BTC/USD' } });
});

test('a rate by way of the dollar is as old as its older half, and names the coin’s own price where both are as old', () => {
  const coin = mark('BTC/USDT', '60000', morning);
  expect(rate('BTC', 'EUR', [coin, mark('EUR/USD', '1.25', morning)])).toMatchObject({
    value: { price: 48_000, via: 'BTC/USDT', stale: false },
  });
  expect(rate('BTC', 'EUR', [coin, mark('EUR/USD', '1.25', '2026-01-08T08:00:00Z')])).toMatchObject({
    value: { price: 48_000, via: 'EUR/USD', stale: true },
  });
});

function valued(symbol: string, say: Parameters<typeof position>[3], asOf = noon, marks: readonly Mark[] = []) {
  const book = valueBook({
    positions: [position(symbol, '2', '3', say)],
    balances: [balance('USD', '1000')],
    settings: [],
    accounts: [],
    marks,
    instrumentOf,
    tierTableOf: tierTable,
    venueRulesOf: () => ({ liquidationRules: null, collateralTables: [] }),
    asOfMs: asOf,
    base: 'USD',
    remarks: [],
  });
  return book.accounts[0]?.positions[0];
}

test('a future or an option has expired at its very instant, not a millisecond before', () => {
  for (const symbol of ['BTC/USDT:USDT-260110', 'BTC/USD:BTC-260110-100000-C']) {
    const instrument = instrumentOf(symbol);
    const expiryMs = 'expiryMs' in instrument ? instrument.expiryMs : null;
    expect(expiryMs).toBe(at('2026-01-10T08:00:00Z'));
    expect(valued(symbol, {}, at('2026-01-10T08:00:00Z'))?.incomplete?.reason).toContain('has expired');
    expect(valued(symbol, {}, at('2026-01-10T07:59:59.999Z'))?.incomplete).toBeNull();
  }
  expect(valued('BTC/USDT:USDT', {})?.incomplete).toBeNull();
  expect(valued('BTC/USD:BTC-260111-100000-C', {})?.incomplete).toBeNull();
});

test('a strike is in the quote asset, whatever the option is settled in', () => {
  const marks = [mark('BTC/USDT', '60000', morning)];
  expect(valued('BTC/USD:BTC-260327-100000-C', {}, noon, marks)).toMatchObject({
    settleRate: { value: { price: 60_000 } },
    strike: { price: 100_000, rate: { value: { price: 1 } } },
  });
});

test('a realised profit without a known cost, or of a doubted history, is no figure', () => {
  const earned = { realizedPnl: '12.5' as Decimal };
  expect(valued('ACME', earned)).toMatchObject({ realizedPnl: 12.5, realizedMissing: null });
  expect(valued('ACME', { ...earned, flags: ['realised-without-cost'] })).toMatchObject({
    realizedPnl: 0,
    realizedMissing: { status: 'missing-data' },
  });
  const incomplete = { status: 'missing-data', reason: 'incomplete', mend: 'state it' } as const;
  expect(valued('ACME', { ...earned, incomplete })).toMatchObject({ realizedPnl: 0, incomplete });
});
