import { expect, test } from 'vitest';
import type { CashEvent, FillEvent } from '../../../../shared/book/event.ts';
import type { Recognition, RowOutcome, Zone } from '../../importer.ts';
import { utcZone } from '../../local-time.ts';
import { openFile } from '../../open-file.ts';
import { readRecords } from '../../read-records.ts';
import { bybitTransactionLog } from './bybit-transaction-log.ts';

const header =
  'Currency,Contract,Type,Direction,Quantity,Position,Filled Price,Funding,Fee Paid,Cash Flow,Change,Wallet Balance,Action,OrderId,TradeId,Time';

function recognised(text: string): Recognition | null {
  const file = openFile('log.csv', new TextEncoder().encode(text));
  if (!file.ok) throw new Error(file.fault.message);
  return bybitTransactionLog.recognise(file.value.head);
}

/** The outcomes of some rows under the header of the page's log, or another. */
function outcomes(rows: readonly string[], first = header, zone: Zone = utcZone): readonly RowOutcome[] {
  const text = [first, ...rows].join('\n');
  const reader = recognised(text)?.reader({ zone, dateOrder: null, instrument: null });
  if (reader === undefined) throw new Error('not recognised');
  const byLine = new Map<number, RowOutcome>();
  readRecords(new TextEncoder().encode(text), ',', (record) => byLine.set(record.line, reader.row(record)));
  for (const late of reader.finish()) byLine.set(late.line, late.outcome);
  return [...byLine.values()].slice(1);
}

function fill(row: string): FillEvent {
  const [outcome] = outcomes([row]);
  if (outcome?.kind !== 'event') throw new Error(JSON.stringify(outcome));
  return outcome.event as FillEvent;
}

/** A trade of LINKUSDT: side, quantity, position, cash flow, action. */
function link(side: string, quantity: string, position: string, cash: string, action: string): FillEvent {
  return fill(
    `USDT,LINKUSDT,TRADE,${side},${quantity},${position},18,0,-0.1,${cash},${Number(cash) - 0.1},500,${action},o,x,2026-02-02 09:00:00.000`,
  );
}

// Bybit docs v5, Get Transaction Log, `size`: "The rest position size after the trade is executed, and it has direction,
// i.e., short with '-'".
test.each([
  ['BUY', '5', '5', '0', 'OPEN', 'open', '5'],
  ['SELL', '5', '-5', '0', 'OPEN', 'open', '-5'],
  ['SELL', '2', '3', '1', 'CLOSE', 'close', '3'],
  ['BUY', '2', '-3', '1', 'CLOSE', 'close', '-3'],
  ['BUY', '2', '0', '1', 'CLOSE', 'close', '0'],
])('%s %s to a position of %s', (side, quantity, position, cash, action, effect, after) => {
  expect(link(side, quantity, position, cash, action)).toMatchObject({ effect, positionAfter: after });
});

test('a position printed without its sign takes it from the action and the side', () => {
  expect(link('SELL', '5', '5', '0', 'OPEN')).toMatchObject({ effect: 'open', positionAfter: '-5' });
  expect(link('BUY', '2', '3', '1', 'CLOSE')).toMatchObject({ effect: 'close', positionAfter: '-3' });
});

test('a fill that passes through zero is a flip, where the signed position proves it', () => {
  expect(link('SELL', '8', '-3', '4', 'CLOSE')).toMatchObject({ effect: 'flip', positionAfter: '-3' });
  expect(link('BUY', '8', '3', '4', 'OPEN')).toMatchObject({ effect: 'flip', positionAfter: '3' });
});

test('a purchase called closing that leaves less than it bought may be a flip or the rest of a short: neither is claimed', () => {
  expect(link('BUY', '8', '3', '4', 'CLOSE')).toMatchObject({
    effect: null,
    positionAfter: null,
    reportedPnl: { amount: '4', basis: 'gross' },
  });
});

test('a position that contradicts the row is left out', () => {
  expect(link('BUY', '5', '0', '0', 'OPEN')).toMatchObject({ effect: 'open', positionAfter: null });
  expect(link('BUY', '5', '-2', '0', 'OPEN')).toMatchObject({ effect: 'open', positionAfter: null });
  expect(link('SELL', '2', '-3', '1', 'CLOSE')).toMatchObject({ effect: 'close', positionAfter: null });
});

test('a closing row that prints no profit is taken at its word, for the fold to hold against the prices', () => {
  expect(link('SELL', '2', '0', '0', 'CLOSE').reportedPnl).toEqual({ amount: '0', basis: 'gross' });
});

test('the two rows of one execution that turns a position keep apart by their ids', () => {
  const rows = ['CLOSE', 'OPEN'].map((action) => link('SELL', '2', action === 'OPEN' ? '-2' : '0', '0', action));
  expect(rows.map(({ sourceId }) => sourceId)).toEqual(['trade:x:close', 'trade:x:open']);
});

test('a liquidation row without an action still closes', () => {
  const row = 'USDT,LINKUSDT,LIQUIDATION,SELL,4,0,15,0,-0.03,-12,-12.03,1,--,o,x,2026-02-02 09:00:00.000';
  expect(fill(row)).toMatchObject({
    kind: 'liquidation',
    instrument: 'LINK/USDT:USDT',
    effect: 'close',
    quantity: '4',
  });
});

test('spot sold to repay a loan is a liquidation of two legs', () => {
  const rows = [
    'LINK,LINKUSDT,LIQUIDATION,SELL,-4,0,15,0,0,-4,-4,0,--,o,x,2026-02-02 09:00:00.000',
    'USDT,LINKUSDT,LIQUIDATION,SELL,60,0,15,0,-0.06,60,59.94,60,--,o,x,2026-02-02 09:00:00.000',
  ];
  expect(outcomes(rows)).toMatchObject([
    { kind: 'part' },
    { kind: 'event', event: { kind: 'liquidation', instrument: 'LINK/USDT', side: 'sell', quantity: '4' } },
  ]);
});

test('a spot fee charged in a third coin is a fee in that coin', () => {
  const [outcome] = outcomes(['MNT,BTCUSDT,TRADE,BUY,0,0,60000,0,-0.4,0,-0.4,10,--,o,x,2026-02-02 09:00:00.000']);
  expect(outcome).toMatchObject({
    kind: 'event',
    event: { kind: 'fee', asset: 'MNT', amount: '-0.4', balanceAfter: '10' },
  });
});

test('a spot row whose coins move against its direction fails', () => {
  const [outcome] = outcomes(['BTC,BTCUSDT,TRADE,BUY,-0.01,0,60000,0,0,-0.01,-0.01,0,--,o,x,2026-02-02 09:00:00.000']);
  expect(outcome).toMatchObject({ kind: 'failed', code: 'side-contradicts', instrument: 'BTC/USDT' });
});

test('what Change adds up from is checked, and a row of cash that contradicts itself is not booked', () => {
  const [interest, funding, transfer] = outcomes([
    'USDT,,INTEREST,--,0,0,0,0,0,-0.004,-0.04,-40,--,,,2026-02-02 09:00:00.000',
    'USDT,LINKUSDT,SETTLEMENT,BUY,--,2,--,-0.02,-0.01,0,-0.03,1,SETTLEMENT,o,x,2026-02-02 09:00:00.000',
    'USDT,,TRANSFER_OUT,--,0,0,0,0,0,5,5,1,--,,,2026-02-02 09:00:00.000',
  ]);
  expect(interest).toMatchObject({ kind: 'failed', code: 'amounts-contradict' });
  expect(funding).toMatchObject({ kind: 'failed', code: 'amounts-contradict', instrument: 'LINK/USDT:USDT' });
  expect(transfer).toMatchObject({ kind: 'failed', code: 'amounts-contradict' });
});

test('a row that prints a change and nothing that it is made of is booked', () => {
  const [outcome] = outcomes(['USDT,,TRANSFER_IN,--,--,--,--,--,--,--,12.5,300,--,,,2026-02-02 09:00:00.000']);
  expect(outcome).toMatchObject({ kind: 'event', event: { kind: 'transfer', amount: '12.5', balanceAfter: '300' } });
});

test('the zone is that of the header, and is asked for where the header names none', () => {
  const zoneOf = (name: string): unknown => recognised(header.replace(/Time$/, name))?.zone;
  expect(zoneOf('Time')).toEqual({ kind: 'none' });
  expect(zoneOf('TradedTime')).toEqual({ kind: 'none' });
  expect(zoneOf('Time(UTC)')).toMatchObject({ kind: 'known', zone: { kind: 'offset', minutes: 0 } });
  expect(zoneOf('Time (UTC+8)')).toMatchObject({ kind: 'known', zone: { kind: 'offset', minutes: 480 } });
});

test('a local time that occurs twice is read in the order of the file and marked', () => {
  const interest = (time: string): string => `USDT,,INTEREST,--,0,0,0,0,0,-1,-1,1,--,,,2026-10-25 ${time}`;
  const rows = [interest('02:30:00.000'), interest('02:10:00.000')];
  const read = outcomes(rows, header, { kind: 'iana', name: 'Europe/Berlin' });
  // The log runs backwards in local time, so it is written newest first: 02:30 is the later, and both may be either hour.
  expect(read.map((outcome) => outcome.kind === 'event' && (outcome.event as CashEvent).flags)).toEqual([
    ['time-ambiguous'],
    ['time-ambiguous'],
  ]);
});

test.each([
  'Uid,Date & Time(UTC),Coin,QTY,Type,Account Balance,Description',
  'Market,Order Quantity,Entry Price,Exit Price,Opening Fee,Closing Fee,Funding Fee,Trade Type,Realized P&L,Trade time',
  'Currency,Contract,Type,Direction,Quantity,Position,Filled Price,Funding,Fee Paid,Cash Flow,Change,Action,Time(UTC)',
  'time,coin,dir,px,sz,ntl,fee,closedPnl',
])('another table is none of this log: %s', (first) => {
  expect(recognised(`${first}\n`)).toBeNull();
});

test('half of a liquidation without an action may be a contract’s, so it names no instrument', () => {
  const [outcome] = outcomes([
    'USDT,LINKUSDT,LIQUIDATION,SELL,12,0,15,0,-0.03,12,11.97,1,--,o,x,2026-02-02 09:00:00.000',
  ]);
  expect(outcome).toMatchObject({ kind: 'failed', code: 'spot-leg-alone', instrument: null });
});
