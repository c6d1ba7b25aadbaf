import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { importOnce } from './import-child.ts';
import { differenceOf } from './verify-import.ts';
import { writeTradeHistory, type TradedPosition } from './trade-history.ts';

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ballast-bench-'));
  file = join(folder, 'trades(UTC+0).csv');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test('one fill: a long of a quarter bitcoin, written as Binance writes it', async () => {
  const positions = await writeTradeHistory(file, 1);
  expect(readFileSync(file, 'utf8').split('\n')).toEqual([
    'Uid,Time,Symbol,Side,Price,Quantity,Amount,Fee,Realized Profit,Buyer,Maker,Trade ID,Order ID',
    '900000001,26-01-01 00:00:00,BTCUSDT,BUY,91000.0,0.25,22750,11.37500000 USDT,0,true,false,7000000000,89000000000',
    '',
  ]);
  expect(positions).toEqual([
    {
      instrument: 'BTC/USDT:USDT',
      quantity: '0.25',
      averagePrice: '91000',
      realizedPnl: '0',
      fees: [{ asset: 'USDT', amount: '11.375' }],
      status: 'open',
    },
  ]);
});

test('a buy and a sell of each contract: all flat, newest first, profit a quarter of what the price moved', async () => {
  const positions = await writeTradeHistory(file, 16);
  const lines = readFileSync(file, 'utf8').trim().split('\n').slice(1);
  expect(lines[0]).toContain(',ADAUSDT,SELL,');
  expect(lines.at(-1)).toContain(',BTCUSDT,BUY,');
  expect(positions.map(({ status }) => status)).toEqual(Array.from({ length: 8 }, () => 'closed'));
  // Bought at 91,000; the ninth fill is 63,352 mod 1,000 = 352 fiftieths of a thousandth above: 91,640.64, in tenths 91,640.6.
  const bitcoin = positions.find(({ instrument }) => instrument === 'BTC/USDT:USDT');
  expect(bitcoin?.realizedPnl).toBe('160.15');
  expect(bitcoin?.quantity).toBe('0');
  expect(bitcoin?.averagePrice).toBeNull();
});

test.each([16, 160, 333])('Ballast folds %i fills to what they were made to be', async (rows) => {
  const expected = await writeTradeHistory(file, rows);
  const run = await importOnce(join(folder, 'a.vault'), file);
  expect(differenceOf(run, rows, expected)).toBeNull();
  expect(run.positions.map(({ status }) => status)).toEqual(expected.map(({ status }) => status));
});

test('a lost fill or another profit is told, not passed over', async () => {
  const expected = await writeTradeHistory(file, 16);
  const run = await importOnce(join(folder, 'a.vault'), file);
  expect(differenceOf(run, 17, expected)).toMatch(/of 17 fills and a header 16 were accepted/);
  const wrong: readonly TradedPosition[] = expected.map((one, at) => (at === 0 ? { ...one, realizedPnl: '1' } : one));
  expect(differenceOf(run, 16, wrong)).toMatch(/the positions are/);
});
