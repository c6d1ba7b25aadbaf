import { expect, test } from 'vitest';
import type { ValuedAccount, ValuedPosition } from '../../../shared/book/valued-book.ts';
import { account, balance, book, markOf, position, tiers } from '../fixtures/build-book.ts';
import { assess } from './assess.ts';

const oneTier = tiers([0, 0.01, 0]);
const flat = { origin: 'flat-rate' } as const;

function held(
  symbol: string,
  table: Parameters<typeof position>[0]['table'],
  more: Partial<ValuedPosition> = {},
): ValuedPosition {
  return position({
    symbol,
    quantity: 1,
    entry: 100,
    mark: 100,
    tiers: oneTier,
    more,
    ...(table === undefined ? {} : { table }),
  });
}

function notes(kind: string, ...accounts: readonly ValuedAccount[]): readonly string[] {
  return assess(book(accounts))
    .notes.filter((note) => note.kind === kind)
    .map(({ text }) => text);
}

const perps = (...assets: readonly string[]) => assets.map((asset) => held(`${asset}/USDT:USDT`, flat));
const flatRate = 'maintenance is taken as a flat rate of notional, no margin table of the venue is known.';

test('instruments without a margin table are told in one note, three by name, of more the first two and their number', () => {
  const told = (...assets: readonly string[]) => notes('assumed', account(perps(...assets), [balance('USDT', 5_000)]));
  expect(told('BTC')).toEqual([`BTC/USDT:USDT in one: ${flatRate}`]);
  expect(told('SOL', 'BTC', 'ETH')).toEqual([`BTC/USDT:USDT, ETH/USDT:USDT, SOL/USDT:USDT in one: ${flatRate}`]);
  expect(told('XRP', 'SOL', 'BTC', 'ETH')).toEqual([`BTC/USDT:USDT, ETH/USDT:USDT and 2 more in one: ${flatRate}`]);
  expect(notes('assumed', account([held('BTC/USDT:USDT', undefined)], [balance('USDT', 5_000)]))).toEqual([]);
});

test('an option takes nothing from a margin table, nor does what is paid in full: neither is named for want of one', () => {
  const broker = { venue: 'interactive-brokers' };
  const option = held('ACME261218C00050000', flat);
  const share = held('OTHR', flat);
  expect(notes('assumed', account([option, share], [balance('USD', -50)], broker))).toEqual([
    `OTHR in one: ${flatRate}`,
    'one: the margin of its options is the least of FINRA Rule 4210 and Regulation T, for long call ACME 50.',
  ]);
  expect(notes('assumed', account([option, share], [balance('USD', 50)], broker))).toEqual([]);
});

test('old margin tables are told by their date, with their age', () => {
  // Assessed on 2026-10-01: from 1 June 122 days, from 1 May 153.
  const [june, may] = [{ validFrom: '2026-06-01' }, { validFrom: '2026-05-01' }];
  const positions = [
    held('BTC/USDT:USDT', june),
    held('ETH/USDT:USDT', may),
    held('SOL/USDT:USDT', june),
    held('XRP/USDT:USDT', undefined),
  ];
  expect(notes('stale', account(positions, [balance('USDT', 5_000)]))).toEqual([
    'BTC/USDT:USDT, SOL/USDT:USDT in one: the margin table of 2026-06-01 is 122 days old.',
    'ETH/USDT:USDT in one: the margin table of 2026-05-01 is 153 days old.',
  ]);
});

test('old prices are told, of positions and of coins, new ones are not', () => {
  const old = markOf(100, { stale: true });
  const told = account(
    [held('BTC/USDT:USDT', undefined, { mark: old }), held('ETH/USDT:USDT', undefined)],
    [balance('USDT', 5_000), { ...balance('BNB', 1, 100), rate: old }, balance('SOL', 1, 100)],
  );
  expect(notes('stale', told)).toEqual([
    'The mark of BTC/USDT:USDT is more than a day old.',
    'The price of BNB is more than a day old.',
  ]);
});

test('an unknown venue, full collateral and margin taken from leverage are assumed', () => {
  const isolated = held('ETH/USDT:USDT', undefined, { marginMode: 'isolated' });
  const bybit = account([isolated], [balance('USDT', 500), balance('BTC', 1, 100)], { venue: 'bybit', name: 'two' });
  const unstated = account([held('BTC/USDT:USDT', undefined)], [balance('USDT', 500)], { venue: null });
  expect(notes('assumed', unstated, bybit)).toEqual([
    'The rules of the venue of one are not known: pools by settlement asset, maintenance on the mark.',
    'two: coins count as collateral in full, the venue may take less.',
    'two (isolated ETH/USDT:USDT): the margin posted is taken as entry notional over leverage.',
  ]);
});
