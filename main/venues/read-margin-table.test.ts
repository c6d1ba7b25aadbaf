import { expect, test } from 'vitest';
import type { InstrumentSymbol } from '../../shared/book/instrument.ts';
import { epochMs } from '../../shared/units/unit.ts';
import { findTierTable } from './find-tier-table.ts';
import { readMarginTable, type MarginTableFile } from './read-margin-table.ts';
import { shippedTierTables } from './shipped-tier-tables.ts';
import { continuousTiers } from './tier-rows.ts';

function read(text: string, more: Partial<MarginTableFile> = {}): ReturnType<typeof readMarginTable> {
  return readMarginTable({
    text,
    venue: 'binance-usdm',
    validFrom: '2026-10-01',
    source: 'own.csv',
    continuous: false,
    ...more,
  });
}

const header = 'instrument,floor,cap,maintenanceRate,maintenanceAmount,maxLeverage';

test("the trader's own CSV becomes a table", () => {
  const answer = read(`${header}\nBTC/USDT:USDT,0,50000,0.004,0,125\nBTC/USDT:USDT,50000,,0.005,50,100\n`);
  expect(answer).toEqual({
    ok: true,
    value: [
      {
        venue: 'binance-usdm',
        instrument: 'BTC/USDT:USDT',
        validFrom: '2026-10-01',
        source: 'own.csv',
        origin: 'imported',
        tiers: [
          { floor: 0, cap: 50_000, maintenanceRate: 0.004, deduction: 0, maxLeverage: 125 },
          { floor: 50_000, cap: null, maintenanceRate: 0.005, deduction: 50, maxLeverage: 100 },
        ],
      },
    ],
  });
});

test("Binance's leverageBracket answer is read, also when its brackets come highest first", () => {
  const brackets = [
    {
      bracket: 2,
      initialLeverage: 50,
      notionalCap: 9.2e18,
      notionalFloor: 10000,
      maintMarginRatio: 0.02,
      cum: 100,
    },
    { bracket: 1, initialLeverage: 75, notionalCap: 10000, notionalFloor: 0, maintMarginRatio: 0.01, cum: 0.0 },
  ];
  const answer = read(
    JSON.stringify([
      { symbol: 'SOLUSDT', brackets },
      { symbol: 'ETHUSDC_261225', brackets },
    ]),
  );
  expect(answer).toMatchObject({
    ok: true,
    value: [
      {
        instrument: 'SOL/USDT:USDT',
        tiers: [
          { floor: 0, deduction: 0 },
          { floor: 10_000, cap: null, deduction: 100 },
        ],
      },
      { instrument: 'ETH/USDC:USDC-261225' },
    ],
  });
});

test("ccxt's tiers are read as object and as list; the deduction stands in the venue's own row", () => {
  const rows = [
    {
      symbol: 'XRP/USDT:USDT',
      minNotional: 0,
      maxNotional: 1000,
      maintenanceMarginRate: 0.01,
      maxLeverage: 50,
      info: { cum: '0' },
    },
    {
      symbol: 'XRP/USDT:USDT',
      minNotional: 1000,
      maxNotional: 5000,
      maintenanceMarginRate: 0.03,
      maxLeverage: 20,
      info: { cum: '20' },
    },
  ];
  const list = read(JSON.stringify(rows));
  const object = read(JSON.stringify({ 'XRP/USDT:USDT': rows }));
  expect(list).toMatchObject({ ok: true, value: [{ tiers: [{ deduction: 0 }, { deduction: 20, cap: 5000 }] }] });
  expect(object).toEqual(list);
});

test('a missing deduction is derived only when the trader says that the table is continuous', () => {
  const text = `${header}\nBTC/USDT:USDT,0,50000,0.004,,125\nBTC/USDT:USDT,50000,250000,0.005,,100\nBTC/USDT:USDT,250000,,0.01,,50\n`;
  expect(read(text)).toMatchObject({
    ok: false,
    fault: { code: 'margin-table-deduction', message: expect.stringContaining('row 2') as string },
  });
  expect(read(text, { continuous: true })).toMatchObject({
    ok: true,
    value: [{ tiers: [{ deduction: 0 }, { deduction: 50 }, { deduction: 1_300 }] }],
  });
});

test('a bad table is refused by the name of its row', () => {
  const cases: readonly (readonly [rows: string, words: string])[] = [
    ['X/USDT:USDT,0,100,0.01,0,50\nX/USDT:USDT,200,,0.02,1,20', 'row 2 of X/USDT:USDT leaves a gap'],
    ['X/USDT:USDT,0,100,0.01,0,50\nX/USDT:USDT,50,,0.02,1,20', 'row 2 of X/USDT:USDT overlaps'],
    ['X/USDT:USDT,0,100,0.02,0,50\nX/USDT:USDT,100,,0.01,0,20', 'row 2 of X/USDT:USDT has a lower rate'],
    ['X/USDT:USDT,10,,0.02,0,50', 'row 1 of X/USDT:USDT is the first and does not begin at 0'],
    ['X/USDT:USDT,0,,abc,0,50', 'row 1 of X/USDT:USDT has a maintenance rate outside'],
    ['X/USDT:USDT,0,,5,0,50', 'row 1 of X/USDT:USDT has a maintenance rate outside'],
    ['X/USDT:USDT,0,,0.01,5,50', 'row 1 of X/USDT:USDT gives a negative maintenance'],
    ['X/USDT:USDT,0,100,0.01,0,50\nX/USDT:USDT,100,,0.02,-1,20', 'row 2 of X/USDT:USDT gives a negative maintenance'],
    ['X/USDT:USDT,0,,0.01,0,-3', 'row 1 of X/USDT:USDT has no valid largest leverage'],
    ['X/USDT:USDT,0,,0.01,0,50\nX/USDT:USDT,100,,0.02,1,20', 'row 1 of X/USDT:USDT has no cap'],
    ['BTCUSDT,0,,0.01,0,50', '"BTCUSDT" is no instrument symbol'],
  ];
  for (const [rows, words] of cases) {
    const answer = read(`${header}\n${rows}\n`);
    expect(answer.ok ? 'accepted' : answer.fault.message).toContain(words);
  }
  expect(read('a,b\n1,2')).toMatchObject({ ok: false, fault: { code: 'margin-table-header' } });
  expect(read('{"broken"')).toMatchObject({ ok: false, fault: { code: 'margin-table-json' } });
  expect(read('{"a": 1}')).toMatchObject({ ok: false, fault: { code: 'margin-table-json' } });
  expect(read('[]')).toMatchObject({ ok: false });
  expect(read(header, { validFrom: '2026-13-01' })).toMatchObject({ ok: false, fault: { code: 'margin-table-date' } });
});

test('every shipped table is whole, dated, sourced and continuous', () => {
  expect(shippedTierTables.length).toBeGreaterThan(40);
  for (const { tiers, source, validFrom, instrument } of shippedTierTables) {
    expect(`${instrument} ${validFrom}`).toMatch(/ 20\d\d-\d\d-\d\d$/);
    expect(source).toMatch(/2026|https:/);
    expect(continuousTiers(tiers, tiers.at(-1)?.cap ?? null)).toEqual(tiers);
  }
});

test('the newest valid table of the trader comes before the shipped one, and the flat rate comes last', () => {
  const own = read(`${header}\nBTC/USDT:USDT,0,,0.03,0,10\n`);
  const newer = read(`${header}\nBTC/USDT:USDT,0,,0.04,0,10\n`, { validFrom: '2026-11-01' });
  if (!own.ok || !newer.ok) throw new Error('refused');
  const imported = [...newer.value, ...own.value];
  const at = (
    day: string,
    venue: string | null,
    instrument = 'BTC/USDT:USDT',
    stockSide: 'long' | 'short' | null = null,
  ): string => {
    const found = findTierTable(
      { venue, instrument: instrument as InstrumentSymbol, stockSide, asOfMs: epochMs(Date.parse(day)) },
      imported,
    );
    return `${found.origin} ${found.tiers[0]?.maintenanceRate}`;
  };
  expect(at('2026-10-15', 'binance-usdm')).toBe('imported 0.03');
  expect(at('2026-11-01', 'binance-usdm')).toBe('imported 0.04');
  expect(at('2026-09-30', 'binance-usdm')).toBe('shipped 0.004');
  expect(at('2026-10-15', 'hyperliquid', 'BTC/USDC:USDC')).toBe('shipped 0.0125');
  expect(at('2026-01-15', 'binance-usdm')).toBe('flat-rate 0.05');
  expect(at('2026-10-15', 'bybit')).toBe('flat-rate 0.05');
  expect(at('2026-10-15', null)).toBe('flat-rate 0.05');
  // FINRA Rule 4210(c): 25 % of stock held long, 30 % of stock sold short.
  expect(at('2026-10-15', null, 'AAPL', 'long')).toBe('flat-rate 0.25');
  expect(at('2026-10-15', 'interactive-brokers', 'AAPL', 'short')).toBe('flat-rate 0.3');
});

test('semicolons and tabs part the columns as commas do', () => {
  const text = `${header}\nBTC/USDT:USDT,0,50000,0.004,0,125\nBTC/USDT:USDT,50000,,0.005,50,100\n`;
  for (const delimiter of [';', '\t']) expect(read(`\uFEFF${text.replaceAll(',', delimiter)}`)).toEqual(read(text));
});

test('a table is not valid from a day that no calendar has', () => {
  const text = `${header}\nBTC/USDT:USDT,0,,0.004,0,125\n`;
  for (const validFrom of ['2026-02-30', '2025-02-29', '2026-13-01', '2026-00-10', '26-03-01', '2026-3-1'])
    expect(read(text, { validFrom }), validFrom).toMatchObject({ ok: false, fault: { code: 'margin-table-date' } });
  expect(read(text, { validFrom: '2024-02-29' }).ok).toBe(true);
});
