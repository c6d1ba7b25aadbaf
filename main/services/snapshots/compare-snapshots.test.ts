import { expect, test } from 'vitest';
import type { InstrumentSymbol } from '../../../shared/book/instrument.ts';
import type { SnapshotComparison } from '../../../shared/contract/snapshots.ts';
import { epochMs } from '../../../shared/units/unit.ts';
import type { Decimal } from '../../../shared/units/decimal.ts';
import { compareTwo } from './compare-snapshots.ts';
import { importMarginTable } from '../edits/import-margin-table.ts';
import { keptSnapshots } from './kept-snapshots.ts';
import { makeSnapshot } from './make-snapshot.ts';
import { cashOf, fillOf, openEventBook, valueOf, type EventBook } from '../testing/event-book.ts';

const day = (number: number, hour = 12): number => Date.UTC(2026, 0, number, hour);
const [older, newer] = [day(2), day(4)];

function inBook(story: (book: EventBook) => void): void {
  const book = openEventBook(day(20));
  try {
    story(book);
  } finally {
    book.close();
  }
}

const since = ({ context }: EventBook, asOfMs = newer): SnapshotComparison =>
  valueOf(compareTwo(context, { older: { kind: 'last' }, newer: { kind: 'now' }, asOfMs }));

const btc = 'BTC/USDT:USDT';
const eth = 'ETH/USDT:USDT';

/*
 * Worked by hand. 2 January: 10,000 USDT; BTC long 1 @ 40,000 at 41,000 (+1,000), ETH short 10 @ 2,000 at 2,100 (-1,000): 10,000.
 * Then half of the BTC sold at 42,000 (+1,000 realised, fee 10), funding of -25 on ETH, 300 deposited.
 * 4 January: BTC 0.5 at 43,000 (+1,500), ETH at 2,050 (-500): 10,000 + 1,000 - 10 - 25 + 300 + 1,500 - 500 = 12,265.
 *   price   BTC 1 x 2,000 = 2,000; ETH -10 x -50 = 500
 *   trades  BTC: (1,000 + 1,500) - 1,000 - 2,000 = -500, which is what the half sold 1,000 too early missed
 *   maintenance of BTC: 1 % of 41,000 = 410; at 43,000 430; of half of it 215; under the table of 3 January 2 %: 430
 */
function workedBook(book: EventBook): void {
  book.venue('Main', 'binance-usdm');
  const table = (validFrom: string, rate: number): void =>
    void valueOf(
      importMarginTable(book.context, {
        path: `${validFrom}.csv`,
        venue: 'binance-usdm',
        validFrom,
        continuous: false,
        text: `instrument,floor,cap,maintenanceRate,maintenanceAmount,maxLeverage\n${btc},0,,${rate},0,20\n${eth},0,,0.01,0,20\n`,
      }),
    );
  table('2026-01-01', 0.01);
  table('2026-01-03', 0.02);
  book.book('Main', [
    cashOf(day(1), 'deposit', 'USDT', 10_000),
    fillOf(day(1, 13), btc, 'buy', 1, 40_000),
    fillOf(day(1, 14), eth, 'sell', 10, 2_000),
  ]);
  book.marks(older, { [btc]: 41_000, [eth]: 2_100 });
  makeSnapshot(book.context, older, [], 'a4');
  book.book('Main', [
    fillOf(day(3), btc, 'sell', 0.5, 42_000, { asset: 'USDT', amount: 10 }),
    cashOf(day(3, 16), 'funding', 'USDT', -25, eth),
    cashOf(day(3, 18), 'deposit', 'USDT', 300),
  ]);
  book.marks(newer, { [btc]: 43_000, [eth]: 2_050 });
}

test('two positions, one trade, one funding, one deposit, one new margin table: each is told as what it is', () => {
  inBook((book) => {
    workedBook(book);
    const told = since(book);
    expect(told.netWorth).toEqual({ from: 10_000, to: 12_265, change: 2_265 });
    expect(told.totals).toEqual({ price: 2_500, trades: -500, funding: -25, fees: -10, currency: 0, other: 300 });
    expect(told.notes).toEqual([]);
    expect(told.positions).toMatchObject([
      {
        instrument: btc,
        change: 'changed',
        quantity: { from: '1', to: '0.5' },
        mark: { from: 41_000, to: 43_000 },
        causes: { price: 2_000, trades: -500, funding: 0, fees: -10, currency: 0 },
        total: 1_490,
        maintenance: {
          from: 410,
          to: 430,
          price: 20,
          trades: -215,
          rules: 215,
          tableFrom: 'binance-usdm, 2026-01-01',
          tableTo: 'binance-usdm, 2026-01-03',
        },
      },
      {
        instrument: eth,
        change: 'same',
        causes: { price: 500, trades: 0, funding: -25, fees: 0, currency: 0 },
        total: 475,
        maintenance: { from: 210, to: 205, price: -5, trades: 0, rules: 0 },
      },
    ]);
    expect(told.balances).toMatchObject([{ asset: 'USDT', from: '10000', to: '11265', rateEffect: 0, other: 300 }]);
    expect(told.measures).toContainEqual({
      id: 'maintenanceMargin',
      scope: 'book',
      unit: 'money',
      from: 620,
      to: 635,
    });
  });
});

test('the last snapshot is the one before; formats saved one after the other are one snapshot', () => {
  inBook((book) => {
    workedBook(book);
    makeSnapshot(book.context, newer, ['html'], 'a4');
    const files = makeSnapshot(book.context, newer + 60_000, ['html', 'csv'], 'a4').files;
    expect(files[0]?.text).toContain('The last snapshot is of 2026-01-02 12:00:00 UTC');
    expect(files.map(({ name }) => name)).toContain('ballast-2026-01-04T120100Z-changes-by-position.csv');
    expect(keptSnapshots(book.context).snapshots.map(({ asOf }) => asOf)).toEqual([
      '2026-01-04T12:01:00Z',
      '2026-01-04T12:00:00Z',
      '2026-01-02T12:00:00Z',
    ]);
    // The same instant again is the same snapshot, byte for byte.
    expect(makeSnapshot(book.context, newer + 60_000, ['html', 'csv'], 'a4').files).toEqual(files);
    expect(since(book, day(5)).from).toBe('2026-01-04T12:01:00Z');
  });
});

test('two files tell the same as the vault, whichever is named first; a file from before says what it lacks', () => {
  inBook((book) => {
    workedBook(book);
    const json = (asOfMs: number): { readonly kind: 'text'; readonly name: string; readonly text: string } => ({
      kind: 'text',
      name: 'kept.json',
      text: makeSnapshot(book.context, asOfMs, ['json'], 'a4').files[0]?.text ?? '',
    });
    const [one, other] = [json(older), json(newer)];
    const elsewhere = openEventBook(day(20));
    const told = valueOf(compareTwo(elsewhere.context, { older: other, newer: one, asOfMs: null }));
    expect(told).toEqual(valueOf(compareTwo(book.context, { older: one, newer: other, asOfMs: null })));
    expect(told.netWorth.change).toBe(2_265);
    const { basis: _basis, ...before } = JSON.parse(one.text) as Record<string, unknown>;
    const read = (text: string) =>
      compareTwo(elsewhere.context, { older: { ...one, text }, newer: { kind: 'now' }, asOfMs: null });
    expect(read(JSON.stringify(before))).toMatchObject({ ok: false, fault: { code: 'snapshot-without-basis' } });
    expect(read('{"schema":"other"}')).toMatchObject({ ok: false, fault: { code: 'snapshot-unreadable' } });
    expect(read('time,price')).toMatchObject({ ok: false, fault: { code: 'snapshot-unreadable' } });
    expect(
      compareTwo(elsewhere.context, { older: { kind: 'last' }, newer: { kind: 'now' }, asOfMs: null }),
    ).toMatchObject({ ok: false, fault: { code: 'no-earlier-snapshot' } });
    elsewhere.close();
  });
});

test('a split is no trade: what was held moved from 60 to twice 33', () => {
  inBook((book) => {
    book.venue('IB', 'interactive-brokers');
    book.book('IB', [cashOf(day(1), 'deposit', 'USD', 10_000), fillOf(day(1, 15), 'ACME', 'buy', 100, 50)]);
    book.marks(older, { ACME: 60 });
    makeSnapshot(book.context, older, [], 'a4');
    book.book('IB', [
      {
        kind: 'split',
        timeMs: epochMs(day(3)),
        sourceId: null,
        flags: [],
        instrument: 'ACME' as InstrumentSymbol,
        from: '1' as Decimal,
        to: '2' as Decimal,
        into: null,
      },
    ]);
    book.marks(newer, { ACME: 33 });
    const told = since(book);
    expect(told.netWorth).toEqual({ from: 11_000, to: 11_600, change: 600 });
    expect(told.positions).toMatchObject([
      { quantity: { from: '100', to: '200' }, causes: { price: 600, trades: 0 }, total: 600 },
    ]);
  });
});

test('an incomplete history is unknown, with its reason, and with it every sum that it is part of', () => {
  inBook((book) => {
    workedBook(book);
    const closing = { ...fillOf(day(3, 20), 'SOL/USDT:USDT', 'sell', 5, 150), effect: 'close' as const };
    book.book('Main', [closing]);
    book.marks(newer, { 'SOL/USDT:USDT': 151 });
    const told = since(book);
    const sol = told.positions.find(({ instrument }) => instrument === 'SOL/USDT:USDT');
    expect(sol).toMatchObject({
      change: 'unknown',
      quantity: { to: null },
      causes: { price: null, trades: null, funding: null, fees: null, currency: null },
      total: null,
      maintenance: null,
    });
    expect(sol?.reason).not.toBeNull();
    expect(told.netWorth).toMatchObject({ from: 10_000, to: null, change: null });
    expect(told.totals).toMatchObject({ price: null, other: null });
    expect(told.notes.join(' ')).toContain('SOL/USDT:USDT in Main');
    // What does not hang on it is told.
    expect(told.positions.find(({ instrument }) => instrument === btc)?.total).toBe(1_490);
  });
});

test('rows from before the older snapshot that came in since are named: their profit is not of this time', () => {
  inBook((book) => {
    workedBook(book);
    expect(since(book).notes).toEqual([]);
    book.book('Main', [cashOf(day(1, 20), 'interest', 'USDT', -7)]);
    const told = since(book);
    expect(told.notes[0]).toContain('By now the book tells 1 balance of the older snapshot otherwise');
    expect(told.totals.other).toBe(293);
  });
});

test('a fee in a coin never deposited costs what it cost, and came from outside the book', () => {
  inBook((book) => {
    workedBook(book);
    book.book('Main', [fillOf(day(3, 21), eth, 'buy', 1, 2_050, { asset: 'BNB', amount: 0.01 })]);
    book.marks(newer, { 'BNB/USDT': 600 });
    const { totals, netWorth } = since(book);
    expect(totals).toMatchObject({ fees: -16, other: 306 });
    expect(netWorth.change).toBeCloseTo(2_265, 9);
  });
});
