import { afterEach, beforeEach, expect, test } from 'vitest';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { importSample } from './import-sample.ts';
import { judgeFile } from './run.ts';
import { soundness } from './sound.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ballast-samples-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const nowMs = Date.UTC(2026, 5, 1);
const header = 'time,coin,dir,px,sz,ntl,fee,closedPnl';

function write(lines: readonly string[]): string {
  const path = join(folder, 'file.csv');
  writeFileSync(path, lines.join('\n'));
  return path;
}

test('a file that is in no table is unknown, and what was made of it is said', async () => {
  const path = write([header, '08/03/2026 - 11:15:00,ETH,Open Long,2000,0.5,1000,0.4,-0.4']);
  expect(await judgeFile(path, undefined, nowMs)).toEqual({
    verdict: 'unknown',
    text: 'hyperliquid-trades, 2 rows, 1 accepted, 1 open',
  });
});

test('a history that begins with a closing fill must be incomplete', async () => {
  const lines = [header, '08/03/2026 - 11:15:00,ETH,Close Long,2000,0.5,1000,0.4,99.6'];
  const found = await importSample(write(lines), {}, nowMs);
  expect(soundness(found, lines)).toEqual([]);
  const phantom = found.positions.map((one) => ({ ...one, status: 'open' as const }));
  expect(soundness({ ...found, positions: phantom }, lines)).toEqual([
    'the first fill of ETH/USDC:USDC closes something, and yet its history is open',
  ]);
});

test('on Binance the realised profit says it', async () => {
  const lines = [
    'Time,Symbol,Side,Price,Quantity,Amount,Fee,Realized Profit,Buyer,Maker,Trade ID,Order ID',
    '2026-01-31 13:17:22,BTCUSDT,SELL,80000,0.01,800,0.4 USDT,12.5,false,false,7,8',
  ];
  const found = await importSample(write(lines), {}, nowMs);
  expect(soundness(found, lines)).toEqual([]);
  const phantom = found.positions.map((one) => ({ ...one, status: 'open' as const }));
  expect(soundness({ ...found, positions: phantom }, lines)).toHaveLength(1);
});

test('rows that do not add up are told', async () => {
  const lines = [header, '08/03/2026 - 11:15:00,ETH,Open Long,2000,0.5,1000,0.4,-0.4'];
  const found = await importSample(write(lines), {}, nowMs);
  expect(soundness({ ...found, report: { ...found.report, rows: 3 } }, lines)).toEqual(['3 rows, but 2 accounted for']);
});
