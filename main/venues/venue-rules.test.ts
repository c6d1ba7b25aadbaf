import { expect, test } from 'vitest';
import type { InstrumentSymbol } from '../../shared/book/instrument.ts';
import { isKnownVenue, venueId } from '../../shared/book/venue.ts';
import { dayOfIsoDate } from '../../shared/units/iso-day.ts';
import { epochMs, type EpochMs } from '../../shared/units/unit.ts';
import { shippedCollateralTables } from './collateral-tables.ts';
import { findTierTable } from './find-tier-table.ts';
import { findVenueRules, newestValid, rulesKnownFrom } from './find-venue-rules.ts';
import { shippedLiquidationRules } from './liquidation-rules.ts';
import { tableDateFault } from './table-date.ts';

function on(day: string): EpochMs {
  return epochMs(dayOfIsoDate(day) * 86_400_000);
}

function tableOf(venue: string, instrument: string, day = '2026-11-22') {
  return findTierTable({ venue, instrument: instrument as InstrumentSymbol, stockSide: null, asOfMs: on(day) }, []);
}

// Deribit's notice of 11 January 2022: BTC 1 % + 0.005 % for each BTC, ETH 1 % + 0.0004 % for each ETH, 2 % to open.
test.each([
  ['BTC/USD:BTC', 0.00005],
  ['BTC/USD:BTC-261225', 0.00005],
  ['ETH/USD:ETH', 0.000004],
  ['ETH/USD:ETH-270326', 0.000004],
])('Deribit: %s grows by %d for each coin, and the table keeps its old date', (symbol, increase) => {
  expect(tableOf('deribit', symbol)).toEqual({
    venue: 'deribit',
    instrument: symbol,
    validFrom: '2022-01-11',
    source: 'https://support.deribit.com/hc/en-us/articles/25944826427293-11-January-2022',
    origin: 'shipped',
    tiers: [{ floor: 0, cap: null, maintenanceRate: 0.01, deduction: 0, maxLeverage: 50 }],
    growth: { maintenance: increase, initial: increase },
  });
});

test('Deribit: linear contracts have no citable table, nor had inverse ones before the notice', () => {
  expect(tableOf('deribit', 'SOL/USDC:USDC').origin).toBe('flat-rate');
  expect(tableOf('deribit', 'BTC/USD:BTC', '2022-01-10').origin).toBe('flat-rate');
  expect(tableOf('deribit', 'BTC/USD:BTC', '2022-01-11').origin).toBe('shipped');
});

test("a dated future of another venue does not take its perpetual's table", () => {
  expect(tableOf('binance-usdm', 'BTC/USDT:USDT').origin).toBe('shipped');
  expect(tableOf('binance-usdm', 'BTC/USDT:USDT-261225').origin).toBe('flat-rate');
});

test('every rule is of a known venue, dated, sourced and a sensible share', () => {
  for (const { venue, validFrom, source } of [...shippedLiquidationRules, ...shippedCollateralTables]) {
    expect(isKnownVenue(venue)).toBe(true);
    expect(tableDateFault(validFrom)).toBe(null);
    expect(source.length).toBeGreaterThan(10);
  }
  for (const { tiers } of shippedCollateralTables)
    for (const { ratio } of tiers) expect(ratio > 0 && ratio <= 1).toBe(true);
});

test('Hyperliquid: a fifth first above 100,000 USDC, no fee, a backstop below two thirds of the maintenance', () => {
  expect(findVenueRules('hyperliquid', on('2026-11-22')).liquidationRules).toMatchObject({
    trigger: 'at-or-below',
    method: 'market',
    sizing: { kind: 'share-first', share: 0.2, aboveNotional: 100_000 },
    feeRate: 0,
    backstopShare: 2 / 3,
    bearers: ['backstop-vault', 'auto-deleveraging'],
  });
  expect(findVenueRules('hyperliquid', on('2026-11-21')).liquidationRules).toBe(null);
});

test('what other venues charge and when they act, as their pages say it; null where none does', () => {
  const rulesOf = (venue: string) => findVenueRules(venue, on('2026-11-22')).liquidationRules;
  expect(rulesOf('deribit')).toMatchObject({
    feeRate: null,
    feeRates: { 'BTC/USD:BTC': 0.0075, 'ETH/USD:ETH': 0.009 },
    sizing: { kind: 'restore', factor: 1 },
    bearers: ['insurance-fund', 'socialised'],
  });
  expect(rulesOf('dydx')).toMatchObject({ trigger: 'below', feeRate: 0.005, sizing: { kind: 'whole' } });
  expect(rulesOf('bitmex')).toMatchObject({ method: 'takeover', feeRate: 0.00075 });
  expect(rulesOf('drift')).toMatchObject({ trigger: 'below', feeRate: null, sizing: { kind: 'restore', factor: 1 } });
  for (const venue of ['gmx', 'kraken-futures']) expect(rulesOf(venue)).toMatchObject({ feeRate: null, bearers: [] });
  for (const venue of ['binance-usdm', 'binance-coinm'])
    expect(rulesOf(venue)).toMatchObject({ feeRate: null, bearers: ['insurance-fund', 'auto-deleveraging'] });
  for (const venue of ['okx', 'spot-margin', 'some-exchange', null]) expect(rulesOf(venue as string)).toBe(null);
});

test("Binance's Multi-Assets Mode counts 95 % of BTC from the day of its page on", () => {
  const ratioOn = (day: string) =>
    findVenueRules('binance-usdm', on(day)).collateralTables.find(({ asset }) => asset === 'BTC')?.tiers;
  expect(ratioOn('2021-05-27')).toBeUndefined();
  expect(ratioOn('2021-05-28')).toEqual([{ floor: 0, ratio: 0.95 }]);
  expect(findVenueRules('binance-coinm', on('2026-11-22')).collateralTables).toEqual([]);
  expect(findVenueRules('binance-usdm', on('2026-11-22')).collateralTables).toEqual(shippedCollateralTables);
});

test.each([
  ['Binance COIN-M', 'binance-coinm'],
  ['Binance COIN-M futures', 'binance-coinm'],
  ['Binance USD-M futures', 'binance-usdm'],
  ['OKX', 'okx'],
  ['okex', 'okx'],
  ['dYdX v4', 'dydx'],
  ['Kraken Futures', 'kraken-futures'],
  ['GMX v2', 'gmx'],
  ['margin loan', 'spot-margin'],
  ['Kraken', 'kraken'],
])('the trader may write %s for %s', (text, id) => {
  expect(venueId(text)).toBe(id);
});

test('of several pages the newest that holds by the day counts, in whichever order they stand', () => {
  const page = (validFrom: string) => ({ validFrom, source: 'a page', origin: 'shipped' }) as const;
  const pages = [page('2025-01-01'), page('2026-01-01'), page('2024-01-01')];
  expect(newestValid(pages, on('2026-06-01'))?.validFrom).toBe('2026-01-01');
  expect(newestValid(pages, on('2025-06-01'))?.validFrom).toBe('2025-01-01');
  expect(newestValid(pages, on('2023-06-01'))).toBe(null);
});

test('since when it is known how a venue liquidates: the day of its rules, and none where none are known', () => {
  expect([rulesKnownFrom('deribit'), rulesKnownFrom('bitmex')]).toEqual(['2022-01-11', '2023-01-17']);
  expect(rulesKnownFrom('bybit')).toBeNull();
});

test('brokers of stocks margin portfolios by scenarios since the rule became permanent; no other venue does', () => {
  const since = (venue: string, day: string) => findVenueRules(venue, on(day)).scenarioArrays?.validFrom;
  expect(since('interactive-brokers', '2026-11-22')).toBe('2008-08-01');
  expect(since('tastytrade', '2008-08-01')).toBe('2008-08-01');
  expect(since('tastytrade', '2008-07-31')).toBeUndefined();
  expect(since('binance-usdm', '2026-11-22')).toBeUndefined();
});

test('dYdX alone takes its fee from what a sale leaves above the bankruptcy price', () => {
  const fromRest = shippedLiquidationRules.filter(({ isFeeFromRest }) => isFeeFromRest === true);
  expect(fromRest.map(({ venue, feeRate }) => [venue, feeRate])).toEqual([['dydx', 0.005]]);
});
