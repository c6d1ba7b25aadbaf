import { expect, test } from 'vitest';
import type { MappingRemark } from '../../../shared/contract/mapping.ts';
import { openFile } from '../open-file.ts';
import { guessMapping, type MappingGuess } from './guess-mapping.ts';
import { missingParts } from './missing-parts.ts';
import { sampleTable } from './sample-table.ts';

function guess(text: string, name = 'export.csv'): MappingGuess & { readonly missing: readonly MappingRemark[] } {
  const file = openFile(name, new TextEncoder().encode(text));
  if (!file.ok) throw new Error(file.fault.message);
  const table = sampleTable(file.value);
  if (table === null) throw new Error('no table');
  const made = guessMapping(table);
  return { ...made, missing: missingParts(made.mapping) };
}

const partsOf = (remarks: readonly MappingRemark[]) => [...new Set(remarks.map(({ part }) => part))];

test('a German bank: preamble, semicolons, decimal commas, date and time apart, fee proved by the money that moved', () => {
  const { mapping, missing, proofs, doubts } = guess(
    [
      'Depotauszug der Musterbank',
      'Kunde;Erika Beispiel',
      'Erstellt am;06.02.2026',
      'Datum;Uhrzeit;Symbol;Währung;Art;Stück;Kurs;Kurswert;Provision;Betrag',
      '02.02.2026;09:15:00;SAP;EUR;Kauf;10;182,50;1.825,00;4,90;-1.829,90',
      '03.02.2026;10:01:30;SIE;EUR;Kauf;5;201,10;1.005,50;4,90;-1.010,40',
      '05.02.2026;16:44:10;SAP;EUR;Verkauf;4;190,00;760,00;4,90;755,10',
    ].join('\n'),
    'Musterbank 2026-02-06.csv',
  );
  expect(missing).toEqual([]);
  expect(doubts).toEqual([]);
  expect(mapping).toMatchObject({
    name: 'Musterbank',
    delimiter: ';',
    numbers: { decimal: ',', thousands: '.' },
    kinds: { by: 'all', kind: 'fill' },
    time: { from: 'two-columns', date: 'datum', time: 'uhrzeit', format: 'DMY' },
    instrument: { from: 'column', column: 'symbol', rule: 'stock', quote: { from: 'column', column: 'währung' } },
    side: { from: 'column', column: 'art', buy: ['Kauf'], sell: ['Verkauf'] },
    quantity: { column: 'stück', multiplier: '1' },
    price: { column: 'kurs' },
    value: { column: 'kurswert' },
    fee: { columns: ['provision'], cost: 'positive', asset: { from: 'instrument' } },
  });
  expect(proofs.map(({ held, of }) => [held, of])).toEqual([
    [3, 3],
    [3, 3],
  ]);
});

test('a perpetual venue: milliseconds, side by sign, fees negative', () => {
  const { mapping, missing } = guess(
    [
      'timestamp,market,size,price,notional,fee (usdt),funding',
      '1760000000000,BTCUSDT,0.25,60000.5,15000.125,-7.5,',
      '1760000100000,BTCUSDT,-0.25,60100.0,15025.000,-7.51,',
      '1760000200000,ETHUSDT,-2,3000.5,6001.0,-3.0,',
    ].join('\n'),
  );
  expect(missing).toEqual([]);
  expect(mapping).toMatchObject({
    time: { from: 'column', column: 'timestamp', format: 'epoch-milliseconds' },
    instrument: { column: 'market', rule: 'perpetual' },
    side: { from: 'quantity-sign' },
    quantity: { column: 'size' },
    value: { column: 'notional' },
    fee: { cost: 'negative', asset: { from: 'fixed', asset: 'USDT' } },
  });
});

test('the fee is proved negative where the net amount says so, whatever its sign suggests', () => {
  // A rebate would be written the same way: only the money that moved tells them apart.
  const { mapping, proofs } = guess(
    [
      'time,ticker,currency,side,qty,price,value,fee,net',
      '2026-01-05 10:00:00,AAA,USD,buy,10,20.5,205.00,-1.25,206.25',
      '2026-01-06 10:00:00,AAA,USD,sell,10,21.5,215.00,-1.25,213.75',
    ].join('\n'),
  );
  expect(mapping.fee?.cost).toBe('negative');
  expect(proofs).toContainEqual(expect.objectContaining({ parts: ['fee'], held: 2, of: 2 }));
});

test('dates that fit both orders are left open, with both readings named', () => {
  const { mapping, missing, doubts } = guess(
    'date,ticker,currency,side,quantity,price\n03/04/2026,AAA,USD,buy,1,2.5\n05/02/2026,AAA,USD,sell,1,3.5\n04/06/2026,AAA,USD,buy,1,2.5\n',
  );
  expect(mapping.time).toEqual({ from: 'column', column: 'date', format: null });
  expect(partsOf(missing)).toEqual(['time']);
  expect(doubts.find(({ part }) => part === 'time')?.text).toContain('3 April 2026');
  expect(doubts.find(({ part }) => part === 'time')?.text).toContain('4 March 2026');
});

test('a day above twelve decides for the whole file', () => {
  const { mapping } = guess(
    'date,ticker,currency,side,quantity,price\n03/04/2026,AAA,USD,buy,1,2.5\n03/25/2026,AAA,USD,sell,1,3.5\n',
  );
  expect(mapping.time).toMatchObject({ format: 'MDY' });
});

test('BTCUSDT is coins or a perpetual: nothing in the file says which, so it is asked', () => {
  const { mapping, missing, doubts } = guess(
    'time,pair,side,quantity,price\n2026-01-01 10:00:00,BTCUSDT,BUY,0.1,60000.5\n2026-01-01 11:00:00,BTCUSDT,SELL,0.1,60001.5\n',
  );
  expect(mapping.instrument).toEqual({ from: 'column', column: 'pair', rule: null, quote: null });
  expect(partsOf(missing)).toEqual(['instrument']);
  expect(doubts.map(({ text }) => text).join(' ')).toContain('may be coins (spot) or a perpetual');
});

test('one amount without a product: it may be coins or money, so the quantity stays open', () => {
  const { mapping, missing, doubts } = guess(
    'time,pair,side,amount,price\n2026-01-01 10:00:00,BTC-USDT-SWAP,BUY,500,60000.5\n2026-01-01 11:00:00,BTC-USDT-SWAP,SELL,700,60001.5\n',
  );
  expect(mapping.quantity).toBeNull();
  expect(partsOf(missing)).toContain('kinds');
  expect(doubts).toContainEqual({
    part: 'quantity',
    text: '"amount" may be coins or money: no other column proves it.',
  });
});

test('quantities a thousand times too large are not taken for contracts in silence', () => {
  const { mapping, missing, doubts } = guess(
    'time,pair,side,quantity,price,value\n2026-01-01 10:00:00,BTC-USDT-SWAP,BUY,3,60000.5,180.0015\n2026-01-01 11:00:00,BTC-USDT-SWAP,SELL,5,60100.5,300.5025\n',
  );
  expect(mapping.quantity).toEqual({ column: 'quantity', multiplier: null });
  expect(partsOf(missing)).toEqual(['quantity']);
  expect(doubts.some(({ text }) => text.includes('0.001 x price x quantity'))).toBe(true);
});

test('1,234 alone may be a thousand or one and a bit: the numbers stay open', () => {
  const { mapping, missing } = guess(
    'time;ticker;currency;side;quantity;price\n2026-01-01 10:00:00;AAA;USD;buy;1;1,234\n2026-01-01 11:00:00;AAA;USD;sell;1;2,345\n',
  );
  expect(mapping.numbers).toBeNull();
  expect(partsOf(missing)).toContain('numbers');
});

test('a journal of several kinds: each word has its meaning, one that Ballast does not know stays open', () => {
  const { mapping, missing, doubts } = guess(
    [
      'date,type,symbol,currency,quantity,price,amount',
      '2026-01-05 09:00:00,Deposit,,USD,,,1000.00',
      '2026-01-05 10:00:00,Buy,AAA,USD,10,20.5,-205.00',
      '2026-02-05 10:00:00,Dividend,AAA,USD,,,3.10',
      '2026-02-06 10:00:00,Withholding tax,AAA,USD,,,-0.46',
      '2026-03-01 10:00:00,Frobnicate,,USD,,,1.00',
    ].join('\n'),
  );
  expect(mapping.kinds).toMatchObject({
    by: 'column',
    column: 'type',
    values: [
      { value: 'Deposit', kind: 'deposit' },
      { value: 'Buy', kind: 'buy' },
      { value: 'Dividend', kind: 'dividend' },
      { value: 'Withholding tax', kind: 'tax' },
      { value: 'Frobnicate', kind: null },
    ],
  });
  expect(mapping.amount).toMatchObject({
    column: 'amount',
    asset: { from: 'column', column: 'currency' },
    sign: 'as-written',
  });
  expect(partsOf(missing)).toEqual(['kinds']);
  expect(doubts).toContainEqual({ part: 'kinds', text: 'Ballast does not know what type "Frobnicate" means.' });
});

test('orders that were not carried out do not count', () => {
  const { mapping } = guess(
    'time,ticker,currency,side,filled,avg price,status\n2026-01-01 10:00:00,AAA,USD,buy,1,2.5,Filled\n2026-01-01 11:00:00,AAA,USD,sell,2,3.5,Cancelled\n',
  );
  expect(mapping.only).toEqual({ column: 'status', values: ['Filled'] });
});

test('a stranger of thirty columns: the few that matter are found, the rest stays unused', () => {
  const noise = Array.from({ length: 22 }, (_, at) => `attribute ${String.fromCharCode(97 + at)}`);
  const header = [
    'execution time',
    'instrument',
    ...noise,
    'currency',
    'direction',
    'quantity',
    'fill price',
    'turnover',
    'commission',
  ];
  const row = (time: string, side: string, quantity: string, price: string, turnover: string, fee: string) =>
    [time, 'XYZ', ...noise.map((_, at) => `v${at}`), 'CHF', side, quantity, price, turnover, fee].join('|');
  const { mapping, missing } = guess(
    [
      header.join('|'),
      row('2026-01-05T10:00:00Z', 'BOUGHT', '12', '10.5', '126.00', '0.50'),
      row('2026-01-07T10:00:00Z', 'SOLD', '7', '11.5', '80.50', '0.50'),
    ].join('\n'),
  );
  expect(mapping.columns).toHaveLength(30);
  expect(missing).toEqual([]);
  expect(mapping).toMatchObject({
    delimiter: '|',
    price: { column: 'fill price' },
    quantity: { column: 'quantity' },
    value: { column: 'turnover' },
    instrument: { rule: 'stock' },
  });
});

test('a fee in per cent is no amount, and the columns that may be the fee are named', () => {
  const { mapping, doubts } = guess(
    'time (+01:00),ticker,currency,side,quantity,price,fee,commission total\n2026-01-05 10:00:00,AAA,USD,buy,10,20.5,0.1%,0.205\n2026-01-06 10:00:00,AAA,USD,sell,10,21.5,0.1%,0.215\n',
  );
  expect(mapping.zone).toBe('+01:00');
  expect(mapping.fee).toBeNull();
  expect(doubts).toContainEqual({ part: 'fee', text: 'No fee is taken over; it may be "fee" or "commission total".' });
});

test('rows without a price among fills may be something else: what the rows are stays open', () => {
  const { mapping, missing, doubts } = guess(
    'date,note,symbol,currency,price,quantity,amount\n12/13/2025,DIVIDEND RECEIVED AAA,AAA,USD,0.000,0,3.5\n12/14/2025,YOU BOUGHT BBB,BBB,USD,20.5,10,-205\n12/15/2025,YOU SOLD BBB,BBB,USD,20.5,-10,205\n',
  );
  expect(mapping.kinds).toEqual({ by: 'all', kind: null });
  expect(partsOf(missing)).toEqual(['kinds']);
  expect(doubts.some(({ text }) => text.startsWith('1 of the first 3 rows'))).toBe(true);
});

test('of a day and an hour of the same day the hour is taken', () => {
  const { mapping } = guess(
    'trade date,ticker,currency,side,quantity,price,order execution time\n2026-01-05,AAA,USD,buy,1,2.5,2026-01-05T10:22:33\n2026-01-06,AAA,USD,sell,1,2.5,2026-01-06T11:00:00\n',
  );
  expect(mapping.time).toEqual({ from: 'column', column: 'order execution time', format: 'YMD' });
});
