import { expect, test } from 'vitest';
import { hyperliquidCoin } from './hyperliquid-coin.ts';
import { readFillDirection } from './hyperliquid-direction.ts';

test.each([
  ['BTC', 'BTC/USDC:USDC'],
  ['kPEPE', 'kPEPE/USDC:USDC'],
  ['xyz:TSLA', 'XYZ-TSLA/USDC:USDC'],
  ['COPPER (xyz)', 'XYZ-COPPER/USDC:USDC'],
  ['ETH/USDC', 'ETH/USDC'],
  ['UBTC/USDH', 'UBTC/USDH'],
  ['@107', '@107/USDC'],
])('%s is %s', (coin, symbol) => {
  expect(hyperliquidCoin(coin)?.symbol).toBe(symbol);
});

test.each(['', '???', 'BTC USD', 'a/b/c', '@', 'xyz:'])('"%s" is no market', (coin) => {
  expect(hyperliquidCoin(coin)).toBeNull();
});

test.each([
  ['Open Long', 'trade', 'buy', 'open'],
  ['Close Long', 'trade', 'sell', 'close'],
  ['Open Short', 'trade', 'sell', 'open'],
  ['Close Short', 'trade', 'buy', 'close'],
  ['Long > Short', 'trade', 'sell', 'flip'],
  ['Short > Long', 'trade', 'buy', 'flip'],
  ['Buy', 'trade', 'buy', null],
  ['Sell', 'trade', 'sell', null],
  ['Liquidated Isolated Long', 'liquidation', 'sell', 'close'],
  ['Liquidated Cross Short', 'liquidation', 'buy', 'close'],
  ['Market Order Liquidation: Close Long', 'liquidation', 'sell', 'close'],
  ['Backstop Liquidation: Close Short', 'liquidation', 'buy', 'close'],
  ['Auto-Deleveraging: Close Short', 'liquidation', 'buy', 'close'],
])('"%s" is a %s that will %s and %s', (dir, kind, side, effect) => {
  expect(readFillDirection(dir)).toMatchObject({ kind, side, effect });
});

test.each([
  'Auto-Deleveraging',
  'Spot Dust Conversion',
  'Net Child Vaults',
  'Settlement',
  'Liquidation: Open Long',
  '',
])('"%s" does not say what happens to the position, and is not guessed at', (dir) => {
  expect(readFillDirection(dir)).toBeNull();
});
