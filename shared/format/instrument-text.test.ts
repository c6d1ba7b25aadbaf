import { expect, test } from 'vitest';
import { instrumentText, optionText } from './instrument-text.ts';

test('a listed option reads as its strike, right and expiry', () => {
  expect(instrumentText('KRM261218C00055000')).toBe('KRM 55 C 18 Dec 26');
  expect(instrumentText('ZQQ270105P00002500')).toBe('ZQQ 2.5 P 5 Jan 27');
  expect(optionText('BRK/B261218P12345125')).toBe('12345.125 P 18 Dec 26');
});

test('everything else reads as its symbol', () => {
  for (const symbol of ['KRM', 'BTC/USDT:USDT', 'BTC/USD:BTC-261225', '/ESZ6', 'ZQQ261318P00002500'])
    expect([instrumentText(symbol), optionText(symbol)]).toEqual([symbol, symbol]);
});
