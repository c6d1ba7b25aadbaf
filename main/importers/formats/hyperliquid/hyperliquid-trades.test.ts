import { expect, test } from 'vitest';
import { fills, outcomes, pageHeader as header } from './fixtures/hyperliquid-rows.ts';
import { utcZone } from '../../local-time.ts';
import { openFile } from '../../open-file.ts';
import { readRecords } from '../../read-records.ts';
import { hyperliquidTrades } from './hyperliquid-trades.ts';

test('a spot purchase is charged in the coin bought: closedPnl is minus fee times price', () => {
  // 0.0126 coins x 40 = 0.504
  const [event] = fills(['18/09/2025 10:00:00,HYPE/USDC,Buy,40,18,720,0.0126,-0.504']);
  expect(event).toMatchObject({ fee: { asset: 'HYPE', amount: '0.0126' }, reportedPnl: null, effect: null });
});

test('a spot purchase whose closedPnl is minus the fee itself was charged in the quote coin', () => {
  const [event] = fills(['18/09/2025 10:00:00,HYPE/USDC,Buy,40,18,720,0.504,-0.504']);
  expect(event?.fee).toEqual({ asset: 'USDC', amount: '0.504' });
});

test('a spot sale reports its profit, an opening fill reports none', () => {
  const [sale, open] = fills([
    '18/09/2025 10:00:00,HYPE/USDC,Sell,42,5,210,0.147,9.853',
    '18/09/2025 10:00:01,HYPE,Open Short,42,5,210,0.0945,-0.0945',
  ]);
  expect(sale?.reportedPnl).toEqual({ amount: '9.853', basis: 'net-of-fee' });
  expect(open).toMatchObject({ instrument: 'HYPE/USDC:USDC', reportedPnl: null, effect: 'open' });
});

test('openings that print 0 show that a file writes profit before fees', () => {
  const rows = [
    '2025-01-06 13:25:38,ETH,Open Long,3600,0.5,1800,0.81,USDC,0.0,0xa',
    '2025-01-07 13:25:38,ETH,Close Long,3700,0.5,1850,0.8325,USDC,50.0,0xb',
  ];
  const [, close] = fills(rows, 'time,coin,dir,px,sz,ntl,fee,feeToken,closedPnl,hash');
  expect(close?.reportedPnl).toEqual({ amount: '50', basis: 'gross' });
});

test('a copy with more columns that shows no opening may be either, so its profits are no evidence', () => {
  const rows = ['2025-01-07 13:25:38,ETH,Close Long,3700,0.5,1850,0.8325,USDC,50.0,0xb'];
  const [close] = fills(rows, 'time,coin,dir,px,sz,ntl,fee,feeToken,closedPnl,hash');
  expect(close).toMatchObject({ reportedPnl: null, effect: 'close', sourceId: null });
});

test('sizes with binary noise are what was meant, so that a closed position leaves no dust', () => {
  const events = fills([
    '18/09/2025 10:00:00,SOL,Open Long,200,0.30000000000000004,60,0.027,-0.027',
    '18/09/2025 10:00:01,SOL,Close Long,200,0.3,60,0.027,-0.027',
  ]);
  expect(events.map(({ quantity }) => quantity)).toEqual(['0.3', '0.3']);
});

test('identical fills stay two fills: nothing in the file tells them apart', () => {
  const row = '18/09/2025 10:00:00,SOL,Open Long,200,0.3,60,0.027,-0.027';
  expect(fills([row, row]).map(({ sourceId }) => sourceId)).toEqual([null, null]);
});

test('where neither the file nor the trader says which number is the day, no row is read', () => {
  const rows = ['10/11/2025 - 10:00:00,BTC,Open Long,100000,0.01,1000,0.45,-0.45'];
  expect(outcomes(rows)).toMatchObject([{ kind: 'failed', code: 'date-order' }]);
  expect(outcomes(rows, header, { dateOrder: 'DMY' })).toMatchObject([
    { kind: 'event', event: { timeMs: Date.UTC(2025, 10, 10, 10) } },
  ]);
});

test('a file whose later rows prove the other order of dates is refused whole, not half misread', () => {
  const row = (date: string): string => `${date} - 10:00:00,BTC,Open Long,100000,0.01,1000,0.45,-0.45`;
  const early = Array.from({ length: 45 }, () => row('5/9/2025'));
  const bytes = new TextEncoder().encode([header, ...early, row('13/9/2025'), row('5/10/2025')].join('\n'));
  const file = openFile('trades.csv', bytes);
  const recognition = file.ok ? hyperliquidTrades.recognise(file.value.head) : null;
  expect(recognition?.dateOrder).toEqual({ kind: 'decided', order: 'MDY' });
  const reader = recognition?.reader({ zone: utcZone, dateOrder: null, instrument: null });
  readRecords(bytes, ',', (record) => reader?.row(record));
  expect(reader?.refuse?.()).toMatchObject({
    code: 'date-order-contradicted',
    message: expect.stringContaining('13/9/2025'),
  });
});

test('a blank fee and a blank profit are not known, and not 0', () => {
  const [event] = fills(['18/09/2025 10:00:00,SOL,Close Long,200,0.3,60,,']);
  expect(event).toMatchObject({ fee: null, reportedPnl: null, effect: 'close' });
});

test('hours that occur twice take both instants in the order of the file', () => {
  const rows = ['02:50:00', '02:10:00', '03:00:00'].map(
    (time) => `26/10/2025 - ${time},BTC,Open Long,100000,0.01,1000,0.45,-0.45`,
  );
  const read = outcomes(rows, header, { zone: { kind: 'iana', name: 'Europe/Berlin' } });
  // Berlin leaves summer time on 26 October 2025 at 03:00, which is 01:00 UTC.
  expect(read.map((outcome) => outcome.kind === 'event' && [outcome.event.timeMs, outcome.event.flags])).toEqual([
    [Date.UTC(2025, 9, 26, 0, 50), ['time-ambiguous']],
    [Date.UTC(2025, 9, 26, 1, 10), ['time-ambiguous']],
    [Date.UTC(2025, 9, 26, 2, 0), []],
  ]);
});
