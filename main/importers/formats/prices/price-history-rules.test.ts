import { expect, test } from 'vitest';
import { assemble } from '../../assemble.ts';
import type { Zone } from '../../importer.ts';
import { utcZone } from '../../local-time.ts';
import { openFile } from '../../open-file.ts';
import { recogniseFile } from '../../registry.ts';

/** The closes of a price file, `2026-01-02 open/high/low/close`, or why it is refused; with the rows that failed. */
function closesOf(lines: readonly string[], zone: Zone = utcZone) {
  const file = openFile('prices.csv', Buffer.from(lines.join('\n')));
  if (!file.ok) throw new Error(file.fault.message);
  const found = recogniseFile(file.value.head, null);
  if (!found.ok) return { refused: found.fault.code };
  const closes: string[] = [];
  const outcome = assemble(
    file.value,
    found.value.recognition,
    { answers: { zone, dateOrder: null, instrument: null }, zoneAssumed: false },
    {
      event: () => undefined,
      close: ({ day, open, high, low, close }) =>
        closes.push(`${new Date(day * 86_400_000).toISOString().slice(0, 10)} ${open}/${high}/${low}/${close}`),
      marks: () => undefined,
    },
  );
  if (!outcome.ok) return { refused: outcome.fault.code };
  const failed = outcome.value.failures.map(({ line, code }) => `${line} ${code}`);
  return { layout: found.value.recognition.layout, closes, ...(failed.length === 0 ? {} : { failed }) };
}

const head = 'Date,Open,High,Low,Close';

test('bars finer than a day make one: the first open, the highest high, the lowest low, the last close, in any order', () => {
  const bars = [
    '2026-03-02T14:00:00Z,10,12,9,11',
    '2026-03-02T13:00:00Z,8,9.5,7.5,9',
    '2026-03-02T15:30:00Z,11,11.5,10.5,11.25',
    '2026-03-02T15:00:00Z,11.5,11.75,8.5,9.25',
  ];
  const day = '2026-03-02 8/12/7.5/11.25';
  expect(closesOf([head, ...bars])).toMatchObject({ closes: [day] });
  expect(closesOf([head, ...bars.toReversed()])).toMatchObject({ closes: [day] });
});

test('a high or low that one bar of the day leaves out is not known of the day', () => {
  const rows = ['2026-03-02T14:00:00Z,10,12,9,11', '2026-03-02T15:00:00Z,11,,8,9'];
  expect(closesOf([head, ...rows])).toMatchObject({ closes: ['2026-03-02 10/null/8/9'] });
  expect(closesOf([head, ...rows.toReversed()])).toMatchObject({ closes: ['2026-03-02 10/null/8/9'] });
});

test('one time of day on days that differ names days; two times do not', () => {
  const newYork: Zone = { kind: 'iana', name: 'America/New_York' };
  // 22:00 in New York is the next day in UTC; a bar of a day stays with the day that it names.
  const daily = closesOf([head, '2026-03-02 22:00,1,1,1,1', '2026-03-03 22:00,2,2,2,2'], newYork);
  expect(daily).toEqual({ layout: '5 columns, daily', closes: ['2026-03-02 1/1/1/1', '2026-03-03 2/2/2/2'] });
  // A dividend on a line of its own has no close, and is no second bar of its day.
  const dividend = closesOf(
    [head, '2026-03-02 22:00,1,1,1,1', '2026-03-02 22:00,0.24 Dividend,,,', '2026-03-03 22:00,2,2,2,2'],
    newYork,
  );
  expect(dividend).toEqual(daily);
  const finer = closesOf([head, '2026-03-02 22:00,1,1,1,1', '2026-03-03 21:00,2,2,2,2'], newYork);
  expect(finer).toEqual({
    layout: '5 columns, finer than daily',
    closes: ['2026-03-03 1/1/1/1', '2026-03-04 2/2/2/2'],
  });
  expect(closesOf([head, '2026-03-02 22:00,1,1,1,1'], newYork)).toMatchObject({ closes: ['2026-03-03 1/1/1/1'] });
  const twice = closesOf([head, '2026-03-02 22:00,1,1,1,1', '2026-03-02 22:00,1,1,1,1'], newYork);
  expect(twice).toMatchObject({ layout: '5 columns, finer than daily', closes: ['2026-03-03 1/1/1/1'] });
});

test('an hour that the clock skipped, or a date that no calendar has, fails its row', () => {
  const berlin: Zone = { kind: 'iana', name: 'Europe/Berlin' };
  expect(
    closesOf([head, '2026-03-29 01:00,1,1,1,1', '2026-03-29 02:30,2,2,2,2', '2026-02-30 02:30,2,2,2,2'], berlin),
  ).toMatchObject({ closes: ['2026-03-29 1/1/1/1'], failed: ['3 time-skipped', '4 time-impossible'] });
});

test('in the hour that occurs twice a file written newest first, day before month, begins with the second pass', () => {
  const berlin: Zone = { kind: 'iana', name: 'Europe/Berlin' };
  // 26 October 2025, 02:30 in Berlin, is 01:30 UTC on the second pass and 00:30 UTC on the first.
  const rows = [
    '26/10/2025 02:30,4,4,4,4',
    '26/10/2025 02:15,3,3,3,3',
    '26/10/2025 02:45,2,2,2,2',
    '25/10/2025 12:00,1,1,1,1',
  ];
  expect(closesOf([head, ...rows], berlin)).toMatchObject({ closes: ['2025-10-26 2/4/2/4', '2025-10-25 1/1/1/1'] });
  expect(closesOf([head, ...rows.toReversed()], berlin)).toMatchObject({
    closes: ['2025-10-25 1/1/1/1', '2025-10-26 2/4/2/4'],
  });
});

test('bars most of which are five days or more apart are no daily bars', () => {
  const from = (...days: readonly string[]) => closesOf([head, ...days.map((day) => `2026-01-${day},1,1,1,1`)]);
  const refused = { refused: 'bars-too-long' };
  expect(from('02', '07', '12', '17')).toEqual(refused);
  expect(from('17', '12', '07', '02')).toEqual(refused);
  // Four days are a long weekend.
  expect(from('02', '06', '10', '14')).toMatchObject({ layout: '5 columns, daily' });
  expect(from('02', '09', '16', '17')).toEqual(refused);
  expect(from('02', '09', '10', '11')).toMatchObject({ layout: '5 columns, daily' });
  expect(from('02', '09', '16', '17', '18')).toMatchObject({ layout: '5 columns, daily' });
  // Three bars are too few to tell.
  expect(from('02', '09', '16')).toMatchObject({ layout: '5 columns, daily' });
});

test('a row that ends in its close, where others go on, may be cut off in a digit', () => {
  const wide = `${head},Volume,Trades`;
  const rows = ['2026-01-02,1,2,1,1.5,100,7', '2026-01-03,1,2,1,1.25,100', '2026-01-04,1,2,1,1.2'];
  expect(closesOf([wide, ...rows])).toMatchObject({
    closes: ['2026-01-02 1/2/1/1.5', '2026-01-03 1/2/1/1.25'],
    failed: ['4 row-short'],
  });
  expect(closesOf([head, '2026-01-02,1,2,1,1.5'])).toMatchObject({ closes: ['2026-01-02 1/2/1/1.5'] });
});

test('two columns, a date and a price, are prices; three are them only with open, high and low beside', () => {
  expect(closesOf(['Day,Price', '2026-01-02,1.5'])).toMatchObject({ closes: ['2026-01-02 null/null/null/1.5'] });
  expect(closesOf(['Day,Price,Volume', '2026-01-02,1.5,7'])).toEqual({ refused: 'format-unknown' });
  expect(closesOf(['Day,Open,High,Close', '2026-01-02,1,2,1.5'])).toEqual({ refused: 'format-unknown' });
  expect(closesOf(['Day,Open,Low,Close', '2026-01-02,1,1,1.5'])).toEqual({ refused: 'format-unknown' });
});

test('a table of Yahoo prices is of one ticker, and has a close', () => {
  const table = (tickers: string, names = 'Price,Close,High,Low,Open,Volume') =>
    closesOf([names, tickers, 'Date,,,,,', '2026-01-02,41,42,40,40.5,100', '2026-01-05,42,43,41,41.5,100']);
  expect(table('Ticker,KRM,KRM,KRM,KRM,KRM')).toMatchObject({
    closes: ['2026-01-02 40.5/42/40/41', '2026-01-05 41.5/43/41/42'],
  });
  expect(table('Ticker,ZQQ,KRM,KRM,KRM,KRM')).toEqual({ refused: 'format-unknown' });
  expect(table('Ticker,KRM,KRM,KRM,KRM,KRM', 'Price,Final,High,Low,Open,Volume')).toEqual({
    refused: 'format-unknown',
  });
});

const kline = (open: number, close: number, price: number, more = ',0,0,0,0') =>
  `${open},${price},${price},${price},${price},10,${close}${more}`;
// 2026-01-01 begins 1,767,225,600 seconds after 1970.
const newYear = 1_767_225_600_000;
const day = 86_400_000;

test('a candle has a beginning and an end, at most a day later', () => {
  const candles = [
    kline(newYear, newYear + day - 1, 1),
    // Some write the beginning of the next day.
    kline(newYear + day, newYear + 2 * day, 2),
    kline(newYear + 2 * day, newYear + 3 * day + 1, 3),
    kline(newYear + 4 * day, newYear + 4 * day, 4),
    kline(newYear + 5 * day, newYear + 4 * day, 5),
  ];
  expect(closesOf(candles)).toEqual({
    layout: '12 columns, without a header',
    closes: ['2026-01-01 1/1/1/1', '2026-01-02 2/2/2/2'],
    failed: ['3 bar-too-long', '4 time-unreadable', '5 time-unreadable'],
  });
  // The end of a candle in microseconds is cut off, not rounded into the next millisecond.
  expect(closesOf([`${newYear}000,1,1,1,1,10,${newYear + day}999,0,0,0,0`])).toMatchObject({
    closes: ['2026-01-01 1/1/1/1'],
  });
});

test('a file is taken for candles by its first row of data, with or without a header', () => {
  const one = kline(newYear, newYear + day - 1, 7);
  const header = 'Open time,Open,High,Low,Close,Volume,Close time,a,b,c,d';
  expect(closesOf([header, one])).toEqual({ layout: '12 columns, with a header', closes: ['2026-01-01 7/7/7/7'] });
  expect(closesOf([header])).toEqual({ refused: 'no-rows' });
  // The same columns with written times are a plain price history.
  expect(closesOf([header, '2026-01-01 00:00:00,7,8,6,7.5,10,2026-01-01 23:59:59,1,1,1,1'])).toMatchObject({
    layout: '11 columns, finer than daily',
    closes: ['2026-01-01 7/8/6/7.5'],
  });
  const refused = { refused: 'format-unknown' };
  expect(closesOf([kline(newYear, newYear + day - 1, 7, ',0,0,0')])).toEqual(refused);
  expect(closesOf([kline(newYear, newYear, 7)])).toEqual(refused);
  // A header of which only some columns are those of candles.
  expect(closesOf(['Open time,x,Close time', one])).toEqual(refused);
  expect(closesOf(['Open time,Open,High,Low,y', one])).toEqual(refused);
});
