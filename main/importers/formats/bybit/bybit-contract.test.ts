import { expect, test } from 'vitest';
import { bybitDerivative, bybitSpotSide } from './bybit-contract.ts';

function symbolOf(contract: string): string {
  const read = bybitDerivative(contract);
  return read.ok ? read.value.symbol : read.fault.code;
}

test.each([
  ['BTCUSDT', 'BTC/USDT:USDT'],
  ['1000PEPEUSDT', '1000PEPE/USDT:USDT'],
  ['PERPUSDT', 'PERP/USDT:USDT'],
  ['BTCPERP', 'BTC/USDC:USDC'],
  ['BTCUSDC', 'BTC/USDC:USDC'],
  ['ETHUSD', 'ETH/USD:ETH'],
  ['BTC-27MAR26', 'BTC/USDC:USDC-260327'],
  ['BTCUSDT-5JUN26', 'BTC/USDT:USDT-260605'],
  ['BTCUSD-27MAR26', 'BTC/USD:BTC-260327'],
  ['AAA-27MAR26-120-C-USDT', 'AAA/USDT:USDT-260327-120-C'],
  ['BTC-27MAR26-100000-P', 'BTC/USDC:USDC-260327-100000-P'],
  ['XRP-27MAR26-0.62-C-USDT', 'XRP/USDT:USDT-260327-0.62-C'],
])('%s is %s', (contract, symbol) => {
  expect(symbolOf(contract)).toBe(symbol);
});

// Bybit's public symbol list of 2021 names these with their day of expiry: BTCUSDM21 = BTCUSD0625, BTCUSDU21 = BTCUSD0924.
test.each([
  ['BTCUSDM21', 'BTC/USD:BTC-210625'],
  ['BTCUSDU21', 'BTC/USD:BTC-210924'],
  ['BTCUSDH26', 'BTC/USD:BTC-260327'],
  ['ETHUSDZ26', 'ETH/USD:ETH-261225'],
])('the quarterly contract %s expires on the last Friday of its month: %s', (contract, symbol) => {
  expect(symbolOf(contract)).toBe(symbol);
});

test.each([
  ['BTCUSDK26', 'contract-expiry'],
  ['BTC-27MAI26', 'contract-unknown'],
  ['BTCUSDT-31FEB26', 'instrument-expiry'],
  ['BTCEUR', 'contract-unknown'],
  ['', 'contract-unknown'],
])('%s is not guessed at (%s)', (contract, code) => {
  expect(symbolOf(contract)).toBe(code);
});

test('a spot row is the base or the quote of its pair', () => {
  expect(bybitSpotSide('BTCEUR', 'BTC')).toEqual({ role: 'base', symbol: 'BTC/EUR' });
  expect(bybitSpotSide('BTCEUR', 'EUR')).toEqual({ role: 'quote', symbol: 'BTC/EUR' });
  expect(bybitSpotSide('USDCUSDT', 'USDC')).toEqual({ role: 'base', symbol: 'USDC/USDT' });
  expect(bybitSpotSide('BTCEUR', 'MNT')).toBeNull();
  expect(bybitSpotSide('BTC', 'BTC')).toBeNull();
});

test('a coin that both begins and ends the name of its pair is the base, as long as the rest is a quote coin', () => {
  expect(bybitSpotSide('TUSDT', 'T')).toEqual({ role: 'base', symbol: 'T/USDT' });
  expect(bybitSpotSide('TUSDT', 'USDT')).toEqual({ role: 'quote', symbol: 'T/USDT' });
});
