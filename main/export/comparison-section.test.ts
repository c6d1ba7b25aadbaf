import { expect, test } from 'vitest';
import type { SnapshotComparison } from '../../shared/contract/snapshots.ts';
import { comparisonSection } from './comparison-section.ts';
import { comparisonTables } from './csv-comparison-tables.ts';

function comparison(change: Partial<SnapshotComparison> = {}): SnapshotComparison {
  return {
    from: '2026-01-02T12:00:00Z',
    to: '2026-01-04T12:00:00Z',
    base: 'USD',
    netWorth: { from: 10_000, to: 12_265, change: 2_265 },
    totals: { price: 2_500, trades: -500, funding: -25, fees: -10, currency: 0, other: 300 },
    positions: [
      {
        account: 'Main',
        instrument: 'BTC/USDT:USDT',
        side: 'long',
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
        liquidation: { from: 31_000, to: null },
        reason: null,
      },
    ],
    balances: [{ account: 'Main', asset: 'USDT', from: '10000', to: '11265', isCash: true, rateEffect: 0, other: 300 }],
    measures: [{ id: 'equity', scope: 'book', unit: 'money', from: 10_000, to: 12_265 }],
    notes: [],
    ...change,
  };
}

/** The words of the page, one blank between them. */
const words = (html: string): string =>
  html
    .replaceAll(/<[^>]+>/g, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim();

test('the page tells the way from one net worth to the other, each position and what the rules did', () => {
  const text = words(comparisonSection(comparison()));
  expect(text).toContain('The last snapshot is of 2026-01-02 12:00:00 UTC.');
  expect(text).toContain('Net worth, 2026-01-02 12:00:00 10,000');
  expect(text).toMatch(/Price \+2,500 .* Trades −500 .* Funding −25 .* Fees −10 .* Money in and out \+300/);
  expect(text).toContain('Change +2,265');
  expect(text).toContain('BTC/USDT:USDT Main +1 +0.5 41,000.0 43,000.0 +2,000 −500 0 −10 +1,490 410 430 31,000.0 –');
  expect(text).toContain('Maintenance by rules +215 (binance-usdm, 2026-01-01 to binance-usdm, 2026-01-03).');
  expect(text).toContain('USDT Main 10,000 11,265 0 +300');
});

test('what is not known reads missing, with its reason in words; names are escaped', () => {
  const [position] = comparison().positions;
  if (position === undefined) throw new Error('it has one');
  const html = comparisonSection(
    comparison({
      totals: { price: null, trades: null, funding: 0, fees: 0, currency: 0, other: null },
      netWorth: { from: 10_000, to: null, change: null },
      positions: [
        {
          ...position,
          account: '<b>x</b>',
          causes: { price: null, trades: null, funding: null, fees: null, currency: null },
          total: null,
          maintenance: null,
          reason: 'A file is missing.',
        },
      ],
      notes: ['<i>note</i>'],
    }),
  );
  expect(html).not.toMatch(/<b>x|<i>note|NaN|null|undefined/);
  expect(html).toContain('&lt;b&gt;x&lt;/b&gt;');
  expect(words(html)).toContain('A file is missing.');
  expect(words(html)).toMatch(/Price missing/);
});

test('the tables carry every digit and leave empty what is not known', () => {
  const tables = new Map(comparisonTables(comparison()).map(({ name, text }) => [name, text.split('\r\n')]));
  expect(tables.get('changes')?.slice(0, 5)).toEqual([
    'what,value (USD)',
    'older snapshot,2026-01-02T12:00:00Z',
    'newer snapshot,2026-01-04T12:00:00Z',
    '"net worth, older",10000',
    'Price,2500',
  ]);
  expect(tables.get('changes-by-position')?.[1]).toBe(
    'Main,BTC/USDT:USDT,long,changed,1,0.5,41000,43000,2000,-500,0,-10,0,1490,410,430,20,-215,215,"binance-usdm, 2026-01-01","binance-usdm, 2026-01-03",31000,,',
  );
  expect(tables.get('changes-by-balance')?.[1]).toBe('Main,USDT,10000,11265,0,300');
  expect(tables.get('changes-of-measures')?.[1]).toBe('equity,Equity,book,money,10000,12265');
});
