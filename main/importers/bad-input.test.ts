import { expect, test } from 'vitest';
import { assemble, type Assembly } from './assemble.ts';
import type { ByteSource } from './byte-source.ts';
import { utcZone } from './local-time.ts';
import { openFile } from './open-file.ts';
import { formats, recogniseFile } from './registry.ts';

// What happens to files that are no good: each is told in plain words, and never half believed.

/** What the trader is told of a file: the refusal in words, or how its rows were taken. */
function told(source: string | ByteSource): Assembly | string {
  const file = openFile('export.csv', typeof source === 'string' ? new TextEncoder().encode(source) : source);
  if (!file.ok) return `${file.fault.code}: ${file.fault.message} ${file.fault.mend}`;
  const found = recogniseFile(file.value.head, null);
  if (!found.ok) return `${found.fault.code}: ${found.fault.message} ${found.fault.mend}`;
  const outcome = assemble(
    file.value,
    found.value.recognition,
    { answers: { zone: utcZone, dateOrder: 'DMY', instrument: 'BTC/USDT' }, zoneAssumed: false },
    { event: () => undefined, close: () => undefined, marks: () => undefined },
  );
  return outcome.ok ? outcome.value : `${outcome.fault.code}: ${outcome.fault.message} ${outcome.fault.mend}`;
}

function failuresOf(source: string | ByteSource): readonly string[] {
  const reading = told(source);
  if (typeof reading === 'string') throw new Error(reading);
  return reading.failures.map(({ code, message }) => `${code}: ${message}`);
}

const binanceHeader = 'Uid,Time,Symbol,Side,Price,Quantity,Amount,Fee,Realized Profit,Buyer,Maker,Trade ID,Order ID';
const binanceRow = '700100200,2026-02-11 10:00:00,LINKUSDT,BUY,17.5,20,350,0.14USDT,0,true,false,9101,1';
const tastyHeader =
  'Date,Type,Sub Type,Action,Symbol,Instrument Type,Description,Value,Quantity,Average Price,Commissions,Fees,Multiplier,Root Symbol,Underlying Symbol,Expiration Date,Strike Price,Call or Put,Order #,Total,Currency';
const tastyRow =
  '2026-01-20T12:00:00Z,Trade,Buy to Open,BUY_TO_OPEN,ZQQ,Equity,Bought 3 ZQQ @ 30.00,-90.00,3,-30.00,-1.00,-0.14,,,,,,,1,-91.14,USD';
const priceHeader = 'Date,Open,High,Low,Close,Volume';
const priceRow = '2026-02-11,17,18,16.5,17.5,1200';

/** Every format read from text with a header and one row. */
const small: Readonly<Record<string, readonly [header: string, row: string]>> = {
  'binance-usdm-trades': [binanceHeader, binanceRow],
  'binance-usdm-transactions': [
    'Time,Type,Amount,Asset,Symbol,Transaction ID',
    '2026-02-11 08:00:00,FUNDING_FEE,-0.8,USDT,LINKUSDT,9001',
  ],
  'bybit-transaction-log': [
    'Currency,Contract,Type,Direction,Quantity,Position,Filled Price,Funding,Fee Paid,Cash Flow,Change,Wallet Balance,Action,OrderId,TradeId,Time',
    'USDT,LINKUSDT,TRADE,BUY,20,20,17.5,0,-0.14,0,-0.14,500,OPEN,o,x,2026-02-11 09:00:00.000',
  ],
  'hyperliquid-trades': [
    'time,coin,dir,px,sz,ntl,fee,closedPnl',
    '18/09/2025 10:00:00,LINK,Open Long,17.5,20,350,0.14,-0.14',
  ],
  'tastytrade-transactions': [tastyHeader, tastyRow],
  'price-history': [priceHeader, priceRow],
};

test.each(Object.entries(small))('%s: whole, it is read; the header alone is told', (id, [header, row]) => {
  const file = openFile('export.csv', new TextEncoder().encode(`${header}\n${row}\n`));
  const found = file.ok ? recogniseFile(file.value.head, null) : null;
  expect(found?.ok === true && found.value.format.id).toBe(id);
  expect(failuresOf(`${header}\n${row}\n`)).toEqual([]);
  expect(told(`${header}\n`)).toContain('no-rows: The file has a header and no rows');
  expect(told(`${header}\n${','.repeat(header.split(',').length - 1)}\n`)).toContain('no-rows');
});

test.each(Object.entries(small))('%s: cut off in its last row, that row fails or is whole', (_, [header, row]) => {
  const rows = `${header}\n${row}\n`;
  for (let cut = rows.length + 1; cut < rows.length + row.length; cut += 1) {
    const text = `${rows}${row}\n`.slice(0, cut);
    const reading = told(text);
    if (typeof reading === 'string') throw new Error(reading);
    // A cell that is cut short can still be read as another; then all cells that move money stand before the cut.
    if (text.length < rows.length + row.lastIndexOf(',') / 2)
      expect(reading.failures.length, text.slice(rows.length)).toBe(1);
    expect(
      reading.accepted + reading.failures.length + reading.ignored.reduce((sum, { count }) => sum + count, 0),
    ).toBe(reading.rows);
  }
});

test('an empty file, blanks, binary junk and an HTML page named .csv are refused by what they are', () => {
  expect(told('')).toContain('The file is empty');
  expect(told('\n  \r\n\t\n')).toContain('nothing but blanks');
  expect(told(Uint8Array.from({ length: 5_000 }, (_, at) => (at * 7919) % 256))).toContain('This is a binary file');
  expect(told('<!DOCTYPE html>\n<html lang="en"><title>503</title>')).toContain('log in and export again');
  expect(told('<html><body>Session expired</body></html>')).toContain('HTML page, not a CSV export');
});

test('UTF-16 is read, with its mark and without, whichever byte comes first', () => {
  const text = `${binanceHeader}\r\n${binanceRow}\r\n`;
  const little = Buffer.from(text, 'utf16le');
  const big = Buffer.from(text, 'utf16le').swap16();
  for (const bytes of [
    little,
    big,
    Buffer.concat([Buffer.from([0xff, 0xfe]), little]),
    Buffer.concat([Buffer.from([0xfe, 0xff]), big]),
  ])
    expect(told(bytes)).toMatchObject({ rows: 2, accepted: 1, failures: [] });
});

test('one line of 200 megabytes is refused by its length, first in the file or later, without holding it', () => {
  const megabyte = Buffer.alloc(1 << 20, '1234567890');
  function* line(before: string, megabytes: number): Iterable<Uint8Array> {
    yield Buffer.from(before);
    for (let block = 0; block < megabytes; block += 1) yield megabyte;
  }
  expect(told(() => line('x', 200))).toContain('record-too-long: line 1 is longer than a megabyte');
  expect(told(() => line(`${binanceHeader}\n${binanceRow}\n`, 3))).toContain('record-too-long: line 3 is longer');
});

test('a quote that a spreadsheet left open swallows nothing', () => {
  expect(told(`${binanceHeader}\n"${binanceRow}\n${binanceRow}\n`)).toMatchObject({ rows: 3 });
});

test('a spreadsheet with semicolons and decimal commas is read where each row proves it, else told row by row', () => {
  const commas = (text: string): string => text.replaceAll(',', ';').replaceAll('.', ',');
  expect(told(`${binanceHeader.replaceAll(',', ';')}\n${commas(binanceRow)}\n`)).toMatchObject({
    accepted: 1,
    failures: [],
  });
  expect(failuresOf(`${tastyHeader.replaceAll(',', ';')}\n${commas(tastyRow)}\n`)).toEqual([
    'number-unreadable: Value "-90,00" is no number',
  ]);
  expect(told(`${priceHeader.replaceAll(',', ';')}\n${commas(priceRow)}\n`)).toMatchObject({ closes: 1 });
});

test('quantities a thousand times too large are seen by the amounts beside them', () => {
  const thousandfold = binanceRow.replace('17.5,20,350', '17.5,20000,350');
  expect(told(`${binanceHeader}\n${thousandfold}\n${thousandfold}\n`)).toContain('1000 times too large');
  expect(failuresOf(`${tastyHeader}\n${tastyRow.replace('-90.00,3,', '-90.00,3000,')}\n`)).toEqual([
    'amount-differs: Value -90 is not 3000 at 30 times 1: one of them is wrong',
  ]);
});

test.each([
  ['NaN', 'is no number'],
  ['Infinity', 'is no number'],
  ['-Infinity', 'is no number'],
  ['1e400', 'is too large to be an amount'],
  ['', 'is blank'],
  ['0x10', 'is no number'],
  ['-17.5', 'is not above zero'],
  ['0', 'is not above zero'],
  ['0.0000000000000000001', 'has more than 18 decimal places'],
])('a price written "%s" %s: the row fails by name', (price, words) => {
  const [failure] = failuresOf(`${binanceHeader}\n${binanceRow.replace('17.5', price)}\n`);
  expect(failure).toContain(words);
  const [close] = failuresOf(
    `${priceHeader}\n${priceRow}\n2026-02-12,17,18,16.5,${price === '' ? 'x' : price},1\n`.replace('NaN', 'NaN!'),
  );
  expect(close).toMatch(/^price-/);
});

test.each(['2026-02-30', '2025-02-29', '2026-13-01', '2026-00-10', '2026-04-31'])(
  '%s is a date that does not exist',
  (day) => {
    expect(failuresOf(`${binanceHeader}\n${binanceRow.replace('2026-02-11', day)}\n`)[0]).toContain('does not exist');
    expect(failuresOf(`${tastyHeader}\n${tastyRow.replace('2026-01-20', day)}\n`)[0]).toContain('does not exist');
    expect(failuresOf(`${priceHeader}\n${priceRow}\n${priceRow.replace('2026-02-11', day)}\n`)[0]).toContain(
      'does not exist',
    );
  },
);

test('a stranger of thirty columns is refused with what was seen of it and what Ballast reads', () => {
  const names = Array.from({ length: 30 }, (_, at) => `field_${at + 1}`).join(',');
  const verdict = told(`${names}\n${'7,'.repeat(29)}7\n`);
  expect(verdict).toContain('format-unknown: This file is not recognised (first record: field_1,field_2');
  for (const { export: what } of formats) expect(verdict).toContain(what);
});
