import { expect, test } from 'vitest';
import { formatZone } from '../../local-time.ts';
import { readBinanceContract } from './binance-symbol.ts';
import { binanceZone } from './binance-time-zone.ts';

test('the zone stands in the name of the file, two dashes mean minus, and a header that names UTC comes first', () => {
  const zone = (header: string, name: string): string => {
    const found = binanceZone(header, name);
    return found.kind === 'none' ? 'none' : formatZone(found.zone);
  };
  expect(zone('Time', 'Binance-Futures-Trade-History-202603230520(UTC--6).csv')).toBe('-06:00');
  expect(zone('Time', 'trades(UTC+2).csv')).toBe('+02:00');
  expect(zone('Time', 'trades(UTC+5:30).csv')).toBe('+05:30');
  expect(zone('Time', 'trades(UTC--3_30) (1).csv')).toBe('-03:30');
  expect(zone('Time', 'trades(UTC).csv')).toBe('UTC');
  expect(zone('Date(UTC)', 'trades(UTC+2).csv')).toBe('UTC');
  expect(zone('Time(UTC+8)', 'trades.csv')).toBe('+08:00');
  expect(zone('Time', 'trades.csv')).toBe('none');
  expect(zone('Time', 'trades(UTC+99).csv')).toBe('none');
});

test('symbols of Binance futures are split into what they are', () => {
  const symbols = {
    BTCUSDT: 'BTC/USDT:USDT',
    ETHUSDC: 'ETH/USDC:USDC',
    BNBBUSD: 'BNB/BUSD:BUSD',
    BTCFDUSD: 'BTC/FDUSD:FDUSD',
    USDCUSDT: 'USDC/USDT:USDT',
    '1000PEPEUSDT': '1000PEPE/USDT:USDT',
    ETHBTC: 'ETH/BTC:BTC',
    BTCUSDT_260327: 'BTC/USDT:USDT-260327',
    BTCUSD_PERP: 'BTC/USD:BTC',
    ETHUSD_260327: 'ETH/USD:ETH-260327',
  };
  for (const [text, symbol] of Object.entries(symbols))
    expect(readBinanceContract(text)?.instrument, text).toBe(symbol);
  expect(readBinanceContract('BTCUSDT')?.market).toBe('usd-m');
  expect(readBinanceContract('BTCUSD_PERP')?.market).toBe('coin-m');
  for (const text of ['', 'USDT', 'ASSETQUOTE', 'BTCUSDT_261332', 'BTCUSDT_PERP', 'BTC/USDT', 'BTCUSDT_260327_X']) {
    expect(readBinanceContract(text), text).toBeNull();
  }
});
