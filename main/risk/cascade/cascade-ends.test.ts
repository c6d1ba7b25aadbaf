import { expect, test } from 'vitest';
import type { LiquidationRules } from '../../../shared/book/venue-rules.ts';
import { missing, type Maybe } from '../../../shared/measures/outcome.ts';
import { account, asOfMs, balance, position, tiers } from '../fixtures/build-book.ts';
import { compileAccount } from '../margin/compile-pools.ts';
import type { MarginTable } from '../margin/margin-table.ts';
import type { CascadeAxis } from './cascade-axis.ts';
import { cascadeEnds } from './cascade-ends.ts';
import { equityNow } from './working-pool.ts';

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

/** 10 BTC at 100 on 100 USDT: called at 90 / 0.99 = 90.909, which leaves 9.0909. The same sold short on 90: called at 109 / 1.01. */
function book(liquidationRules = rules): readonly MarginTable[] {
  const held = (name: string, quantity: number, cash: number) => {
    const btc = position({ symbol: 'BTC/USDT:USDT', quantity, entry: 100, mark: 100, tiers: tiers([0, 0.01, 0]) });
    return account([btc], [balance('USDT', cash)], { name, venue: null, liquidationRules });
  };
  return [held('long', 10, 100), held('short', -10, 90)].flatMap((one) => compileAccount(one, asOfMs));
}

const axis = { kind: 'asset', asset: 'BTC', from: -0.2, to: 0.3, step: 0.1, beta: 1 } as const;

function ends(along: CascadeAxis = axis, tables = book(), counts: (table: MarginTable) => boolean = () => true) {
  const noBeta = (): Maybe => missing('There is no beta.', 'Import prices.');
  const options = { sale: { kind: 'at-mark' }, salesMovePrice: false, sigmaOf: noBeta } as const;
  const found = cascadeEnds(tables, along, options, counts, noBeta);
  if (found.status !== 'value') throw new Error(found.reason);
  const worth = (pools: readonly MarginTable[]) => pools.map((table) => [table.account, round(equityNow(table))]);
  return found.value.map(({ side, left, markDown }) => [side, worth(left), worth(markDown)]);
}

const round = (value: number): number => Number(value.toFixed(4));

test('what each pool is worth at both ends, with what was closed and with nothing closed', () => {
  // 20 % down takes 200, 30 % up 300; the short is closed at 107.9208 with 10.7921 left.
  expect(ends()).toEqual([
    [
      'down',
      [
        ['long', 9.0909],
        ['short', 290],
      ],
      [
        ['long', -100],
        ['short', 290],
      ],
    ],
    [
      'up',
      [
        ['long', 400],
        ['short', 10.7921],
      ],
      [
        ['long', 400],
        ['short', -210],
      ],
    ],
  ]);
});

test('steps that do not come out even end at the last rung', () => {
  // 15 % down takes 150 of the long; the way goes on to 20 %.
  expect(ends({ ...axis, step: 0.15 })[0]).toEqual([
    'down',
    [
      ['long', 9.0909],
      ['short', 240],
    ],
    [
      ['long', -50],
      ['short', 240],
    ],
  ]);
});

test('only what counts to the book, and nothing where one of that is not known', () => {
  const short = ({ account: name }: MarginTable): boolean => name === 'short';
  expect(ends(axis, book(), short).map(([side, left]) => [side, left])).toEqual([
    ['down', [['short', 290]]],
    ['up', [['short', 10.7921]]],
  ]);
  const eth = position({ symbol: 'ETH/USDT:USDT', quantity: 1, entry: 10, mark: 10, tiers: tiers([0, 0.01, 0]) });
  const incomplete = missing('An older trade is not there.', 'Import it.');
  const gone = account([{ ...eth, incomplete }], [balance('USDT', 5)], { name: 'gone', venue: null });
  const tables = [...compileAccount(gone, asOfMs), ...book()];
  expect(ends(axis, tables)).toEqual([
    ['down', [], []],
    ['up', [], []],
  ]);
  expect(ends(axis, tables, short).map(([, left]) => left)).toEqual([[['short', 290]], [['short', 10.7921]]]);
});

test('what a call leaves goes on with the price', () => {
  const halfFirst = book({ ...rules, sizing: { kind: 'share-first', share: 0.5, aboveNotional: 500 } });
  // Five are closed at 90.909 with 9.0909 left; the other five lose 0.40909 each down to 90.5.
  expect(
    ends({ ...axis, from: -0.095, to: 0, step: 0.095 }, halfFirst, ({ account: name }) => name === 'long')[0],
  ).toEqual(['down', [['long', 7.0455]], [['long', 5]]]);
});
