import { expect, test } from 'vitest';
import type { ValuedAccount } from '../../../shared/book/valued-book.ts';
import type { LiquidationRules } from '../../../shared/book/venue-rules.ts';
import { missing } from '../../../shared/measures/outcome.ts';
import { account, balance, book, position, swingingCloses, tiers } from '../fixtures/build-book.ts';
import { compareEvents } from './compare-events.ts';
import { eventsAlong } from './events-along.ts';

const flat = tiers([0, 0.05, 0]);
const gap = missing('nobody says', 'say it');

/** Sold whole at the market with a fee. */
const rules = (feeRate: number): LiquidationRules => ({
  venue: 'test',
  validFrom: '2026-09-01',
  source: 'invented for the test',
  origin: 'stated',
  trigger: 'at-or-below',
  method: 'market',
  sizing: { kind: 'whole' },
  feeRate,
  feeRates: {},
  backstopShare: null,
  bearers: ['insurance-fund'],
});

function perps(name: string, symbol: string, quantity: number, wallet: number, feeRate = 0.01): ValuedAccount {
  const held = position({ symbol, quantity, entry: 100, mark: 100, tiers: flat });
  return account([held], [balance('USDT', wallet)], { name, liquidationRules: rules(feeRate) });
}

const bitcoin = 'BTC/USDT:USDT';
const along = { asset: 'BTC', beta: 1 } as const;

test('who is called first and at which shock, how much happens, and where debt begins', () => {
  // 20 + P - 100 = 0.05 P at 80 / 0.95; a fee of 10 % of that is more than the 5 % that are left: debt at once.
  // 40 + P - 100 = 0.05 P at 60 / 0.95; a fee of 1 % leaves something.
  const { down, up } = eventsAlong(book([perps('later', bitcoin, 1, 40), perps('first', bitcoin, 1, 20, 0.1)]), along);
  const [first, later] = [80 / 95 - 1, 60 / 95 - 1];
  expect(down.pools.unknown).toEqual([]);
  expect(down.firstDebt).toBeCloseTo(first, 9);
  expect(down.pools.order).toEqual([
    {
      account: 'first',
      pool: 'cross',
      shockFraction: expect.closeTo(first, 9) as number,
      events: 2,
      debtShockFraction: expect.closeTo(first, 9) as number,
    },
    {
      account: 'later',
      pool: 'cross',
      shockFraction: expect.closeTo(later, 9) as number,
      events: 1,
      debtShockFraction: null,
    },
  ]);
  expect(up).toEqual({ pools: { order: [], unknown: [] }, firstDebt: null });
});

test('nothing beyond half the price is looked at, on either side', () => {
  const side = (quantity: number, wallet: number) => {
    const { down, up } = eventsAlong(book([perps('one', bitcoin, quantity, wallet)]), along);
    return [down.pools.order.length, up.pools.order.length];
  };
  // Called at 52 / 0.95 = 54.7, and at 48 / 0.95 = 50.5; at 47 / 0.95 it would be 49.5.
  expect(side(1, 48)).toEqual([1, 0]);
  expect(side(1, 52)).toEqual([1, 0]);
  expect(side(1, 53)).toEqual([0, 0]);
  // A short: 57 - (P - 100) = 0.05 P at 157 / 1.05 = 149.5; with 58 at 150.5.
  expect(side(-1, 57)).toEqual([0, 1]);
  expect(side(-1, 58)).toEqual([0, 0]);
});

test('the others stand still, move alike, or by their own beta', () => {
  const called = (beta: 0 | 1 | 'estimated') => {
    const closes = { BTC: swingingCloses(727, 0.1), ETH: swingingCloses(727, 0.1) };
    const { down } = eventsAlong(book([perps('ether', 'ETH/USDT:USDT', 1, 20)], closes), { asset: 'BTC', beta });
    return down.pools.order.map(({ shockFraction }) => Number(shockFraction.toFixed(6)));
  };
  expect(called(0)).toEqual([]);
  expect(called(1)).toEqual([-0.157895]);
  // Closes that go the same way every day up to yesterday: a beta of 1.
  expect(called('estimated')).toEqual([-0.157895]);
  const without = eventsAlong(book([perps('ether', 'ETH/USDT:USDT', 1, 20)]), { asset: 'BTC', beta: 'estimated' });
  expect(without.down.pools).toEqual({ order: [], unknown: [{ account: 'ether', pool: 'cross' }] });
});

test('the comparison: first call, events and first debt with their differences, another order named', () => {
  const actual = eventsAlong(book([perps('a', bitcoin, 1, 20, 0.1), perps('b', bitcoin, 1, 30)]), along);
  const whatIf = eventsAlong(book([perps('a', bitcoin, 1, 45, 0.1), perps('b', bitcoin, 1, 30)]), along);
  const found = compareEvents(along, actual, whatIf);
  expect(found).toMatchObject({ hypothetical: true, asset: 'BTC', beta: 1, from: -0.5, to: 0.5 });
  const [down, up] = found.sides;
  // a at 80 / 95, then at 55 / 95; b at 70 / 95.
  expect(down?.firstCall.actual.value).toBeCloseTo(80 / 95 - 1, 9);
  expect(down?.firstCall.whatIf.value).toBeCloseTo(70 / 95 - 1, 9);
  expect(down?.firstCall.difference).toBeCloseTo(-10 / 95, 9);
  expect([down?.events.actual.value, down?.events.whatIf.value, down?.events.difference]).toEqual([3, 3, 0]);
  expect(down?.firstDebt.whatIf.value).toBeCloseTo(55 / 95 - 1, 9);
  expect(down?.isReordered).toBe(true);
  expect(down?.whatIf.order.map((one) => one.account)).toEqual(['b', 'a']);
  expect(up).toMatchObject({
    side: 'up',
    isReordered: false,
    firstCall: {
      actual: { status: 'none', reason: 'No pool is called on this side, up to half the price.' },
      difference: null,
    },
    events: { actual: { value: 0 }, whatIf: { value: 0 } },
    firstDebt: { whatIf: { status: 'none', reason: 'No pool owes on this side, up to half the price.' } },
  });
});

test('of several debts the nearest is the first, on either side', () => {
  const both = [20, 30, 40].map((wallet) => perps(`a${wallet}`, bitcoin, 1, wallet, wallet === 20 ? 0 : 0.1));
  const down = eventsAlong(book(both), along);
  const compared = compareEvents(along, down, down).sides[0];
  expect(compared?.firstDebt.actual.value).toBeCloseTo(70 / 95 - 1, 9);
  const shorts = [20, 30].map((wallet) => perps(`a${wallet}`, bitcoin, -1, wallet, 0.1));
  const up = eventsAlong(book(shorts), along);
  expect(compareEvents(along, up, up).sides[1]?.firstDebt.actual.value).toBeCloseTo(120 / 105 - 1, 9);
});

test('a pool that is not known may be called sooner: nothing is then proved', () => {
  const dark = { ...perps('dark', bitcoin, 1, 20), balances: [{ ...balance('USDT', 0), amount: gap }] };
  const hidden = eventsAlong(book([dark, perps('b', bitcoin, 1, 30)]), along);
  const known = eventsAlong(book([perps('b', bitcoin, 1, 30)]), along);
  const [down] = compareEvents(along, known, hidden).sides;
  expect(down?.whatIf.unknown).toEqual([{ account: 'dark', pool: 'cross' }]);
  for (const one of [down?.firstCall, down?.events, down?.firstDebt])
    expect(one).toMatchObject({
      difference: null,
      whatIf: {
        status: 'missing-data',
        reason: 'What happens to dark (cross) is not known.',
        mend: 'Mend what its figures lack.',
      },
    });
  expect(down?.events.actual.value).toBe(1);
});
