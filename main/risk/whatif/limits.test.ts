import { expect, test } from 'vitest';
import type { Limit, LimitRuleId } from '../../../shared/book/limit.ts';
import type { ValuedAccount } from '../../../shared/book/valued-book.ts';
import { known, missing, notApplicable } from '../../../shared/measures/outcome.ts';
import { assess } from '../assessment/assess.ts';
import { defaultAxis, defaultThresholds, type Assessment } from '../assessment/assessment.ts';
import { account, balance, book, position, swingingCloses, tiers } from '../fixtures/build-book.ts';
import { brokenBy, judgeLimits } from './limits.ts';
import type { TradeLoss } from './limited-figures.ts';

const flat = tiers([0, 0.05, 0]);

/** 1 BTC at 100 in the account, and the wallet that is given. */
function withWallet(wallet: number, quantity = 1, more: Partial<ValuedAccount> = {}): ValuedAccount {
  const bitcoin = position({ symbol: 'BTC/USDT:USDT', quantity, entry: 100, mark: 100, tiers: flat });
  return account(quantity === 0 ? [] : [bitcoin], [balance('USDT', wallet)], more);
}

function assessed(...accounts: readonly ValuedAccount[]): Assessment {
  return assess(book(accounts, { BTC: swingingCloses(120, 0.1) }), {
    axis: defaultAxis,
    thresholds: defaultThresholds,
  });
}

const ether = (quantity: number) => position({ symbol: 'ETH/USDT:USDT', quantity, entry: 10, mark: 10, tiers: flat });
const bitcoin = (quantity: number) =>
  position({ symbol: 'BTC/USDT:USDT', quantity, entry: 100, mark: 100, tiers: flat });

const limit = (rule: LimitRuleId, value: number, of: string | null = null): Limit => ({ rule, value, account: of });

/** Of one limit: figure, room, verdict. */
function judged(one: Limit, now: Assessment, before: Assessment | null = null, losses: readonly TradeLoss[] = []) {
  const { judgements } = judgeLimits([one], now, { before, losses });
  return judgements.map(({ scope, subject, figure, room, verdict, isWorse }) => {
    const round = (value: number | null) => (value === null ? null : Number(value.toFixed(9)));
    return [subject ?? scope, round(figure.value), round(room), `${verdict}${isWorse ? ', worse' : ''}`];
  });
}

test('leverage: at the limit it passes, beyond it fails; without equity no leverage is low enough', () => {
  const half = assessed(withWallet(50));
  expect(judged(limit('book-leverage', 2), half)).toEqual([['book', 2, 0, 'pass']]);
  expect(judged(limit('book-leverage', 1.5), half)).toEqual([['book', 2, -0.5, 'fail']]);
  expect(judged(limit('account-leverage', 3), half)).toEqual([['account:one', 2, 1, 'pass']]);
  expect(judged(limit('book-leverage', 9), assessed(withWallet(0)))).toEqual([['book', null, null, 'fail']]);
  expect(judged(limit('book-leverage', 9), assessed(withWallet(0, 0)))).toEqual([['book', null, null, 'pass']]);
});

test('the margin ratio is judged pool by pool; without equity none is enough, unless none is asked for', () => {
  // 5 % of 100 on 50.
  expect(judged(limit('margin-ratio', 0.1), assessed(withWallet(50)))).toEqual([['pool:one/cross', 0.1, 0, 'pass']]);
  expect(judged(limit('margin-ratio', 0.1), assessed(withWallet(-5)))).toEqual([
    ['pool:one/cross', null, null, 'fail'],
  ]);
  const spot = account([], [balance('BTC', 1, 100)], { venue: null, name: 'coins' });
  expect(judged(limit('margin-ratio', 0.1), assessed(spot)).filter(([scope]) => `${scope}`.includes('spot'))).toEqual(
    [],
  );
});

test('an own limit of an account comes before the one for all, and speaks of that account alone', () => {
  const two = assessed(withWallet(50), withWallet(25, 1, { name: 'two' }));
  const own = limit('account-leverage', 5, 'two');
  const { judgements } = judgeLimits([limit('account-leverage', 3), own], two);
  expect(judgements.map(({ scope, limit: most, verdict }) => [scope, most, verdict])).toEqual([
    ['account:one', 3, 'pass'],
    ['account:two', 5, 'pass'],
  ]);
  // Of another rule it is no own limit.
  expect(judgeLimits([limit('margin-ratio', 0.5), own], two).judgements).toHaveLength(3);
});

test('the largest asset, and the distance of every position; what no price liquidates has room without end', () => {
  const both = assessed(account([ether(3), bitcoin(0.7)], [balance('USDT', 60)]));
  expect(judged(limit('concentration', 0.6), both)).toEqual([['BTC', 0.7, -0.1, 'fail']]);
  expect(judged(limit('concentration', 0.6), assessed(withWallet(5, 0)))).toEqual([['book', null, null, 'pass']]);
  // 50 + (P - 100) = 0.05 P at 50 / 0.95: 47.37 % below.
  const near = Number((1 - 50 / 95).toFixed(9));
  expect(judged(limit('distance-fraction', 0.4), assessed(withWallet(50)))).toEqual([
    ['position:one/BTC/USDT:USDT/long', near, Number((near - 0.4).toFixed(9)), 'pass'],
  ]);
  expect(judged(limit('distance-fraction', 0.5), assessed(withWallet(50)))[0]?.[3]).toBe('fail');
  // A swing of 10 % is ln 1.1 a day; to the price it is ln (95 / 50).
  expect(judged(limit('distance-sigma', 4), assessed(withWallet(50)))[0]?.[1]).toBeCloseTo(
    Math.log(95 / 50) / Math.log(1.1),
    6,
  );
  expect(judged(limit('distance-fraction', 0.5), assessed(withWallet(100)))[0]?.slice(1)).toEqual([null, null, 'pass']);
  expect(judged(limit('distance-fraction', 0.5), assessed(withWallet(4)))[0]?.slice(1)).toEqual([null, null, 'fail']);
  expect(judged(limit('distance-fraction', 0.5, 'two'), assessed(withWallet(4)))).toEqual([]);
});

test('the loss of a trade over the equity before it; one that opens nothing passes', () => {
  const loss = (share: TradeLoss['share'], of: TradeLoss['loss'] = known(1)): TradeLoss => ({
    instrument: 'BTC/USDT:USDT',
    loss: of,
    share,
  });
  const one = limit('trade-loss', 0.02);
  const now = assessed(withWallet(50));
  const of = (...losses: readonly TradeLoss[]) => judged(one, now, now, losses);
  const nothing = notApplicable('opens nothing');
  expect(of()).toEqual([]);
  expect(of(loss(known(0.02)), loss(known(0.03)))).toEqual([
    ['BTC/USDT:USDT', 0.02, 0, 'pass'],
    ['BTC/USDT:USDT', 0.03, -0.01, 'fail'],
  ]);
  expect(of(loss(nothing, nothing))[0]?.[3]).toBe('pass');
  expect(of(loss(nothing))[0]?.[3]).toBe('fail');
  expect(of(loss(missing('no stop', 'name one')))[0]?.[3]).toBe('cannot-be-judged');
});

test('what failed before is said apart, and whether it got worse: also where the equity is gone', () => {
  const one = limit('book-leverage', 1);
  const of = (now: ValuedAccount, before: ValuedAccount) => judged(one, assessed(now), assessed(before))[0]?.[3];
  expect(of(withWallet(50), withWallet(200))).toBe('fail');
  expect(of(withWallet(25), withWallet(50))).toBe('fails-already, worse');
  expect(of(withWallet(50), withWallet(50))).toBe('fails-already');
  expect(of(withWallet(80), withWallet(50))).toBe('fails-already');
  expect(of(withWallet(100), withWallet(50))).toBe('pass');
  // Equity gone by the what-if, come back by it, gone in both: then the money tells.
  expect(of(withWallet(-10), withWallet(50))).toBe('fails-already, worse');
  expect(of(withWallet(50), withWallet(-10))).toBe('fails-already');
  expect(of(withWallet(-10), withWallet(-10))).toBe('fails-already');
  expect(of(withWallet(-9), withWallet(-10))).toBe('fails-already');
  expect(of(withWallet(-11), withWallet(-10))).toBe('fails-already, worse');
  // Twice as much held on the same debt.
  expect(of(withWallet(-10, 2), withWallet(-10))).toBe('fails-already, worse');
  // Exposure 10 more, debt 2 less: at 1 time 8 short of before, at 10 times 10 ahead.
  const swapped = [assessed(withWallet(-8, 1.1)), assessed(withWallet(-10))] as const;
  expect(judged(limit('book-leverage', 1), ...swapped)[0]?.[3]).toBe('fails-already, worse');
  expect(judged(limit('book-leverage', 10), ...swapped)[0]?.[3]).toBe('fails-already');
});

test('what failed before is looked up by rule and by whose figure it is', () => {
  const accounts = (one: number, two: number) => assessed(withWallet(one), withWallet(two, 1, { name: 'two' }));
  const now = accounts(40, 40);
  const { judgements } = judgeLimits([limit('account-leverage', 2), limit('margin-ratio', 0.11)], now, {
    before: accounts(40, 200),
    losses: [],
  });
  expect(judgements.map(({ rule, scope, verdict }) => `${rule} ${scope} ${verdict}`)).toEqual([
    'account-leverage account:one fails-already',
    'account-leverage account:two fail',
    'margin-ratio pool:one/cross fails-already',
    'margin-ratio pool:two/cross fail',
  ]);
  const rules = [limit('book-leverage', 1), limit('concentration', 0.9)];
  const spread = account([ether(5), bitcoin(0.5)], [balance('USDT', 50)]);
  const whole = judgeLimits(rules, assessed(withWallet(50)), { before: assessed(spread), losses: [] });
  expect(whole.judgements.map(({ verdict }) => verdict)).toEqual(['fails-already', 'fail']);
});

test('a margin that is gone in both: worse by what it lacks more; a distance gone in both is not compared', () => {
  const of = (one: Limit, now: ValuedAccount, before: ValuedAccount) =>
    judged(one, assessed(now), assessed(before))[0]?.[3];
  const ratio = limit('margin-ratio', 0.5);
  expect(of(ratio, withWallet(-11), withWallet(-10))).toBe('fails-already, worse');
  expect(of(ratio, withWallet(-10), withWallet(-10))).toBe('fails-already');
  expect(of(limit('distance-fraction', 0.5), withWallet(-11), withWallet(-10))).toBe('fails-already');
});

test('the rule with the least room in relation to its limit binds; equity that is gone binds before all', () => {
  const now = assessed(withWallet(50));
  const binding = (...limits: readonly Limit[]) => judgeLimits(limits, now).binding;
  // 2 of 4, 0.1 of 0.15, 0.4 of 0.474.
  const all = [limit('book-leverage', 4), limit('margin-ratio', 0.15), limit('distance-fraction', 0.4)];
  expect(binding(...all)).toEqual({ rule: 'distance-fraction', scope: 'position:one/BTC/USDT:USDT/long' });
  expect(binding(...all.slice(0, 2))).toEqual({ rule: 'margin-ratio', scope: 'pool:one/cross' });
  // Of two alike the first.
  expect(binding(limit('book-leverage', 4), limit('account-leverage', 4))?.rule).toBe('book-leverage');
  expect(binding()).toBeNull();
  const gone = judgeLimits([limit('concentration', 0.1), limit('book-leverage', 4)], assessed(withWallet(-5)));
  expect(gone.binding).toEqual({ rule: 'book-leverage', scope: 'book' });
});

test('a what-if breaks what fails newly, gets worse, or can no longer be judged', () => {
  const [judgement] = judgeLimits([limit('book-leverage', 4)], assessed(withWallet(50))).judgements;
  if (judgement === undefined) throw new Error('nothing is judged');
  const ruled = (verdict: typeof judgement.verdict, isWorse = false) => ({ ...judgement, verdict, isWorse });
  const broken = (now: typeof judgement, before: readonly (typeof judgement)[]) => brokenBy([now], before).length;
  const rule = { rule: 'book-leverage', scope: 'book' };
  expect(brokenBy([ruled('fail')], [judgement])).toEqual([rule]);
  expect(broken(ruled('pass'), [judgement])).toBe(0);
  expect(broken(ruled('fails-already'), [ruled('fail')])).toBe(0);
  expect(broken(ruled('fails-already', true), [ruled('fail')])).toBe(1);
  expect(broken(ruled('cannot-be-judged'), [ruled('pass')])).toBe(1);
  expect(broken(ruled('cannot-be-judged'), [])).toBe(1);
  expect(broken(ruled('cannot-be-judged'), [ruled('cannot-be-judged')])).toBe(0);
  expect(broken(ruled('cannot-be-judged'), [{ ...ruled('cannot-be-judged'), scope: 'account:one' }])).toBe(1);
  expect(broken(ruled('cannot-be-judged'), [{ ...ruled('cannot-be-judged'), rule: 'margin-ratio' }])).toBe(1);
});

test('an asset without a price leaves the largest share unjudged', () => {
  const dark = position({
    symbol: 'ETH/USDT:USDT',
    quantity: 3,
    entry: 10,
    mark: 10,
    tiers: flat,
    more: { mark: missing('no mark', 'enter one') },
  });
  const now = assessed(account([bitcoin(1), dark], [balance('USDT', 60)]));
  expect(judged(limit('concentration', 0.9), now).map((row) => row[3])).toEqual(['cannot-be-judged']);
});
