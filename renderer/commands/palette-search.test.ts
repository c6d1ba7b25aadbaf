import { expect, test } from 'vitest';
import { found } from './palette-search.ts';

const items = [
  { title: 'Import files…', detail: 'Ctrl+O', group: 'Commands' },
  { title: 'Imports', detail: 'panel', group: 'Panels' },
  { title: 'Hyperliquid perps', detail: 'account', group: 'Accounts' },
  { title: 'DOGE/USDC:USDC', detail: 'Hyperliquid perps', group: 'Instruments' },
  { title: 'kPEPE/USDC:USDC', detail: 'Hyperliquid perps', group: 'Instruments' },
  { title: 'Effective leverage', detail: 'the whole book', group: 'Figures' },
];
const titles = (typed: string) => found(items, typed).map(({ title }) => title);

test('with nothing typed everything stands in its order', () => {
  expect(titles('')).toHaveLength(items.length);
  expect(titles('  ')[0]).toBe('Import files…');
});

test('a title that begins so comes before one that only mentions it', () => {
  expect(titles('hyper')).toEqual(['Hyperliquid perps', 'DOGE/USDC:USDC', 'kPEPE/USDC:USDC']);
  expect(titles('imp')).toEqual(['Import files…', 'Imports']);
});

test('several words in any order, each of which must be found', () => {
  expect(titles('usdc doge')).toEqual(['DOGE/USDC:USDC']);
  expect(titles('lev')).toEqual(['Effective leverage']);
  expect(titles('pepe')).toEqual(['kPEPE/USDC:USDC']);
  expect(titles('hyper eth')).toEqual([]);
});
