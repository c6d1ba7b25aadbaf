import { expect, test } from 'vitest';
import { codes, outcomes } from './fixtures/tastytrade-rows.ts';

/** A purchase of two for 40.00. */
function bought(type: string, symbol: string, { multiplier = '', currency = 'USD' } = {}): string {
  return `2026-03-02T15:00:00Z,Trade,Buy to Open,BUY_TO_OPEN,${symbol},${type},,-40.00,2,0,--,0.00,${multiplier},,,,,,1,,${currency}`;
}

const listed = 'KRM   260320C00045000';
const onFuture = './MESM6EXK6  260529P5800';

test.each([
  ['Equity', '???'],
  ['Equity', listed],
  ['Warrant', '/MESM6'],
  ['Equity Option', '???'],
  ['Equity Option', 'ZQQ'],
  ['Future', '???'],
  ['Future', 'ZQQ'],
  ['Future', onFuture],
  ['Future Option', '???'],
  ['Future Option', '/MESM6'],
  ['Cryptocurrency', '???'],
  ['Cryptocurrency', 'ZQQ'],
])('a symbol that is not of its Instrument Type is no guess: %s %s', (type, symbol) => {
  expect(codes(bought(type, symbol))).toEqual(['symbol-unknown']);
});

test('what a row says beyond the symbol is kept: another currency, another number of shares', () => {
  const terms = (...[type, symbol, told]: Parameters<typeof bought>) => {
    const [outcome] = outcomes(bought(type, symbol, told));
    return outcome?.kind === 'event' ? outcome.terms : outcome;
  };
  expect(terms('Equity', 'ZQQ')).toEqual([]);
  expect(terms('Equity', 'ZQQ', { currency: 'CAD' })).toMatchObject([
    { symbol: 'ZQQ', kind: 'stock', quoteAsset: 'CAD', settleAsset: 'CAD' },
  ]);
  expect(terms('Equity', 'ZQQ', { currency: '' })).toEqual([]);
  expect(terms('Equity Option', listed)).toEqual([]);
  expect(terms('Equity Option', listed, { multiplier: '100' })).toEqual([]);
  expect(terms('Equity Option', listed, { multiplier: '10' })).toMatchObject([
    { symbol: 'KRM260320C00045000', multiplier: '10', quoteAsset: 'USD', settleAsset: 'USD' },
  ]);
  expect(terms('Equity Option', listed, { multiplier: '100', currency: 'CAD' })).toMatchObject([
    { symbol: 'KRM260320C00045000', multiplier: '100', quoteAsset: 'CAD', settleAsset: 'CAD' },
  ]);
});

test.each([
  // 40.00 for 2 contracts of 100 shares, of 10, of 1.
  ['', '0.2'],
  ['100', '0.2'],
  ['10', '2'],
  ['1', '20'],
])('an option is priced by the share: multiplier "%s" makes it %s', (multiplier, price) => {
  expect(outcomes(bought('Equity Option', listed, { multiplier }))).toMatchObject([
    { event: { price, quantity: '2' } },
  ]);
});

test.each(['0', '-100', '0.5', 'many'])('a contract of %s shares is none', (multiplier) => {
  expect(codes(bought('Equity Option', listed, { multiplier }))).toEqual(['number-unreadable']);
});

test('an option on a future is worth what its future is: 5 dollars a point, whatever stands as multiplier', () => {
  // 40.00 / (2 x 5)
  expect(outcomes(bought('Future Option', onFuture, { multiplier: '1' }))).toMatchObject([{ event: { price: '4' } }]);
});
