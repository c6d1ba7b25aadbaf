import { expect, test } from 'vitest';
import { codes, events } from './fixtures/tastytrade-rows.ts';

// A split, a change of symbol and a merger are two rows each, and the file does not say which two.

interface Half {
  readonly time?: string;
  readonly subType?: string;
  readonly action: string;
  readonly symbol?: string;
  readonly type?: string;
  readonly value: string;
  readonly quantity?: string;
  readonly currency?: string;
}

function half({
  time = '12:00:00',
  subType = 'Reverse Split',
  symbol = 'ZQQ',
  type = 'Equity',
  ...told
}: Half): string {
  const { action, value, quantity = '10', currency = 'USD' } = told;
  return `2026-03-05T${time}Z,Receive Deliver,${subType},${action},${symbol},${type},,${value},${quantity},0.00,--,0.00,,,,,,,,,${currency}`;
}

const out = { action: 'SELL_TO_CLOSE', value: '500.00' };
const into = { action: 'BUY_TO_OPEN', value: '-500.00' };
const option = { type: 'Equity Option', symbol: 'ZQQ   260619C00040000' };

test('the two rows say the same of everything that an exchange leaves as it is', () => {
  expect(codes(half(out), half(into))).toEqual(['event', 'part']);
  expect(codes(half({ ...out, ...option }), half({ ...into, ...option }))).toEqual(['event', 'part']);
});

test.each([
  ['another second', out, { ...into, time: '12:00:01' }],
  ['another sub type', out, { ...into, subType: 'Forward Split' }],
  ['less money', out, { ...into, value: '-499.99' }],
  ['money that flows twice', out, { ...into, value: '500.00' }],
  ['the other side', { ...out, value: '0.00' }, { ...into, action: 'SELL_TO_OPEN', value: '0.00' }],
  ['both taken out', out, { ...out, value: '-500.00' }],
  ['an option for shares', out, { ...into, ...option }],
  ['another currency', out, { ...into, currency: 'CAD' }],
  ['a put for a call', { ...out, ...option }, { ...into, ...option, symbol: 'ZQQ   260619P00040000' }],
  ['another expiry', { ...out, ...option }, { ...into, ...option, symbol: 'ZQQ   260918C00040000' }],
  [
    'more units by a change of symbol',
    { ...out, subType: 'Symbol Change' },
    { ...into, subType: 'Symbol Change', quantity: '11' },
  ],
])('%s: the rows are not one exchange', (_, one, other) => {
  expect(codes(half(one), half(other))).toEqual(['exchange-unpaired', 'exchange-unpaired']);
});

test('nothing is exchanged for something, nor something for nothing', () => {
  expect(codes(half({ ...out, quantity: '0' }), half(into))).toEqual(['not-positive', 'exchange-unpaired']);
  expect(codes(half(out), half({ ...into, quantity: '-10' }))).toEqual(['exchange-unpaired', 'not-positive']);
});

/** Which symbol became which. */
function became(...rows: readonly string[]): readonly string[] {
  return events(...rows).map((event) =>
    'into' in event ? `${event.instrument} -> ${event.into ?? 'itself'}` : event.kind,
  );
}

const shares = (half_: Half, symbol: string): string => half({ ...half_, symbol });
const call = (half_: Half, root: string, strike: string): string =>
  half({ ...half_, ...option, symbol: `${root.padEnd(6)}260619C${strike}` });

test('of several for the same money those of one symbol belong together, wherever they stand', () => {
  expect(became(shares(into, 'AAA'), shares(out, 'BBB'), shares(into, 'BBB'), shares(out, 'AAA'))).toEqual([
    'BBB -> itself',
    'AAA -> itself',
  ]);
});

test('what one symbol does not tell is told by what is left', () => {
  const rows = [shares(into, 'AAA'), shares(into, 'NEWT'), shares(out, 'OLDT'), shares(out, 'AAA')];
  expect(became(...rows)).toEqual(['OLDT -> NEWT', 'AAA -> itself']);
});

test('then those of one strike', () => {
  const rows = [
    call(into, 'NEWT', '00030000'),
    call(out, 'OLDT', '00035000'),
    call(into, 'NEWT', '00035000'),
    call(out, 'OLDT', '00030000'),
  ];
  expect(became(...rows)).toEqual([
    'OLDT260619C00035000 -> NEWT260619C00035000',
    'OLDT260619C00030000 -> NEWT260619C00030000',
  ]);
});

// 1 for 10: the strikes of 30 and 50 become 300 and 500, under a new root.
const [outOf30, into300] = [call(out, 'OLDT', '00030000'), call(into, 'NEWT', '00300000')];
const [outOf50, into500] = [call(out, 'OLDT', '00050000'), call(into, 'NEWT', '00500000')];
const both = ['OLDT260619C00030000 -> NEWT260619C00300000', 'OLDT260619C00050000 -> NEWT260619C00500000'];

test.each([
  ['each opened before it is closed', [into300, outOf30, into500, outOf50]],
  ['each closed before it is opened', [outOf30, into300, outOf50, into500]],
  ['one so and one so', [into300, outOf30, outOf50, into500]],
])('the rest belongs together couple by couple: %s', (_, rows) => {
  expect(became(...rows)).toEqual(both);
});

test.each([
  ['all closed before any is opened', [outOf30, outOf50, into300, into500]],
  ['one row is missing', [into300, outOf30, outOf50]],
  ['more are opened than closed', [into300, into500, outOf50, call(into, 'NEWT', '00700000')]],
])('%s: which became which is not guessed', (_, rows) => {
  expect(new Set(codes(...rows))).toEqual(new Set(['exchange-unpaired']));
});
