import { expect, test } from 'vitest';
import { missing } from '../../../shared/measures/outcome.ts';
import type { ValuedAccount } from '../../../shared/book/valued-book.ts';
import { assess } from '../assessment/assess.ts';
import { defaultThresholds } from '../assessment/assessment.ts';
import { account, balance, book, position, tiers } from '../fixtures/build-book.ts';
import { compareAssessments } from './compare.ts';

const flat = tiers([0, 0.05, 0]);
const axis = { asset: 'BTC', beta: 1, from: 0, to: 0, step: 1 } as const;
const gap = missing('nobody says', 'say it');

const assessed = (...accounts: readonly ValuedAccount[]) =>
  assess(book(accounts), { axis, thresholds: defaultThresholds });

const held = (symbol: string, quantity: number, more: Partial<ReturnType<typeof position>> = {}) =>
  position({ symbol, quantity, entry: 100, mark: 100, tiers: flat, more });

function perps(name: string, quantity: number, wallet: number, more: Partial<ValuedAccount> = {}): ValuedAccount {
  return account([held('BTC/USDT:USDT', quantity)], [balance('USDT', wallet)], { name, ...more });
}

test('equity, leverage and margins at book, account and pool, with what the what-if changes', () => {
  const { figures } = compareAssessments(assessed(perps('one', 1, 50)), assessed(perps('one', 2, 40)), null);
  const of = (id: string, scope: string) => {
    const found = figures.find((one) => one.id === id && one.scope === scope);
    return [found?.actual.value, found?.whatIf.value, found?.difference, found?.unit];
  };
  expect(of('equity', 'book')).toEqual([50, 40, -10, 'money']);
  expect(of('effectiveLeverage', 'account:one')).toEqual([2, 5, 3, 'multiple']);
  // 5 % of 100 and of 200; a tenth of them as the initial margin.
  expect(of('maintenanceMargin', 'pool:one/cross')).toEqual([5, 10, 5, 'money']);
  expect(of('initialMargin', 'pool:one/cross')).toEqual([10, 20, 10, 'money']);
  expect(of('marginRatio', 'pool:one/cross')).toEqual([0.1, 0.25, 0.15, 'fraction']);
  expect(of('freeMargin', 'account:one')).toEqual([40, 20, -20, 'money']);
  expect(of('buffer', 'pool:one/cross')).toEqual([45, 30, -15, 'money']);
  expect([...new Set(figures.map(({ scope }) => scope))]).toEqual(['book', 'account:one', 'pool:one/cross']);
});

test('an account or position of only one of the two has no difference, and says which it is missing in', () => {
  const found = compareAssessments(assessed(perps('one', 1, 50)), assessed(perps('two', 1, 50)), null);
  const equity = (scope: string) => found.figures.find((one) => one.id === 'equity' && one.scope === scope);
  expect(equity('account:one')).toMatchObject({
    difference: null,
    differenceReason: 'What-if: It is not held any longer.',
  });
  expect(equity('account:two')).toMatchObject({ difference: null, differenceReason: 'Now: It is not held now.' });
  const sizes = found.positions.map(({ account: of, quantity, entryPrice, liquidationLower }) => [
    of,
    quantity.difference,
    entryPrice.differenceReason,
    liquidationLower.actual.status,
    liquidationLower.whatIf.status,
  ]);
  expect(sizes).toEqual([
    ['one', -1, 'What-if: It is not held any longer.', 'value', 'not-applicable'],
    ['two', 1, 'Now: It is not held now.', 'not-applicable', 'value'],
  ]);
});

test('every liquidation price, the changed positions first', () => {
  const still = account([held('ETH/USDT:USDT', 1)], [balance('USDT', 30)], { name: 'still' });
  const { positions } = compareAssessments(
    assessed(still, perps('one', 1, 50)),
    assessed(still, perps('one', 1, 60)),
    null,
  );
  expect(positions.map(({ account: of, side, isChanged }) => [of, side, isChanged])).toEqual([
    ['one', 'long', true],
    ['still', 'long', false],
  ]);
  // 50 / 0.95 and 40 / 0.95.
  expect(positions[0]?.liquidationLower.difference).toBeCloseTo(-10 / 0.95, 9);
  expect(positions[0]?.liquidationUpper).toMatchObject({ actual: { status: 'none' }, difference: null });
  // What no longer liquidates is a change too.
  const safe = compareAssessments(assessed(perps('one', 1, 50)), assessed(perps('one', 1, 100)), null);
  expect(safe.positions[0]).toMatchObject({ isChanged: true, liquidationLower: { whatIf: { status: 'none' } } });
});

test('what is not known of a position stays unknown with what mends it', () => {
  const dark = account([held('BTC/USDT:USDT', 1, { entryMissing: gap, entryPrice: 0, incomplete: gap })], []);
  const { positions } = compareAssessments(assessed(dark), assessed(dark), null);
  expect(positions[0]?.entryPrice.actual).toMatchObject({
    status: 'missing-data',
    reason: 'Its entry is not known.',
    mend: 'State the position with its average price.',
  });
  expect(positions[0]?.quantity.actual).toMatchObject({ reason: 'Its history is incomplete.' });
});

test('the order of departures on both sides, and the nearest of them', () => {
  const now = assessed(perps('one', 1, 50), perps('two', 1, 60), perps('short', -1, 50));
  const then = assessed(perps('one', 1, 70), perps('two', 1, 60), perps('short', -1, 50));
  const ladder = compareAssessments(now, then, null).ladder;
  expect(ladder).toMatchObject({ asset: 'BTC', beta: 1 });
  const [down, up] = ladder?.sides ?? [];
  expect(down?.actual.order.map(({ account: of }) => of)).toEqual(['one', 'two']);
  expect(down?.whatIf.order.map(({ account: of }) => of)).toEqual(['two', 'one']);
  expect(down?.isReordered).toBe(true);
  // 50 / 95 and 40 / 95 of the price; the short at 150 / 105.
  expect(down?.nearest.actual.value).toBeCloseTo(50 / 95 - 1, 9);
  expect(down?.nearest.whatIf.value).toBeCloseTo(40 / 95 - 1, 9);
  expect(up?.nearest.actual.value).toBeCloseTo(150 / 105 - 1, 9);
  expect(up?.isReordered).toBe(false);
  const gone = compareAssessments(now, assessed(perps('two', 1, 60)), null).ladder?.sides[1];
  expect(gone).toMatchObject({
    isReordered: true,
    nearest: { whatIf: { status: 'none', reason: 'No pool goes on this side.' } },
  });
});

test('a pool that is not known may go sooner; an axis stands where either side has one', () => {
  const dark = perps('dark', 1, 0, { balances: [{ ...balance('USDT', 0), amount: gap }] });
  const [down] =
    compareAssessments(assessed(perps('one', 1, 50)), assessed(perps('one', 1, 50), dark), null).ladder?.sides ?? [];
  expect(down?.nearest.whatIf).toMatchObject({
    status: 'missing-data',
    reason: 'Whether dark (cross) goes sooner is not known.',
    mend: 'Mend what its figures lack.',
  });
  expect(down?.whatIf.unknown).toEqual([{ account: 'dark', pool: 'cross' }]);
  expect(down?.actual.unknown).toEqual([]);
  // Coins alone cannot be liquidated, however little is known of them.
  const coins = account([], [{ ...balance('BTC', 0), amount: gap }], { name: 'coins', venue: null });
  const beside = compareAssessments(assessed(perps('one', 1, 50)), assessed(perps('one', 1, 50), coins), null);
  expect(beside.ladder?.sides[0]?.whatIf.unknown).toEqual([]);
  const free = assess(book([account([], [balance('USDT', 5)])]), {
    axis: { ...axis, asset: null },
    thresholds: defaultThresholds,
  });
  expect(compareAssessments(free, free, null)).toMatchObject({ ladder: null, events: null });
  const opened = compareAssessments(free, assessed(perps('one', 1, 50)), null).ladder;
  expect(opened?.sides.map(({ actual }) => actual)).toEqual([
    { order: [], unknown: [] },
    { order: [], unknown: [] },
  ]);
  expect(compareAssessments(assessed(perps('one', 1, 50)), free, null).ladder?.asset).toBe('BTC');
});
