import { expect, test } from 'vitest';
import type { FillEvent } from '../../../../shared/book/event.ts';
import type { Decimal } from '../../../../shared/units/decimal.ts';
import type { RowOutcome } from '../../importer.ts';
import { utcZone } from '../../local-time.ts';
import { openFile } from '../../open-file.ts';
import { readRecords } from '../../read-records.ts';
import { createAmountCheck } from './amount-check.ts';
import { readBinanceContract } from './binance-symbol.ts';
import { binanceZone } from './binance-time-zone.ts';
import { binanceUsdmTrades } from './binance-usdm-trades.ts';
import { binanceUsdmTransactions } from './binance-usdm-transactions.ts';
import { writesDecimalCommas } from './decimal-comma.ts';
import { readGluedAmount } from './glued-amount.ts';

const decimal = (text: string): Decimal => text as Decimal;

function reading(format: typeof binanceUsdmTrades, lines: readonly string[]) {
  const text = lines.join('\n');
  const file = openFile('trades.csv', new TextEncoder().encode(text));
  if (!file.ok) throw new Error(file.fault.message);
  const recognition = format.recognise(file.value.head);
  if (recognition === null) throw new Error('not recognised');
  const reader = recognition.reader({ zone: utcZone, dateOrder: null, instrument: null });
  const outcomes: RowOutcome[] = [];
  readRecords(new TextEncoder().encode(text), ',', (record) => outcomes.push(reader.row(record)));
  return { recognition, outcomes };
}

test('Amount is Price times Quantity to within its last digit written', () => {
  const holds = (price: string, quantity: string, amount: string) =>
    createAmountCheck().holds(decimal(price), decimal(quantity), amount);
  // FORMATS 9: 177.239 for 177.23892. One whole digit may be missing, as a cut and not a rounding leaves it.
  expect(holds('1.7723892', '100', '177.239')).toBe(true);
  expect(holds('0.5', '3', '1.25')).toBe(false);
  expect(holds('0.5', '3', '1.0')).toBe(false);
  expect(holds('0.5', '2.5', '1.0')).toBe(false);
  // Whole amounts: 300 for 300.9, not for 301.5.
  expect(holds('3.009', '100', '300')).toBe(true);
  expect(holds('3.01', '100', '300')).toBe(true);
  expect(holds('3.015', '100', '300')).toBe(false);
  // A billionth of a large product is the noise of the check itself, not an error of the file.
  expect(holds('1000000000', '1', '1000000001')).toBe(true);
  expect(holds('1000000000', '1', '1000000001.0')).toBe(true);
  expect(holds('1000000000', '1', '1000000001.5')).toBe(false);
  // 1.495 cut to 1.4.
  expect(holds('0.299', '5', '1.4')).toBe(true);
});

test('a file is refused where not one row fits, and says by how much where all agree', () => {
  const refusal = (rows: readonly (readonly [price: string, quantity: string, amount: string])[]) => {
    const check = createAmountCheck();
    for (const [price, quantity, amount] of rows) check.holds(decimal(price), decimal(quantity), amount);
    return check.refusal()?.message ?? null;
  };
  expect(refusal([])).toBeNull();
  // FORMATS 2.1: quantity 0.003 read as 3.
  expect(refusal([['60000', '3', '180']])).toContain(
    'In its only row Amount is not Price times Quantity (1000 times too large)',
  );
  expect(
    refusal([
      ['60000', '3', '180'],
      ['50000', '2', '100.1'],
    ]),
  ).toContain('In all 2 rows Amount is not Price times Quantity (1000 times');
  expect(
    refusal([
      ['60000', '3', '180'],
      ['50000', '2', '10'],
    ]),
  ).toContain('Quantity: a spreadsheet');
  expect(
    refusal([
      ['60000', '3', '180'],
      ['50000', '2', '99000'],
    ]),
  ).toContain('Quantity: a spreadsheet');
  expect(
    refusal([
      ['60000', '3', '180'],
      ['50000', '2', '100000'],
    ]),
  ).toBeNull();
  expect(refusal([['20', '5', '60.5']])).toContain('Quantity (1.65 times too large)');
  expect(
    refusal([
      ['100', '1.2345', '12.345'],
      ['100', '2', '20'],
    ]),
  ).toContain('(10 times too large)');
  // Too small is no thousandfold: 1.2 times, or less than once, is told without a factor.
  expect(refusal([['12', '10', '100']])).toContain('Quantity: a spreadsheet');
  expect(refusal([['15', '1', '10.00']])).toContain('Quantity: a spreadsheet');
  expect(refusal([['0.001', '0.001', '180.00']])).toContain('Quantity: a spreadsheet');
});

test('the asset of a fee stands behind it, with or without a blank, and nothing else does', () => {
  expect(readGluedAmount('0.0368USDT', 'USDT')).toEqual({ amount: '0.0368', asset: 'USDT' });
  expect(readGluedAmount('0.29528919 USDC', 'USDT')).toEqual({ amount: '0.29528919', asset: 'USDC' });
  expect(readGluedAmount('5 USDT', 'USDT')).toEqual({ amount: '5', asset: 'USDT' });
  for (const text of ['1 5USDT', '5!USDT', '5! USDT', 'USDT', '5 5 USDT'])
    expect(readGluedAmount(text, 'USDT'), text).toEqual({ fault: 'not-a-number' });
});

test('the zone is in the header or in the name of the file, up to fourteen hours from UTC', () => {
  const zone = (name: string) => {
    const found = binanceZone('Time', name);
    return found.kind === 'known' && found.zone.kind === 'offset' ? found.zone.minutes : null;
  };
  // FORMATS 9: `--` means minus.
  expect([zone('a(UTC--6).csv'), zone('a(UTC+2).csv'), zone('a(UTC).csv'), zone('a(UTC-0).csv')]).toEqual([
    -360, 120, 0, 0,
  ]);
  expect([zone('a(UTC+14).csv'), zone('a(UTC-14).csv'), zone('a(UTC-0:01).csv')]).toEqual([840, -840, -1]);
  for (const name of ['a(UTC+15).csv', 'a(UTC+14:01).csv', 'a(UTC+14_10).csv', 'a(UTC-14:30).csv'])
    expect(zone(name), name).toBeNull();
});

test('an asset alone is no contract: before what it is quoted in stands what is traded', () => {
  expect(readBinanceContract('USDT')).toBeNull();
  expect(readBinanceContract('AUSDT')?.instrument).toBe('A/USDT:USDT');
});

test('decimal commas are believed only where no number has a point', () => {
  const record = (text: string) => ({ fields: [text], line: 1, byteOffset: 0, byteLength: 1 });
  expect(writesDecimalCommas([record('1,5'), record('2')], [0])).toBe(true);
  expect(writesDecimalCommas([record('1,5'), record('2.5')], [0])).toBe(false);
  expect(writesDecimalCommas([record('15'), record('2')], [0])).toBe(false);
});

const trades = 'Time,Symbol,Side,Price,Quantity,Amount,Fee,Realized Profit,Trade ID';

test('a fee without a unit is in the quote asset where no fee could be that much BNB', () => {
  // 0.0001 BNB a dollar: 100 dollars of notional, 0.01.
  const fee = (text: string) => {
    const outcome = reading(binanceUsdmTrades, [trades, `2026-02-11 10:00:00,LINKUSDT,BUY,10,10,100,${text},0,1`])
      .outcomes[1];
    return outcome?.kind === 'event'
      ? (outcome.event as FillEvent).fee
      : outcome?.kind === 'failed'
        ? outcome.code
        : null;
  };
  expect(fee('0.01')).toEqual({ asset: 'USDT', amount: '0.01' });
  expect(fee('0.0099')).toBe('fee-asset-unknown');
  expect(fee('0')).toEqual({ asset: 'USDT', amount: '0' });
});

test('a row that is cut off in or after its last figure is short; a profit left blank is not stated', () => {
  const row = '2026-02-11 10:00:00,LINKUSDT,BUY,10,10,100,0.1USDT';
  const outcomes = reading(binanceUsdmTrades, [trades, `${row},0,1`, `${row},0`, `${row},,2`, `${row},abc,3`]).outcomes;
  expect(outcomes.slice(1)).toMatchObject([
    { kind: 'event', event: { reportedPnl: { amount: '0', basis: 'gross' } } },
    { kind: 'failed', code: 'row-short', message: 'the row ends after 8 of 9 columns' },
    { kind: 'event', event: { reportedPnl: null } },
    { kind: 'failed', code: 'profit-unreadable' },
  ]);
});

test('an export whose times do not tell is taken to be newest first, as Binance writes it; none asks for an instrument', () => {
  const trade = (time: string): string => `${time},LINKUSDT,BUY,10,10,100,0.1USDT,0,1`;
  const moved = (time: string): string => `${time},TRANSFER,5,USDT,,7`;
  const ledger = 'Time,Type,Amount,Asset,Symbol,Transaction ID';
  const [early, late] = ['2026-02-11 10:00:00', '2026-02-12 10:00:00'];
  for (const [format, header, row] of [
    [binanceUsdmTrades, trades, trade],
    [binanceUsdmTransactions, ledger, moved],
  ] as const) {
    const order = (...times: readonly string[]) => reading(format, [header, ...times.map(row)]).recognition;
    expect(order(early)).toMatchObject({ newestFirst: true });
    expect(order(early, late).newestFirst).toBe(false);
    expect(order(late, early).newestFirst).toBe(true);
    // The last row of a long file tells, where the first thousands share their second.
    expect(order(...Array.from({ length: 5_000 }, () => early), late).newestFirst).toBe(false);
  }
  // Where two files were joined, the header comes again.
  const joined = reading(binanceUsdmTransactions, [ledger, moved(early), ledger, moved(late)]).outcomes;
  expect(joined.map(({ kind }) => kind)).toEqual(['ignored', 'event', 'ignored', 'event']);
});
