import { expect, test } from 'vitest';
import type { InstrumentSymbol } from '../../shared/book/instrument.ts';
import type { MarginTierTable } from '../../shared/book/margin-tier.ts';
import { epochMs } from '../../shared/units/unit.ts';
import { checkTiers, type RawTier } from './check-tiers.ts';
import { findTierTable } from './find-tier-table.ts';
import { flatRateTable } from './flat-rate-tiers.ts';
import { readBracketJson } from './read-bracket-json.ts';
import { readMarginTable } from './read-margin-table.ts';

const symbol = 'BTC/USDT:USDT' as InstrumentSymbol;
const plain: RawTier = { floor: 0, cap: 50_000, maintenanceRate: 0.004, deduction: 0, maxLeverage: 125 };
const second: RawTier = { floor: 50_000, cap: null, maintenanceRate: 0.005, deduction: 50, maxLeverage: 100 };

/** What is wrong with two rows, the first or the second of them changed; null when nothing is. */
function fault(first: Partial<RawTier>, last: Partial<RawTier> = {}): string | null {
  const answer = checkTiers(
    symbol,
    [
      { ...plain, ...first },
      { ...second, ...last },
    ],
    false,
  );
  return answer.ok ? null : answer.fault.message;
}

test('a floor is a number from 0 on', () => {
  expect(fault({})).toBe(null);
  for (const floor of [Number.NaN, Infinity, -5]) expect(fault({ floor })).toMatch(/row 1 .* no valid floor/);
  expect(fault({ floor: 1 })).toMatch(/does not begin at 0/);
});

test('a cap is a number above its floor', () => {
  for (const cap of [Number.NaN, Infinity, 50_000, 40_000]) expect(fault({}, { cap })).toMatch(/row 2 .* cap/);
  expect(fault({}, { cap: 50_001 })).toBe(null);
  expect(fault({ cap: 0 })).toMatch(/row 1 .* cap that is not above/);
});

test('a maintenance rate is above 0 and at most 1, and never falls', () => {
  for (const maintenanceRate of [0, -0.1, 1.5, Number.NaN])
    expect(fault({}, { maintenanceRate, deduction: 0 })).toMatch(/row 2 .* outside 0 to 1/);
  expect(fault({}, { maintenanceRate: 1 })).toBe(null);
  expect(fault({}, { maintenanceRate: 0.004, deduction: 0 })).toBe(null);
  expect(fault({}, { maintenanceRate: 0.003, deduction: 0 })).toMatch(/lower rate/);
});

test('a largest leverage is above 0', () => {
  for (const maxLeverage of [0, -1, Infinity]) expect(fault({ maxLeverage })).toMatch(/largest leverage/);
  expect(fault({ maxLeverage: 1 })).toBe(null);
  expect(fault({ maxLeverage: null })).toBe(null);
});

test('a deduction leaves no negative maintenance where its tier begins', () => {
  // 0.5 % of 50,000 are 250: all of it may be deducted, not a cent more; a deduction is no surcharge.
  expect(fault({}, { deduction: 250 })).toBe(null);
  expect(fault({}, { deduction: 250.01 })).toMatch(/negative maintenance/);
  expect(fault({}, { deduction: -0.01 })).toMatch(/negative maintenance/);
  expect(fault({ deduction: 1 })).toMatch(/row 1 .* negative maintenance/);
});

test('a bracket without a cap, or with the largest of numbers, has no upper end', () => {
  const last = (notionalCap: unknown) => {
    const brackets = [{ notionalFloor: 0, notionalCap, maintMarginRatio: 0.01, cum: 0, initialLeverage: 50 }];
    const answer = readBracketJson(JSON.stringify([{ symbol: 'BTCUSDT', brackets }]));
    return answer.ok ? answer.value[0]?.rows[0]?.cap : answer.fault.message;
  };
  expect(last(9e18)).toBe(null);
  expect(last(8e18)).toBe(8e18);
  expect(last('9223372036854775807')).toBe(null);
  expect([last(null), last(''), last(undefined)]).toEqual([null, null, null]);
});

test('numbers may come as text; blanks, truth values and words are none', () => {
  const floor = (notionalFloor: unknown) => {
    const brackets = [{ notionalFloor, notionalCap: 100, maintMarginRatio: 0.01, cum: 0, initialLeverage: 50 }];
    const answer = readBracketJson(JSON.stringify([{ symbol: 'BTCUSDT', brackets }]));
    return answer.ok ? answer.value[0]?.rows[0]?.floor : answer.fault.message;
  };
  expect(floor('25')).toBe(25);
  for (const none of ['  ', '', true, null, [], 'five']) expect(floor(none)).toBeNaN();
});

test('what is no table of objects is refused as such', () => {
  for (const text of ['[null]', '[1]', '["x"]', '[[1]]', 'null', '[[{"brackets":[]}]]'])
    expect(readBracketJson(text)).toMatchObject({ ok: false, fault: { code: 'margin-table-json' } });
  const empty = readBracketJson(`{"${symbol}":[null,"x",[]]}`);
  expect(empty.ok && empty.value[0]?.rows.map((row) => row.floor)).toEqual([Number.NaN, Number.NaN, Number.NaN]);
});

test('a tier without a symbol is named by its place', () => {
  const tier = { symbol, minNotional: 0, maxNotional: 1, maintenanceMarginRate: 0.01 };
  const answer = readBracketJson(JSON.stringify([tier, { ...tier, symbol: undefined }]));
  expect(answer).toMatchObject({ ok: false, fault: { message: 'tier 2 names no symbol' } });
});

test('a CSV that lacks a single column is refused', () => {
  const text = `instrument,floor,cap,maintenanceRate,maintenanceAmount\n${symbol},0,,0.01,0\n`;
  const answer = readMarginTable({
    text,
    venue: 'bybit',
    validFrom: '2026-10-01',
    source: 'own.csv',
    continuous: false,
  });
  expect(answer).toMatchObject({ ok: false, fault: { code: 'margin-table-header' } });
});

test('of two imported tables with one date the later imported holds', () => {
  const table = (source: string): MarginTierTable => ({
    ...flatRateTable('bybit', symbol),
    validFrom: '2026-10-01',
    source,
  });
  const query = {
    venue: 'bybit',
    instrument: symbol,
    stockSide: null,
    asOfMs: epochMs(Date.parse('2026-10-01T00:00:00Z')),
  };
  expect(findTierTable(query, [table('first'), table('second')]).source).toBe('second');
  expect(findTierTable(query, [table('second'), { ...table('old'), validFrom: '2026-09-30' }]).source).toBe('second');
});

test('the flat rate is 5 % of any notional, from 0 on and without deduction', () => {
  expect(flatRateTable('', symbol).tiers).toEqual([
    { floor: 0, cap: null, maintenanceRate: 0.05, deduction: 0, maxLeverage: null },
  ]);
});

test('a stock without a table of its broker falls back to the least that FINRA allows, by the side held', () => {
  // FINRA Rule 4210(c): 25 % of stock held long, 30 % of stock sold short at 5 dollars or more.
  const query = { venue: 'interactive-brokers', instrument: 'ACME' as InstrumentSymbol, asOfMs: epochMs(0) };
  const tier = { floor: 0, cap: null, deduction: 0, maxLeverage: 2 };
  expect(findTierTable({ ...query, stockSide: 'long' }, [])).toMatchObject({
    source: 'flat rate of 25 % of market value (FINRA Rule 4210(c), stock held long): the broker may ask for more',
    tiers: [{ ...tier, maintenanceRate: 0.25 }],
  });
  expect(findTierTable({ ...query, stockSide: 'short' }, [])).toMatchObject({
    source:
      'flat rate of 30 % of market value (FINRA Rule 4210(c), stock sold short at 5 dollars or more): the broker may ask for more',
    tiers: [{ ...tier, maintenanceRate: 0.3 }],
  });
});
