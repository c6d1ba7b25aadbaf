import { expect, test } from 'vitest';
import { formatsByBroker } from './formats-by-broker.ts';

test('a broker with several exports takes one line, and nothing is said twice', () => {
  expect(
    formatsByBroker([
      { broker: 'Hyperliquid', export: 'Trades' },
      { broker: 'Bybit', export: 'transaction log' },
      { broker: 'Hyperliquid', export: 'funding' },
      { broker: 'Binance', export: 'USD-M trades' },
      { broker: 'Hyperliquid', export: 'trades' },
    ]),
  ).toEqual([
    { broker: 'Hyperliquid', exports: ['trades', 'funding'] },
    { broker: 'Bybit', exports: ['transaction log'] },
    { broker: 'Binance', exports: ['USD-M trades'] },
  ]);
});
