import { expect, test } from 'vitest';
import type { Mapping } from '../../../../shared/contract/mapping.ts';
import { formatZone } from '../../local-time.ts';
import { fillsMapping as fills, readMapped as read } from './fixtures/read-mapped.ts';
import { lastDigit } from './mapped-csv-fill.ts';
import { instrumentOf, splitPair } from './mapped-csv-instrument.ts';
import { readTableNumber } from './mapped-csv-number.ts';
import { mappedCsv } from './mapped-csv.ts';

const swap = 'BTC/USDT:USDT';
/** The first event of one fill of 2 at 25.125 with two more cells. */
const fillWith = (cells: string, part: Partial<Mapping>) =>
  read([`2026-01-05,${swap},2,25.125,${cells}`], { ...fills, ...part });

test('a printed value is held against price x quantity, to within its last digit', () => {
  // 2 x 25.125 = 50.25.
  const flags = (value: string, row = '2,25.125') =>
    read([`2026-01-05,${swap},${row},${value},`], { ...fills, value: { column: 'x' } }).events[0]?.flags;
  for (const value of ['50.25', '-50.25', '50.3', '50.2', '50', '51', '']) expect(flags(value), value).toEqual([]);
  for (const value of ['50.4', '50.27', '50.254', '52', '49']) expect(flags(value), value).toEqual(['amount-differs']);
  // Exactly one last digit away is rounding, more is not.
  expect(flags('3', '2,1')).toEqual([]);
  expect(flags('4', '2,1')).toEqual(['amount-differs']);
  // Of 10^12 a thousandth is beyond what the check itself can tell.
  expect(flags('1000000000000.001', '1,1000000000000')).toEqual([]);
  // A value that cannot be read says nothing; the row stands.
  expect(flags('soon')).toEqual([]);
});

test('the value of an option counts the hundred shares that it is on; of an inverse contract none is expected', () => {
  const flags = (symbol: string, value: string) =>
    read([`2026-01-05,${symbol},2,1.5,${value},`], { ...fills, value: { column: 'x' } }).events[0]?.flags;
  expect(flags('KRM260320C00045000', '300.00')).toEqual([]);
  expect(flags('KRM260320C00045000', '3.00')).toEqual(['amount-differs']);
  expect(flags('BTC/USD:BTC', '77.00')).toEqual([]);
});

test('the last digit of a number is worth what its place says', () => {
  expect(['300', '12.5', '12.50', '1,234.125', '-7.', 'x'].map((text) => lastDigit(text, '.'))).toEqual([
    1, 0.1, 0.01, 0.001, 1, 1,
  ]);
  expect(lastDigit('1.234,50 USDT', ',')).toBe(0.01);
});

test('a fee that is printed must be readable with its currency; one of nothing needs none', () => {
  const fee: Mapping['fee'] = {
    columns: ['x'],
    cost: 'positive',
    asset: { from: 'column', column: 'y' },
    onCash: null,
  };
  const told = (cells: string) => {
    const { events, failed } = fillWith(cells, { fee });
    return events.length === 0 ? failed : events.map((event) => 'fee' in event && event.fee);
  };
  expect(told('1.5,USDT')).toEqual([{ asset: 'USDT', amount: '1.5' }]);
  expect(told('-0.25,USDT')).toEqual([{ asset: 'USDT', amount: '-0.25' }]);
  expect(told('0,')).toEqual([null]);
  expect(told(',')).toEqual([null]);
  expect(told('1.5,')).toEqual([['asset-missing', swap]]);
  expect(told('some,USDT')).toEqual([['number-unreadable', swap]]);
  expect(fillWith('1.5,', { fee }).messages).toEqual(['The row does not say its currency']);
  expect(fillWith('1.5,??', { fee }).messages).toEqual(['"??" is no currency or coin']);
});

test('a printed profit is evidence where there is one; one that cannot be read fails the row', () => {
  const profit = { column: 'x', basis: 'net-of-fee' } as const;
  const told = (cell: string) => {
    const { events, failed } = fillWith(`${cell},`, { profit });
    return events.length === 0 ? failed : events.map((event) => 'reportedPnl' in event && event.reportedPnl);
  };
  expect(told('-3.5')).toEqual([{ amount: '-3.5', basis: 'net-of-fee' }]);
  expect(told('')).toEqual([null]);
  expect(told('--')).toEqual([null]);
  expect(told('gain')).toEqual([['number-unreadable', swap]]);
});

test('a minus stands before the number, behind it or as brackets around it, once', () => {
  const plain = { decimal: '.', thousands: null } as const;
  const amount = (text: string, signs: Parameters<typeof readTableNumber>[1] = plain) => {
    const number = readTableNumber(text, signs);
    return 'amount' in number ? number.amount : number.fault;
  };
  for (const text of ['-12', '- 12', '(12)', '( 12.00 )', '12-', '12.0 -', '\u221212', '\u201312', '-$12', '$12-'])
    expect(amount(text), text).toBe('-12');
  for (const text of ['12', '+12', '12+', '$12', '12 €']) expect(amount(text), text).toBe('12');
  for (const text of ['(-12)', '(+12)', '-12-', '+12-', '--12', '(12', '12)'])
    expect(amount(text), text).toBe('not-a-number');
  expect(readTableNumber('(0.5 usdt)', plain)).toEqual({ amount: '-0.5', asset: 'USDT' });
  expect(readTableNumber('0.5', plain)).toEqual({ amount: '0.5', asset: null });
});

test('a number is read in the signs of its table, never in others', () => {
  const amount = (text: string, decimal: '.' | ',', thousands: ',' | '.' | null) => {
    const number = readTableNumber(text, { decimal, thousands });
    return 'amount' in number ? number.amount : number.fault;
  };
  expect(amount('1.234,5', ',', '.')).toBe('1234.5');
  expect(amount('1.5', ',', null)).toBe('not-a-number');
  expect(amount('1,5', '.', null)).toBe('not-a-number');
  expect(amount('1,5', ',', null)).toBe('1.5');
  // A spreadsheet writes small amounts so, whatever its thousands.
  expect(amount('1.5e3', '.', ',')).toBe('1500');
  expect(amount('2,5E-7', ',', '.')).toBe('0.00000025');
  expect(amount('1,5', '.', ',')).toBe('not-a-number');
});

test('a whole number of coins in a contract makes the quantity; a digit beyond the eighteenth fails', () => {
  const quantity = (written: string, multiplier: string) => {
    const { events, failed } = read([`2026-01-05,${swap},${written},5,,`], {
      ...fills,
      quantity: { column: 'q', multiplier: multiplier as '1' },
    });
    return events.length === 0 ? failed : events.map((event) => 'quantity' in event && event.quantity);
  };
  expect(quantity('3', '0.001')).toEqual(['0.003']);
  expect(quantity('-3', '100')).toEqual(['300']);
  expect(quantity('0.000000000000000001', '0.1')).toEqual([['quantity-too-fine', swap]]);
});

test('symbols are read by the rule of the mapping, with a quote where the rule asks for one', () => {
  const symbol = (text: string, rule: Parameters<typeof instrumentOf>[1], quote: string | null = null) =>
    instrumentOf(text, rule, quote)?.symbol ?? null;
  expect(symbol('btc', 'coin-spot', 'usdt')).toBe('BTC/USDT');
  expect(symbol('btc', 'coin-perpetual', 'usdc')).toBe('BTC/USDC:USDC');
  for (const rule of ['coin-spot', 'coin-perpetual'] as const) {
    expect(symbol('BTC', rule)).toBeNull();
    expect(symbol('BTC-EUR', rule, 'USDT')).toBeNull();
  }
  expect(symbol('BTC-USDT-SWAP', 'perpetual')).toBe('BTC/USDT:USDT');
  expect(symbol('BTCUSD_PERP', 'inverse')).toBe('BTC/USD:BTC');
  expect(symbol('SAP', 'stock', 'eur')).toBe('SAP');
  expect(instrumentOf('SAP', 'stock', 'eur')).toMatchObject({ kind: 'stock', settleAsset: 'EUR' });
  expect(symbol('SAP', 'stock')).toBeNull();
  expect(symbol('?!', 'stock', 'USD')).toBeNull();
  // An option names its currency itself.
  expect(symbol('KRM260320C00045000', 'stock')).toBe('KRM260320C00045000');
});

test('a pair is cut where a sign stands, else before the quote that it ends in', () => {
  const cut = (text: string, quote: string | null = null) => splitPair(text, quote)?.join() ?? null;
  expect(cut('ETH_BTC')).toBe('ETH,BTC');
  expect(cut('ETHFDUSD')).toBe('ETH,FDUSD');
  expect(cut('ABCXYZ')).toBeNull();
  expect(cut('ABCXYZ', 'xyz')).toBe('ABC,XYZ');
  expect(cut('BTC-USDT', 'usdt')).toBe('BTC,USDT');
  expect(cut('BTC-USDT', 'EUR')).toBeNull();
  expect(cut('BTC-USDT-X')).toBeNull();
  for (const text of ['B+C-USDT', 'BTC-U+D', 'B+CUSDT', '-USDT', 'USDT', 'FDUSD']) expect(cut(text), text).toBeNull();
  expect(cut('USDT', 'USDT')).toBeNull();
});

test('what a file says of a stock beyond its symbol is kept: a currency other than the dollar', () => {
  const of = (symbol: string, currency: string) =>
    read([`2026-01-05,${symbol},2,5,${currency},`], {
      ...fills,
      instrument: { from: 'column', column: 's', rule: 'stock', quote: { from: 'column', column: 'x' } },
    }).terms.map((term) => `${term.symbol} ${term.settleAsset}`);
  expect(of('SAP', 'EUR')).toEqual(['SAP EUR']);
  expect(of('KRM', 'USD')).toEqual([]);
  expect(fillWith(',', {}).terms).toEqual([]);
  expect(read(['2026-01-05,BTC/EUR,2,5,,'], fills).terms).toEqual([]);
});

test('the zone of a table is that of its times, of the instants themselves, or of the mapping', () => {
  const zoneOf = (time: string, part: Partial<Mapping> = {}) => {
    const { zone } = read([`${time},${swap},2,5,,`], { ...fills, zone: null, ...part }).recognition;
    return zone.kind === 'known' ? `${formatZone(zone.zone)} from ${zone.from}` : zone.kind;
  };
  expect(zoneOf('2026-01-05 10:00:00')).toBe('none');
  expect(zoneOf('2026-01-05 10:00:00+02:00')).toBe('UTC from the times, which carry their own offset');
  expect(zoneOf('2026-01-05 10:00:00', { zone: 'Europe/Berlin' })).toBe('Europe/Berlin from the mapping');
  expect(zoneOf('2026-01-05 10:00:00', { zone: 'Mars' })).toBe('none');
  expect(zoneOf('soon')).toBe('none');
  expect(zoneOf('1767600000', { time: { from: 'column', column: 't', format: 'epoch-seconds' } })).toBe(
    'UTC from the times, which count from 1970 in UTC',
  );
  expect(zoneOf('', { time: { from: 'fixed', at: '2026-01-05T00:00:00Z' } })).toBe(
    'UTC from the mapping, which names the instant',
  );
  expect(zoneOf('', { time: null })).toBe('none');
  expect(
    read([`2026-01-05 10:00:00+02:00,${swap},2,5,,`, `2026-01-05 10:00:00,${swap},2,5,,`], { ...fills, zone: null })
      .recognition.zone,
  ).toEqual({ kind: 'none' });
});

test('a table is written newest first where its last row lies before its first, whatever stands above its header', () => {
  const falls = (times: readonly string[], part: Partial<Mapping> = {}, preamble: readonly string[] = []) =>
    read(
      times.map((time) => `${time},${swap},2,5,,`),
      { ...fills, ...part },
      preamble,
    ).recognition.newestFirst;
  expect(falls(['2026-01-05', '2026-01-03'])).toBe(true);
  expect(falls(['2026-01-03', '2026-01-05'])).toBe(false);
  expect(falls(['2026-01-02', '2026-01-05', '2026-01-03'])).toBe(false);
  expect(falls(['2026-01-03', '2026-01-05'], {}, ['2026-12-31,made,,,,'])).toBe(false);
  const open = { time: { from: 'column', column: 't', format: null } } as const;
  // Month first, as 4/13 decides.
  expect(falls(['04/13/2026', '04/05/2026', '04/03/2026'], open)).toBe(true);
  expect(falls(['04/03/2026', '04/05/2026', '04/13/2026'], open)).toBe(false);
  // Day first the last two would run from February to December.
  expect(falls(['04/13/2026', '04/02/2026', '03/12/2026'], open)).toBe(true);
});

test('the order of day and month is asked for only where the mapping leaves it open', () => {
  const order = (format: 'DMY' | null, ...times: readonly string[]) =>
    read(
      times.map((time) => `${time},${swap},2,5,,`),
      { ...fills, time: { from: 'column', column: 't', format } },
    ).recognition.dateOrder;
  expect(order('DMY', '03/04/2026')).toEqual({ kind: 'not-needed' });
  expect(order(null, '03/13/2026')).toEqual({ kind: 'decided', order: 'MDY' });
  const ways = ['column', 'two-columns'] as const;
  for (const from of ways) {
    const time = from === 'column' ? { from, column: 't', format: null } : { from, date: 't', time: 'y', format: null };
    const mapping: Mapping = { ...fills, time };
    const { events } = read([`03/13/2026,${swap},2,5,,10:20`], mapping);
    expect(events[0]?.timeMs, from).toBe(Date.UTC(2026, 2, 13, ...(from === 'column' ? [] : [10, 20])));
  }
});

test('a day without its hour, where both are asked for, has no time', () => {
  const time = { from: 'two-columns', date: 't', time: 'y', format: 'YMD' } as const;
  const told = (date: string, hour: string) => read([`${date},${swap},2,5,,${hour}`], { ...fills, time }).failed;
  expect(told('2026-01-05', '')).toEqual([['time-missing', swap]]);
  expect(told('', '10:00')).toEqual([['time-missing', swap]]);
  expect(told('2026-01-05', '10:00')).toEqual([]);
});

test('a mapping of closes alone is a price history; any other belongs to an account', () => {
  const grain = (kinds: Mapping['kinds']) => mappedCsv({ ...fills, kinds }).grain;
  expect(grain({ by: 'all', kind: 'close' })).toBe('prices');
  expect(grain({ by: 'all', kind: 'mark' })).toBe('fills-and-ledger');
  const closes = [{ value: 'c', kind: 'close' }] as const;
  expect(grain({ by: 'column', column: 'x', values: [...closes], otherwise: 'failed' })).toBe('fills-and-ledger');
});
