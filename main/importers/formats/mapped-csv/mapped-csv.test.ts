import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { LedgerEvent } from '../../../../shared/book/event.ts';
import { mapping as mappingSchema, mappingForm, type Mapping } from '../../../../shared/contract/mapping.ts';
import { assemble, type Assembly } from '../../assemble.ts';
import type { RowMark } from '../../importer.ts';
import { utcZone } from '../../local-time.ts';
import { openFile } from '../../open-file.ts';
import { mappedCsv } from './mapped-csv.ts';

interface Read {
  readonly events: readonly LedgerEvent[];
  readonly marks: readonly RowMark[];
  readonly assembly: Assembly;
}

function read(text: string | Uint8Array, mapping: Mapping): Read {
  const file = openFile('t.csv', typeof text === 'string' ? new TextEncoder().encode(text) : text);
  if (!file.ok) throw new Error(file.fault.message);
  const recognition = mappedCsv(mapping).recognise(file.value.head);
  if (recognition === null) throw new Error('header not found');
  const events: LedgerEvent[] = [];
  const marks: RowMark[] = [];
  const done = assemble(
    file.value,
    recognition,
    { answers: { zone: utcZone, dateOrder: null, instrument: null }, zoneAssumed: false },
    { event: ({ event }) => events.push(event), close: () => undefined, marks: (stated) => marks.push(...stated) },
  );
  if (!done.ok) throw new Error(done.fault.message);
  const { rows, accepted, ignored, failures } = done.value;
  expect(rows).toBe(accepted + failures.length + ignored.reduce((sum, { count }) => sum + count, 0));
  return { events, marks, assembly: done.value };
}

const bare: Mapping = {
  schema: mappingForm,
  name: 'T',
  account: null,
  delimiter: ',',
  columns: ['t', 's', 'q', 'p'],
  numbers: { decimal: '.', thousands: null },
  only: null,
  kinds: { by: 'all', kind: 'fill' },
  time: { from: 'column', column: 't', format: 'epoch-milliseconds' },
  zone: null,
  instrument: { from: 'column', column: 's', rule: 'perpetual', quote: null },
  side: { from: 'quantity-sign' },
  quantity: { column: 'q', multiplier: '1' },
  price: { column: 'p' },
  mark: null,
  liquidationPrice: null,
  value: null,
  fee: null,
  amount: null,
  id: null,
  profit: null,
  effect: null,
  balanceAfter: null,
};

test('the sign of the quantity is the side, times are milliseconds since 1970', () => {
  const { events } = read('t,s,q,p\n1760000000000,BTCUSDT,0.5,100\n1760000000001,ETH-USDT-SWAP,-2,50\n', bare);
  expect(
    events.map((event) => [
      event.timeMs,
      'instrument' in event && event.instrument,
      'side' in event && event.side,
      'quantity' in event && event.quantity,
    ]),
  ).toEqual([
    [1760000000000, 'BTC/USDT:USDT', 'buy', '0.5'],
    [1760000000001, 'ETH/USDT:USDT', 'sell', '2'],
  ]);
});

test('one file with several kinds: each value has its own meaning, what has none fails by name', () => {
  const ledger: Mapping = {
    ...bare,
    columns: ['t', 'type', 's', 'q', 'p', 'amount', 'coin', 'fee'],
    kinds: {
      by: 'column',
      column: 'type',
      values: [
        { value: 'BUY', kind: 'buy' },
        { value: 'FUNDING', kind: 'funding' },
        { value: 'DEPOSIT', kind: 'deposit' },
        { value: 'WITHDRAW', kind: 'withdrawal' },
        { value: 'NOTE', kind: 'ignored' },
      ],
      otherwise: 'failed',
    },
    amount: { column: 'amount', asset: { from: 'column', column: 'coin' }, sign: 'by-kind' },
    fee: { columns: ['fee'], cost: 'negative', asset: { from: 'column', column: 'coin' }, onCash: 'besides' },
  };
  const { events, assembly } = read(
    [
      't,type,s,q,p,amount,coin,fee',
      '1760000000000,DEPOSIT,,,,1000,usdt,',
      '1760000000001,buy,BTCUSDT,0.1,60000,,usdt,-3',
      '1760000000002,FUNDING,BTCUSDT,,,-0.25,USDT,',
      '1760000000003,WITHDRAW,,,,100,USDT,-1',
      '1760000000004,NOTE,,,,,,',
      '1760000000005,STAKE,,,,5,USDT,',
    ].join('\n'),
    ledger,
  );
  expect(events).toMatchObject([
    { kind: 'deposit', asset: 'USDT', amount: '1000' },
    { kind: 'trade', side: 'buy', fee: { asset: 'USDT', amount: '3' } },
    { kind: 'funding', asset: 'USDT', amount: '-0.25', instrument: 'BTC/USDT:USDT' },
    { kind: 'withdrawal', amount: '-100' },
    { kind: 'fee', amount: '-1' },
  ]);
  expect(assembly.ignored).toEqual([
    { reason: 'header', count: 1 },
    { reason: 'type is "NOTE"', count: 1 },
  ]);
  expect(assembly.failures).toMatchObject([
    { code: 'kind-unknown', message: 'Type "STAKE" has no meaning in this mapping' },
  ]);
});

test('a fee on a row of cash fails until somebody says whether the amount holds it', () => {
  const cash: Mapping = {
    ...bare,
    columns: ['t', 'amount', 'fee'],
    kinds: { by: 'all', kind: 'flow' },
    instrument: null,
    side: null,
    quantity: null,
    price: null,
    amount: { column: 'amount', asset: { from: 'fixed', asset: 'USD' }, sign: 'as-written' },
    fee: { columns: ['fee'], cost: 'positive', asset: { from: 'fixed', asset: 'USD' }, onCash: null },
  };
  const text = 't,amount,fee\n1760000000000,-100,2\n';
  expect(read(text, cash).assembly.failures).toMatchObject([{ code: 'fee-beside-amount' }]);
  const within = read(text, {
    ...cash,
    fee: { columns: ['fee'], cost: 'positive', asset: { from: 'fixed', asset: 'USD' }, onCash: 'within' },
  });
  expect(within.events).toMatchObject([{ kind: 'withdrawal', amount: '-100' }]);
});

test('positions of a day, with their side in a word, and prices beside them in another file', () => {
  const positions: Mapping = {
    ...bare,
    columns: ['s', 'way', 'q', 'p'],
    kinds: { by: 'all', kind: 'opening-position' },
    time: { from: 'fixed', at: '2026-03-01T00:00:00Z' },
    side: { from: 'column', column: 'way', buy: ['long'], sell: ['short'] },
  };
  const held = read('s,way,q,p\nBTCUSDT,Long,1.5,60000\nETHUSDT,Short,4,3000\n', positions);
  expect(held.events).toMatchObject([
    { kind: 'opening-position', quantity: '1.5', averagePrice: '60000', timeMs: Date.UTC(2026, 2, 1) },
    { kind: 'opening-position', quantity: '-4', averagePrice: '3000' },
  ]);
  const prices: Mapping = {
    ...bare,
    columns: ['d', 's', 'p'],
    kinds: { by: 'all', kind: 'mark' },
    side: null,
    quantity: null,
    time: { from: 'column', column: 'd', format: 'MDY' },
    zone: 'UTC',
  };
  const { marks, assembly } = read('d,s,p\n3/4/2026,BTCUSDT,61000\n3/5/2026,BTCUSDT,\n', prices);
  // A price of a whole day is that of its end.
  expect(marks).toEqual([{ instrument: 'BTC/USDT:USDT', price: '61000', timeMs: Date.UTC(2026, 2, 5) - 1 }]);
  expect(assembly.ignored).toContainEqual({ reason: 'row without a price', count: 1 });
});

test('a row of which the printed value is not price x quantity is marked, never changed', () => {
  const { events } = read('t,s,q,p,v\n1760000000000,BTCUSDT,0.5,100,50\n1760000000001,BTCUSDT,0.5,100,60\n', {
    ...bare,
    columns: ['t', 's', 'q', 'p', 'v'],
    value: { column: 'v' },
  });
  expect(events.map(({ flags }) => flags)).toEqual([[], ['amount-differs']]);
});

test.each([
  ['side neither', 'x,BTCUSDT,hold,1,5', 'time-unreadable'],
  ['no such day', '31.02.2026 10:00,BTCUSDT,buy,1,5', 'time-impossible'],
  ['side unknown', '01.02.2026 10:00,BTCUSDT,hold,1,5', 'side-unknown'],
  ['purchase of minus one', '01.02.2026 10:00,BTCUSDT,buy,-1,5', 'side-contradicts'],
  ['price of nothing', '01.02.2026 10:00,BTCUSDT,buy,1,0', 'price-not-positive'],
  ['no price', '01.02.2026 10:00,BTCUSDT,buy,1,', 'number-missing'],
  ['infinite', '01.02.2026 10:00,BTCUSDT,buy,Infinity,5', 'number-unreadable'],
  ['no symbol', '01.02.2026 10:00,,buy,1,5', 'symbol-missing'],
  ['no pair', '01.02.2026 10:00,THING,buy,1,5', 'symbol-unknown'],
])('a row that does not fit fails by name: %s', (_what, row, code) => {
  const { assembly } = read(`t,s,side,q,p\n${row}\n`, {
    ...bare,
    columns: ['t', 's', 'side', 'q', 'p'],
    time: { from: 'column', column: 't', format: 'DMY' },
    zone: 'UTC',
    side: { from: 'column', column: 'side', buy: ['buy'], sell: ['sell'] },
  });
  expect(assembly.failures.map((failed) => failed.code)).toEqual([code]);
});

test('UTF-16 with its mark is read like any other text', () => {
  const text = '\uFEFFt\ts\tq\tp\n1760000000000\tBTCUSDT\t1\t5\n';
  const bytes = new Uint8Array(Buffer.from(text, 'utf16le'));
  expect(read(bytes, { ...bare, delimiter: '\t' }).events).toHaveLength(1);
});

// The law: whatever way a table writes its fills, reading it by the mapping of that way gives the same fills.
const fill = fc.record({
  timeMs: fc.integer({ min: 1_500_000_000, max: 1_790_000_000 }).map((seconds) => seconds * 1000),
  base: fc.constantFrom('BTC', 'ETH', 'SOL', '1000PEPE'),
  side: fc.constantFrom('buy', 'sell'),
  quantity: fc.integer({ min: 1, max: 5_000_000 }),
  price: fc.integer({ min: 1, max: 900_000_000 }),
  fee: fc.integer({ min: -500, max: 50_000 }),
});

const writing = fc.record({
  delimiter: fc.constantFrom(',', ';', '\t', '|'),
  numbers: fc.constantFrom(
    { decimal: '.', thousands: null },
    { decimal: ',', thousands: '.' },
    { decimal: '.', thousands: ',' },
    { decimal: ',', thousands: ' ' },
  ),
  format: fc.constantFrom('YMD', 'DMY', 'MDY', 'epoch-seconds', 'epoch-milliseconds', 'epoch-microseconds'),
  twoColumns: fc.boolean(),
  side: fc.constantFrom('column', 'quantity-sign', 'money-sign'),
  rule: fc.constantFrom('perpetual', 'spot', 'coin-perpetual', 'as-is'),
  cost: fc.constantFrom('positive', 'negative'),
  feeAsset: fc.constantFrom('fixed', 'column', 'beside', 'instrument'),
  order: fc.array(fc.integer(), { minLength: 12, maxLength: 12 }),
  preamble: fc.integer({ min: 0, max: 3 }),
});

test('a random table, written by a random mapping, reads back to the same fills', () => {
  fc.assert(
    fc.property(fc.array(fill, { minLength: 1, maxLength: 8 }), writing, (fills, way) => {
      const { text, mapping } = written(fills, way as Way);
      expect(mappingSchema.parse(JSON.parse(JSON.stringify(mapping)))).toEqual(mapping);
      const { events, assembly } = read(text, mapping);
      expect(assembly.failures).toEqual([]);
      expect(events).toMatchObject(
        fills.map(({ timeMs, base, side, quantity, price, fee }) => ({
          kind: 'trade',
          timeMs,
          instrument: way.rule === 'spot' ? `${base}/USDT` : `${base}/USDT:USDT`,
          side,
          quantity: decimalText(quantity, 3),
          price: decimalText(price, 4),
          fee: { asset: 'USDT', amount: decimalText(fee, 2) },
        })),
      );
    }),
    { numRuns: 300 },
  );
});

type Fill = typeof fill extends fc.Arbitrary<infer One> ? One : never;
interface Way {
  readonly delimiter: Mapping['delimiter'];
  readonly numbers: NonNullable<Mapping['numbers']>;
  readonly format: 'YMD' | 'DMY' | 'MDY' | 'epoch-seconds' | 'epoch-milliseconds' | 'epoch-microseconds';
  readonly twoColumns: boolean;
  readonly side: 'column' | 'quantity-sign' | 'money-sign';
  readonly rule: 'perpetual' | 'spot' | 'coin-perpetual' | 'as-is';
  readonly cost: 'positive' | 'negative';
  readonly feeAsset: 'fixed' | 'column' | 'beside' | 'instrument';
  readonly order: readonly number[];
  readonly preamble: number;
}

/** The canonical text of a whole number of the last digit. */
function decimalText(units: number, digits: number): string {
  const sign = units < 0 ? '-' : '';
  const plain = String(Math.abs(units)).padStart(digits + 1, '0');
  const fraction = plain.slice(-digits).replace(/0+$/, '');
  return `${sign}${plain.slice(0, -digits)}${fraction === '' ? '' : `.${fraction}`}`;
}

function written(fills: readonly Fill[], way: Way): { readonly text: string; readonly mapping: Mapping } {
  const isEpoch = way.format.startsWith('epoch');
  const two = way.twoColumns && !isEpoch;
  const number = (text: string): string => {
    const [whole = '', fraction] = text.split('.');
    const { decimal, thousands } = way.numbers;
    const grouped = thousands === null ? whole : whole.replaceAll(/\B(?=(\d{3})+(?!\d))/g, thousands);
    return fraction === undefined ? grouped : `${grouped}${decimal}${fraction}`;
  };
  const cells = (one: Fill): Readonly<Record<string, string>> => {
    const [date = '', clock = ''] = timeTexts(one.timeMs, way.format);
    const quantity = decimalText(way.side === 'quantity-sign' && one.side === 'sell' ? -one.quantity : one.quantity, 3);
    const fee = decimalText(way.cost === 'negative' ? -one.fee || 0 : one.fee, 2);
    return {
      ...(two ? { date, clock } : { date: isEpoch ? date : `${date} ${clock}` }),
      what: symbolText(one.base, way.rule),
      quote: 'USDT',
      way: one.side === 'buy' ? 'Kauf' : 'Verkauf',
      qty: number(quantity),
      px: number(decimalText(one.price, 4)),
      money: number(one.side === 'buy' ? '-1' : '1'),
      fee: way.feeAsset === 'beside' ? `${number(fee)} USDT` : number(fee),
      'fee coin': 'USDT',
      empty: '',
      note: 'a "quoted" note; with, signs | inside',
    };
  };
  const names = Object.keys(cells(fills[0] as Fill)).toSorted(
    (a, b) => (way.order[a.length % 12] ?? 0) - (way.order[b.length % 12] ?? 0),
  );
  const line = (fields: readonly string[]) =>
    fields.map((field) => `"${field.replaceAll('"', '""')}"`).join(way.delimiter);
  const text = [
    ...Array.from({ length: way.preamble }, (_, at) => `Report ${at}`),
    line(names),
    ...fills.map((one) => line(names.map((name) => cells(one)[name] ?? ''))),
  ].join('\n');
  return {
    text,
    mapping: {
      ...bare,
      delimiter: way.delimiter,
      columns: names,
      numbers: way.numbers,
      time: two
        ? { from: 'two-columns', date: 'date', time: 'clock', format: way.format }
        : { from: 'column', column: 'date', format: way.format },
      zone: 'UTC',
      instrument: {
        from: 'column',
        column: 'what',
        rule: way.rule,
        quote: way.rule === 'coin-perpetual' ? { from: 'column', column: 'quote' } : null,
      },
      side:
        way.side === 'column'
          ? { from: 'column', column: 'way', buy: ['kauf'], sell: ['verkauf'] }
          : way.side === 'quantity-sign'
            ? { from: 'quantity-sign' }
            : { from: 'money-sign', column: 'money' },
      quantity: { column: 'qty', multiplier: '1' },
      price: { column: 'px' },
      fee: {
        columns: ['fee'],
        cost: way.cost,
        asset:
          way.feeAsset === 'fixed'
            ? { from: 'fixed', asset: 'usdt' }
            : way.feeAsset === 'column'
              ? { from: 'column', column: 'fee coin' }
              : { from: way.feeAsset },
        onCash: null,
      },
    },
  };
}

function symbolText(base: string, rule: Way['rule']): string {
  switch (rule) {
    case 'perpetual':
      return `${base}USDT`;
    case 'spot':
      return `${base}-USDT`;
    case 'coin-perpetual':
      return base;
    case 'as-is':
      return `${base}/USDT:USDT`;
  }
}

function timeTexts(timeMs: number, format: Way['format']): readonly [string, string] {
  if (format === 'epoch-seconds') return [String(timeMs / 1000), ''];
  if (format === 'epoch-milliseconds') return [String(timeMs), ''];
  if (format === 'epoch-microseconds') return [`${timeMs}000`, ''];
  const iso = new Date(timeMs).toISOString();
  const [year = '', month = '', day = ''] = iso.slice(0, 10).split('-');
  const date =
    format === 'YMD'
      ? `${year}-${month}-${day}`
      : format === 'DMY'
        ? `${day}.${month}.${year}`
        : `${month}/${day}/${year}`;
  return [date, iso.slice(11, 19)];
}
