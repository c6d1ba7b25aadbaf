import { expect, test } from 'vitest';
import type { FillEvent } from '../../../../shared/book/event.ts';
import { fills, outcomes, pageHeader } from './fixtures/hyperliquid-rows.ts';

const codes = (rows: readonly string[], header = pageHeader): readonly string[] =>
  outcomes(rows, header).map((outcome) => (outcome.kind === 'failed' ? outcome.code : outcome.kind));

// What the page writes: ntl = px x sz; the closedPnl of an opening fill is minus its fee.

test.each([
  ['0', '0.5', 'price-missing'],
  ['-2000', '0.5', 'price-missing'],
  ['2000', '0', 'quantity-missing'],
  ['2000', '-0.5', 'quantity-missing'],
])('nothing is traded at a price of %s and a size of %s', (price, size, code) => {
  expect(codes([`18/09/2025 10:00:00,ETH,Open Long,${price},${size},1000,0.45,-0.45`])).toEqual([code]);
});

test.each([
  // 2,000 x 0.5 = 1,000: a millionth of it is 0.001, a thousandth is 1.
  ['1000.001', []],
  ['999.999', []],
  ['-1000', []],
  ['1000.0011', ['amount-differs']],
  ['1001', ['amount-differs']],
  ['999', ['amount-differs']],
  ['', []],
])('ntl %s beside 2,000 x 0.5 is marked %j', (notional, flags) => {
  const [event] = fills([`18/09/2025 10:00:00,ETH,Open Long,2000,0.5,${notional},0.45,-0.45`]);
  expect(event?.flags).toEqual(flags);
});

test.each(['1001.1', '998.9', 'many'])('ntl %s beside 2,000 x 0.5 is another trade', (notional) => {
  expect(codes([`18/09/2025 10:00:00,ETH,Open Long,2000,0.5,${notional},0.45,-0.45`])).toEqual(['amounts-contradict']);
});

test.each([
  // 18 HYPE at 40; the fee of 1 is 1 HYPE (40 USDC) or 1 USDC.
  ['-40', 'HYPE'],
  ['-1', 'USDC'],
  ['-1.000001', 'USDC'],
  ['-1.0000011', 'HYPE'],
  ['0', 'HYPE'],
  ['', 'HYPE'],
])('a spot purchase with a fee of 1 and a closedPnl of "%s" was charged in %s', (closedPnl, asset) => {
  const [event] = fills([`18/09/2025 10:00:00,HYPE/USDC,Buy,40,18,720,1,${closedPnl}`]);
  expect(event?.fee).toEqual({ asset, amount: '1' });
});

test('at a price of 1 both readings are the same sum, and the coin bought is charged as ever', () => {
  const [event] = fills(['18/09/2025 10:00:00,USDT0/USDC,Buy,1,500,500,0.2,-0.2']);
  expect(event?.fee).toEqual({ asset: 'USDT0', amount: '0.2' });
});

/** On which basis the last of these fills reports its profit. */
function basis(header: string, ...rows: readonly string[]): NonNullable<FillEvent['reportedPnl']>['basis'] | null {
  return fills(rows, header).at(-1)?.reportedPnl?.basis ?? null;
}

const close = '19/09/2025 10:00:00,ETH,Close Long,2100,0.5,1050,0.47,49.53';

test('the page takes the fee off its profits, also where the file shows nothing but closings', () => {
  expect(basis(pageHeader, close)).toBe('net-of-fee');
});

test.each([
  ['a blank fee', '18/09/2025 10:00:00,ETH,Open Long,2000,0.5,1000,,0'],
  ['a fee of 0', '18/09/2025 10:00:00,ETH,Open Long,2000,0.5,1000,0,0'],
  ['a blank profit', '18/09/2025 10:00:00,ETH,Open Long,2000,0.5,1000,0.45,'],
])('an opening with %s shows nothing of what its file takes off', (_, open) => {
  expect(basis(pageHeader, open, close)).toBe('net-of-fee');
  expect(basis(`${pageHeader},hash`, `${open},0xa`, `${close},0xb`)).toBeNull();
});

test('neither does one whose price cannot be read', () => {
  const open = '18/09/2025 10:00:00,ETH,Open Long,NaN,0.5,1000,0.45,0';
  expect(outcomes([open, close])).toMatchObject([
    { kind: 'failed' },
    { event: { reportedPnl: { amount: '49.53', basis: 'net-of-fee' } } },
  ]);
});

test.each([['hash'], ['feeToken']])('a copy with %s is read by what its openings print', (column) => {
  const header = `${pageHeader},${column}`;
  const more = column === 'hash' ? '0xa' : 'USDC';
  const open = (closedPnl: string): string =>
    `18/09/2025 10:00:00,ETH,Open Long,2000,0.5,1000,0.45,${closedPnl},${more}`;
  const closed = `${close},${more}`;
  expect(basis(header, open('-0.45'), closed)).toBe('net-of-fee');
  expect(basis(header, open('0'), closed)).toBe('gross');
  expect(basis(header, closed)).toBeNull();
  // Openings that contradict each other, or print something else, tell nothing.
  expect(basis(header, open('0'), open('-0.45'), closed)).toBeNull();
  expect(basis(header, open('0.45'), closed)).toBeNull();
});

test('a spot purchase that prints minus fee times price shows a profit net of fees', () => {
  // 0.0126 HYPE x 40 = 0.504
  const bought = '18/09/2025 10:00:00,HYPE/USDC,Buy,40,18,720,0.0126,-0.504,0xa';
  const sold = '19/09/2025 10:00:00,HYPE/USDC,Sell,42,5,210,0.147,9.853,0xb';
  expect(basis(`${pageHeader},hash`, bought, sold)).toBe('net-of-fee');
});

test('a row that is cut off is told, be it in its last column; blank cells behind it are not', () => {
  const row = '18/09/2025 10:00:00,ETH,Open Long,2000,0.5,1000,0.45';
  expect(codes([row, `${row},-0.45`, `${row},-0.45,,`, `${row},-0.45,,7`])).toEqual([
    'row-width',
    'event',
    'event',
    'row-width',
  ]);
});
