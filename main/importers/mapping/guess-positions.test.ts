import { expect, test } from 'vitest';
import type { LedgerEvent } from '../../../shared/book/event.ts';
import type { Mapping } from '../../../shared/contract/mapping.ts';
import { assemble } from '../assemble.ts';
import { mappedCsv } from '../formats/mapped-csv/mapped-csv.ts';
import type { RowMark } from '../importer.ts';
import { utcZone } from '../local-time.ts';
import { openFile } from '../open-file.ts';
import { guessMapping } from './guess-mapping.ts';
import { missingParts } from './missing-parts.ts';
import { sampleTable } from './sample-table.ts';

function opened(text: string) {
  const file = openFile('positions.csv', new TextEncoder().encode(text));
  if (!file.ok) throw new Error(file.fault.message);
  return file.value;
}

function guessOf(text: string) {
  const table = sampleTable(opened(text));
  if (table === null) throw new Error('no table');
  return guessMapping(table);
}

function read(text: string, mapping: Mapping) {
  const file = opened(text);
  const recognition = mappedCsv(mapping).recognise(file.head);
  if (recognition === null) throw new Error('header not found');
  const events: LedgerEvent[] = [];
  const marks: RowMark[] = [];
  const done = assemble(
    file,
    recognition,
    { answers: { zone: utcZone, dateOrder: null, instrument: null }, zoneAssumed: false },
    { event: ({ event }) => events.push(event), close: () => undefined, marks: (stated) => marks.push(...stated) },
  );
  if (!done.ok) throw new Error(done.fault.message);
  return { events, marks, failures: done.value.failures };
}

const list = [
  'Symbol,Side,Size,Entry Price,Mark Price,Liq. Price,Margin,PNL',
  'BTCUSDT,Long,0.5,60000,61000,54251.3,3000,500',
  'ETHUSDT,Short,4,3000,3100,--,1200,-400',
  'SOLUSDT,Long,0,0,150,0,0,0',
].join('\n');

test('a list of open positions is known by its liquidation prices; of what instant it is must be said', () => {
  const { mapping, doubts } = guessOf(list);
  expect(mapping).toMatchObject({
    kinds: { by: 'all', kind: 'reported-position' },
    time: null,
    instrument: { column: 'symbol', rule: null },
    side: { column: 'side', buy: ['long'], sell: ['short'] },
    quantity: { column: 'size', multiplier: '1' },
    price: { column: 'entry price' },
    mark: { column: 'mark price' },
    liquidationPrice: { column: 'liq. price' },
    fee: null,
    amount: null,
  });
  expect(doubts.map(({ part }) => part)).not.toContain('side');
  expect(missingParts(mapping)).toEqual([
    { part: 'time', text: 'Say which column holds the time, or of which instant all rows are.' },
    { part: 'instrument', text: 'Say what kind of symbols these are.' },
  ]);
});

test('its rows are reports, with what is printed of each and nothing where nothing is', () => {
  const instrument = { from: 'column', column: 'symbol', rule: 'perpetual', quote: null } as const;
  const at = { from: 'fixed', at: '2026-03-31T18:30:00Z' } as const;
  const { events, marks, failures } = read(list, { ...guessOf(list).mapping, instrument, time: at });
  const timeMs = Date.UTC(2026, 2, 31, 18, 30);
  expect(failures).toEqual([]);
  expect(events).toMatchObject([
    {
      kind: 'reported-position',
      timeMs,
      instrument: 'BTC/USDT:USDT',
      quantity: '0.5',
      averagePrice: '60000',
      mark: '61000',
      liquidationPrice: '54251.3',
    },
    { kind: 'reported-position', quantity: '-4', averagePrice: '3000', mark: '3100', liquidationPrice: null },
    // Flat: it has no entry and no price that liquidates it.
    { kind: 'reported-position', quantity: '0', averagePrice: null, liquidationPrice: null },
  ]);
  expect(marks).toEqual([
    { instrument: 'BTC/USDT:USDT', price: '61000', timeMs },
    { instrument: 'ETH/USDT:USDT', price: '3100', timeMs },
    { instrument: 'SOL/USDT:USDT', price: '150', timeMs },
  ]);
});

test('signed sizes need no side; a day means its end, and a figure that is none fails its row', () => {
  const rows = (entry: string) =>
    `date,coin,position,avg entry price,mark price\n2026-03-31,BTC,-1.5,60000,61000\n2026-03-31,ETH,2,${entry},3100\n`;
  const { mapping } = guessOf(rows('3000'));
  expect(mapping).toMatchObject({ kinds: { kind: 'reported-position' }, side: null, liquidationPrice: null });
  const instrument = {
    from: 'column',
    column: 'coin',
    rule: 'coin-perpetual',
    quote: { from: 'fixed', asset: 'USDT' },
  } as const;
  const { events, failures } = read(rows('soon'), {
    ...mapping,
    instrument,
    quantity: { column: 'position', multiplier: '1' },
    price: { column: 'avg entry price' },
    time: { from: 'column', column: 'date', format: 'YMD' },
  });
  expect(events).toMatchObject([{ quantity: '-1.5', timeMs: Date.UTC(2026, 3, 1) - 1 }]);
  expect(failures).toMatchObject([{ code: 'number-unreadable', instrument: 'ETH/USDT:USDT' }]);
});

test('fills, closed trades and prices are no list of positions', () => {
  for (const header of [
    'time,symbol,side,price,qty',
    'symbol,entry price,exit price,mark price,qty',
    'time,symbol,mark price',
  ])
    expect(
      guessOf(
        `${header}\n${header
          .split(',')
          .map((_, place) => String(place + 1))
          .join(',')}\n`,
      ).mapping.kinds,
    ).not.toEqual({
      by: 'all',
      kind: 'reported-position',
    });
});
