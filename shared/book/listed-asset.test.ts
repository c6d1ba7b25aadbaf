import { expect, test } from 'vitest';
import { futureAsset, stockAsset, tickerOf } from './listed-asset.ts';
import { parseInstrument } from './parse-instrument.ts';

function assetOf(symbol: string): string {
  const parsed = parseInstrument(symbol);
  if (!parsed.ok) throw new Error(parsed.fault.message);
  return parsed.value.asset;
}

test('a trust that is listed under the letters of a coin is another exposure than the coin', () => {
  expect(assetOf('BTC/USDT:USDT')).toBe('BTC');
  expect(assetOf('BTC')).toBe('BTC stock');
  expect(assetOf('ETH260116C00030000')).toBe('ETH stock');
  expect(stockAsset('AAPL')).toBe('AAPL');
});

test('a share is told apart from a currency and from a future of the same letters', () => {
  expect(stockAsset('USD')).toBe('USD stock');
  expect(assetOf('CL')).toBe('CL');
  expect(assetOf('/CLZ6')).toBe('/CL');
  expect(assetOf('ZS')).toBe('ZS');
  expect(assetOf('/ZSF7')).toBe('/ZS');
});

test('a future on a coin is exposure to the coin', () => {
  expect(futureAsset('MBT')).toBe('BTC');
  expect(assetOf('/METZ6')).toBe('ETH');
});

test('the ticker of a share is found again, and no coin or future has one', () => {
  expect(['AAPL', 'BTC stock', 'USD stock'].map(tickerOf)).toEqual(['AAPL', 'BTC', 'USD']);
  expect(['BTC', 'USD', '/ES'].map(tickerOf)).toEqual([null, null, null]);
});
