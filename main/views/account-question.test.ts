import { expect, test } from 'vitest';
import type { ValuedAccount, ValuedPosition } from '../../shared/book/valued-book.ts';
import { known, missing } from '../../shared/measures/outcome.ts';
import { accountQuestion } from './account-question.ts';
import { dogeGap, walletGap } from './testing/small-figures.ts';
import { smallBalance, smallMark, smallPosition } from './testing/small-holdings.ts';
import { smallAsOfMs, smallBook } from './testing/small-risk-document.ts';

const mark = smallMark(2550, smallAsOfMs, false);
const eth = smallPosition('ETH/USDT:USDT', { quantity: 1, entryPrice: 2500, mark });
const noPrice = missing('ETH/USDT:USDT has no price', 'Set a mark.');

/** An account of which nothing at all has been said. */
function bare(...positions: ValuedPosition[]): ValuedAccount {
  return {
    name: 'Bare',
    venue: null,
    marginMode: 'cross',
    positionMode: 'one-way',
    liquidationRules: null,
    collateralTables: [],
    positions,
    balances: [],
    dataAsOfMs: null,
  };
}

const kindOf = (account: ValuedAccount): string | undefined => accountQuestion(account, new Set(), () => true)?.kind;

test('one answer after the other: history, price, wallet, venue, leverage, and then nothing is asked', () => {
  const asked: (string | undefined)[] = [];
  let account = bare({ ...eth, incomplete: dogeGap, mark: noPrice });
  const answer = (change: Partial<ValuedAccount>): void => {
    asked.push(kindOf(account));
    account = { ...account, ...change };
  };
  answer({ positions: [{ ...eth, mark: noPrice }] });
  answer({ positions: [eth] });
  answer({ balances: [smallBalance('USDT', known(500))] });
  answer({ venue: 'bybit' });
  answer({ positions: [{ ...eth, leverage: 5 }] });
  asked.push(kindOf(account));
  expect(asked).toEqual(['opening', 'mark', 'wallet', 'venue', 'leverage', undefined]);
});

test('the question names account, instrument and asset, so that the window can lead there', () => {
  const [, second] = smallBook().book.accounts;
  expect(second === undefined ? null : accountQuestion(second, new Set(), () => true)).toEqual({
    kind: 'opening',
    text: 'The history of DOGE/USDT:USDT in Second is incomplete: a fill closes more than is known to be held.',
    asset: null,
    instrument: 'DOGE/USDT:USDT',
  });
  expect(
    accountQuestion({ ...bare(eth), balances: [smallBalance('USDT', walletGap)] }, new Set(), () => true),
  ).toMatchObject({
    kind: 'wallet',
    asset: 'USDT',
    instrument: null,
  });
});

test('a wallet in another asset is no answer for the one in which the position settles', () => {
  expect(kindOf({ ...bare(eth), balances: [smallBalance('USDC', known(500))] })).toBe('wallet');
});

test('an isolated position needs margin or leverage before anything else helps', () => {
  const isolated = { ...eth, marginMode: 'isolated' as const };
  expect(accountQuestion(bare(isolated), new Set(), () => true)).toMatchObject({
    kind: 'leverage',
    instrument: 'ETH/USDT:USDT',
  });
  expect(accountQuestion(bare(isolated), new Set(), () => true)?.text).toContain('liquidation price is missing');
  expect(kindOf(bare({ ...isolated, isolatedMargin: 300 }))).toBe('venue');
  expect(kindOf({ ...bare({ ...isolated, leverage: 5 }), venue: 'bybit' })).toBeUndefined();
});

test('a coin-settled contract asks for the price of its coin', () => {
  const inverse = smallPosition('BTC/USD:BTC', { quantity: 100, entryPrice: 50_000, mark });
  expect(accountQuestion(bare({ ...inverse, settleRate: noPrice }), new Set(), () => true)).toMatchObject({
    kind: 'mark',
    asset: 'BTC',
  });
});

test('an account without positions is asked nothing', () => {
  expect(accountQuestion(bare(), new Set(), () => true)).toBeNull();
});

test('a row that could not be read is mended in Imports, not by stating an opening', () => {
  const [, second] = smallBook().book.accounts;
  if (second === undefined) throw new Error('the small book has two accounts');
  expect(accountQuestion(second, new Set(['DOGE/USDT:USDT']), () => true)?.kind).toBe('failed-rows');
  expect(accountQuestion(second, new Set(['ETH/USDT:USDT']), () => true)?.kind).toBe('opening');
});

test('no leverage is asked for where the venue sets the initial margin itself, as of a stock on margin', () => {
  const held = { ...bare(eth), balances: [smallBalance('USDT', known(500))], venue: 'tastytrade' };
  expect(kindOf(held)).toBe('leverage');
  expect(accountQuestion(held, new Set(), () => false)).toBeNull();
});
