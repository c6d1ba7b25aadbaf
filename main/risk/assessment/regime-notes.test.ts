import { expect, test } from 'vitest';
import type { ValuedAccount } from '../../../shared/book/valued-book.ts';
import { account, balance, book, position, tiers } from '../fixtures/build-book.ts';
import { assess } from './assess.ts';

const held = (origin: 'imported' | 'flat-rate') =>
  position({
    symbol: 'BTC/USD:BTC',
    quantity: 100,
    entry: 100,
    mark: 100,
    tiers: tiers([0, 0.01, 0]),
    table: { origin },
  });

function notes(origin: 'imported' | 'flat-rate', more: Partial<ValuedAccount>): readonly string[] {
  return assess(book([account([held(origin)], [balance('BTC', 2, 100)], more)]))
    .notes.filter((note) => note.kind === 'assumed')
    .map(({ text }) => text);
}

const dollars =
  'one: quantities of coin contracts are taken in dollars; a contract of this venue is worth 100 dollars of BTC or 10 of another coin.';

test('a venue whose rates nobody published says so until the trader imports them', () => {
  expect(notes('flat-rate', { venue: 'binance-coinm' })).toEqual([
    'BTC/USD:BTC in one: maintenance is taken as a flat rate of notional, no margin table of the venue is known.',
    'one: Ballast knows how this venue margins, but has no table of its rates.',
    dollars,
  ]);
  expect(notes('imported', { venue: 'binance-coinm' })).toEqual([dollars]);
  expect(notes('imported', { venue: 'okx' })).toContain(dollars);
  expect(notes('imported', { venue: 'deribit' })).toEqual([]);
});

test('what is left out of the maintenance, or taken for what no page says, is told', () => {
  expect(notes('imported', { venue: 'bitmex' })).toEqual([
    'one: the fee of closing counts in the maintenance; 0.1 % of the value is taken for it.',
    'one: the next funding, which this venue adds to the maintenance, is left out.',
  ]);
});

test('collateral ratios from an old page are told', () => {
  const table = {
    venue: 'okx',
    asset: 'BTC',
    validFrom: '2021-05-28',
    source: 'an old page',
    origin: 'shipped',
    tiers: [{ floor: 0, ratio: 0.95 }],
  } as const;
  expect(notes('imported', { venue: 'bybit', collateralTables: [table] })).toEqual([
    'one: what the venue counts of coins as collateral comes from an old page, it may take less today.',
  ]);
});
