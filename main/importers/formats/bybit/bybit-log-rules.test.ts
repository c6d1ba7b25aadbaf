import { expect, test } from 'vitest';
import type { FillEvent } from '../../../../shared/book/event.ts';
import type { Decimal } from '../../../../shared/units/decimal.ts';
import type { RowOutcome } from '../../importer.ts';
import { utcZone } from '../../local-time.ts';
import { openFile } from '../../open-file.ts';
import { readRecords } from '../../read-records.ts';
import { bybitDerivative, bybitSpotSide } from './bybit-contract.ts';
import { instrumentOfRow, kindOfRow } from './bybit-log-events.ts';
import { changeHolds, isLogPreamble, readLogHeader } from './bybit-log-row.ts';
import { bybitTransactionLog } from './bybit-transaction-log.ts';

// Bybit's log (FORMATS 2.2): null is `--`, a cost stands below zero in Fee Paid, Change = Cash Flow + Funding + Fee Paid.

const header =
  'Currency,Contract,Type,Direction,Quantity,Position,Filled Price,Funding,Fee Paid,Cash Flow,Change,Wallet Balance,Action,OrderId,TradeId,Time';
const time = '2026-02-02 09:00:00.000';

function recognised(text: string) {
  const file = openFile('log.csv', new TextEncoder().encode(text));
  if (!file.ok) throw new Error(file.fault.message);
  const found = bybitTransactionLog.recognise(file.value.head);
  if (found === null) throw new Error('not recognised');
  return found;
}

function outcomes(lines: readonly string[]): readonly RowOutcome[] {
  const text = lines.join('\n');
  const reader = recognised(text).reader({ zone: utcZone, dateOrder: null, instrument: null });
  const byLine = new Map<number, RowOutcome>();
  readRecords(new TextEncoder().encode(text), ',', (record) => byLine.set(record.line, reader.row(record)));
  for (const late of reader.finish()) byLine.set(late.line, late.outcome);
  return [...byLine.values()];
}

function row(text: string): RowOutcome {
  const outcome = outcomes([header, text])[1];
  if (outcome === undefined) throw new Error('no row');
  return outcome;
}

function codeOf(text: string): string {
  const outcome = row(text);
  return outcome.kind === 'failed' ? outcome.code : outcome.kind;
}

/** A trade of LINKUSDT. */
const link = (
  quantity: string,
  price: string,
  say: { side?: string; position?: string; action?: string } = {},
): string =>
  `USDT,LINKUSDT,TRADE,${say.side ?? 'BUY'},${quantity},${say.position ?? '5'},${price},0,-0.1,0,-0.1,500,${say.action ?? 'OPEN'},o,x,${time}`;

test('a fill needs a quantity and a price above zero', () => {
  expect(codeOf(link('5', '18'))).toBe('event');
  for (const quantity of ['0', '--', '']) expect(codeOf(link(quantity, '18')), quantity).toBe('quantity-missing');
  for (const price of ['0', '--', '', '-18']) expect(codeOf(link('5', price)), price).toBe('price-missing');
});

test('what is left after a closing fill says which way the position stood, as long as it is as large as the fill', () => {
  const closed = (side: string, quantity: string, position: string): Partial<FillEvent> => {
    const outcome = row(link(quantity, '18', { side, position, action: 'CLOSE' }));
    if (outcome.kind !== 'event') throw new Error(JSON.stringify(outcome));
    const { effect, positionAfter } = outcome.event as FillEvent;
    return { effect, positionAfter };
  };
  // Bought back 3 with 3 printed as left: no flip can leave as much as was bought.
  expect(closed('BUY', '3', '3')).toEqual({ effect: 'close', positionAfter: '-3' });
  expect(closed('BUY', '3.000001', '3')).toEqual({ effect: null, positionAfter: null });
  // Sold 3 of a long and -3 printed as left: a flip would have sold more than it left, so the column is not trusted.
  expect(closed('SELL', '3', '-3')).toEqual({ effect: 'close', positionAfter: null });
  expect(closed('SELL', '3.000001', '-3')).toEqual({ effect: 'flip', positionAfter: '-3' });
});

test('a fee in a third coin is a fee only where it is all that the row moves', () => {
  const third = (fee: string, cash: string, change: string): string =>
    `MNT,ETHEUR,TRADE,BUY,0,0,2000,0,${fee},${cash},${change},9,--,o,x,${time}`;
  expect(row(third('-0.1', '0', '-0.1'))).toMatchObject({
    kind: 'event',
    event: { kind: 'fee', asset: 'MNT', amount: '-0.1' },
  });
  expect(codeOf(third('0', '0', '0'))).toBe('spot-coin');
  expect(codeOf(third('-0.1', '5', '-0.1'))).toBe('spot-coin');
  expect(codeOf(third('-0.1', '0', '-0.2'))).toBe('spot-coin');
  expect(codeOf(third('--', '0', '--'))).toBe('spot-coin');
  const nameless = row(third('0', '0', '0').replace('MNT', ''));
  expect(nameless).toMatchObject({ message: 'the row moves no coin, which is neither coin of ETHEUR' });
  expect(row(third('0', '0', '0'))).toMatchObject({ message: 'the row moves MNT, which is neither coin of ETHEUR' });
});

test('a spot row needs a price above zero', () => {
  const spot = (price: string): string => `ETH,ETHEUR,TRADE,BUY,0.5,0,${price},0,0,0.5,0.5,9,--,o,x,${time}`;
  expect(codeOf(spot('2000'))).toBe('spot-leg-alone');
  for (const price of ['0', '--', '-2000']) expect(codeOf(spot(price)), price).toBe('price-missing');
});

test('a row of an unnamed type is called so', () => {
  expect(row(`MNT,,--,--,--,--,--,0,0,0,--,0,--,,,${time}`)).toMatchObject({
    message: 'the untyped row has no Change',
  });
  expect(row(`MNT,,BONUS,--,--,--,--,0,0,0,--,0,--,,,${time}`)).toMatchObject({
    message: 'the BONUS row has no Change',
  });
});

test('a row that fails names its instrument where it can only be that of a contract', () => {
  const named = (contract: string, type: string | null, action: string | null, currency = 'USDT') =>
    instrumentOfRow({ contract, currency, type, action });
  expect(named('LINKUSDT', 'TRADE', 'OPEN')).toBe('LINK/USDT:USDT');
  expect(named('BTC-26JUN26', 'LIQUIDATION', null, 'USDC')).toBe('BTC/USDC:USDC-260626');
  expect(named('LINKUSDT', 'SETTLEMENT', 'SETTLEMENT')).toBe('LINK/USDT:USDT');
  expect(named('LINKUSDT', 'INTEREST', null)).toBeNull();
  expect(named('LINKUSDT', 'TRADE', null)).toBe('LINK/USDT');
});

test('a trade without an action is spot only where a plain pair is named', () => {
  const kind = (contract: string) => kindOfRow({ contract, currency: 'EUR', type: 'TRADE', action: null });
  expect([kind('ETHEUR'), kind('BTC-26JUN26'), kind('')]).toEqual(['spot-leg', 'contract-fill', 'contract-fill']);
});

test('Change may miss its parts by a millionth of a millionth, not by more', () => {
  const holds = (change: string) =>
    changeHolds({
      change: change as Decimal,
      cashFlow: '2' as Decimal,
      funding: '-0.5' as Decimal,
      fee: '-0.25' as Decimal,
    });
  expect(holds('1.25')).toBe(true);
  expect([holds('1.250000000001'), holds('1.249999999999')]).toEqual([true, true]);
  expect([holds('1.250000000001000001'), holds('1.249999999998999999')]).toEqual([false, false]);
});

test('columns may stand in any order, a trade id also first', () => {
  const others = header.split(',').filter((name) => name !== 'TradeId');
  expect(readLogHeader(['TradeId', ...others])?.tradeId).toBe(0);
  expect(readLogHeader(['Trade Id', ...others])?.tradeId).toBe(0);
  expect(readLogHeader(['Note', ...others])?.tradeId).toBeNull();
});

test('a row is as wide as the header; blank cells beyond it are nothing, a filled one is too much', () => {
  expect(codeOf(`${link('5', '18')},,`)).toBe('event');
  expect(codeOf(`${link('5', '18')},,7`)).toBe('row-width');
});

test('a direction is BUY, SELL, None or nothing', () => {
  const funding = (direction: string): string =>
    `USDT,LINKUSDT,SETTLEMENT,${direction},--,5,--,0.05,0,0,0.05,500,SETTLEMENT,f,x,${time}`;
  for (const direction of ['BUY', 'sell', 'None', '--', ''])
    expect(codeOf(funding(direction)), direction).toBe('event');
  expect(codeOf(funding('UP'))).toBe('direction-unknown');
});

test('what stands above the header is preamble, and a header may come again where parts were joined', () => {
  expect([isLogPreamble(['UID: 7', 'Company Name: ']), isLogPreamble(['USDT', 'UID: 7'])]).toEqual([true, false]);
  const lines = ['My log', header, link('5', '18'), 'UID: 7', header, link('6', '18')];
  expect(outcomes(lines).map((outcome) => (outcome.kind === 'ignored' ? outcome.reason : outcome.kind))).toEqual([
    'preamble',
    'header',
    'event',
    'preamble',
    'header',
    'event',
  ]);
});

test('the order of the rows is that of their times, from the first row after the header to the last', () => {
  const at = (text: string): string => link('5', '18').replace(time, text);
  const [early, late] = [at('2026-02-02 09:00:00.000'), at('2026-02-03 09:00:00.000')];
  expect(recognised([header, late, early].join('\n'))).toMatchObject({ newestFirst: true });
  expect(recognised([header, early, late].join('\n')).newestFirst).toBe(false);
  // The last row of a long file tells, where the first thousands share their second.
  const long = Array.from({ length: 5_000 }, () => late);
  expect(recognised([header, ...long, early].join('\n')).newestFirst).toBe(true);
});

test('January has its contracts too, and a pair may be quoted in a coin that is not in the list', () => {
  expect(bybitDerivative('BTC-30JAN26')).toMatchObject({ value: { symbol: 'BTC/USDC:USDC-260130' } });
  expect(bybitSpotSide('SOLUSDQ', 'SOL')).toEqual({ role: 'base', symbol: 'SOL/USDQ' });
});
