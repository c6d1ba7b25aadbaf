import { expect, test } from 'vitest';
import type { InstrumentSymbol } from '../../shared/book/instrument.ts';
import { epochMs } from '../../shared/units/unit.ts';
import { findTierTable } from './find-tier-table.ts';
import { findVenueRules } from './find-venue-rules.ts';
import { leverageOfFund, listedKinds } from './listed-kinds.ts';

const query = (instrument: string, stockSide: 'long' | 'short') =>
  findTierTable({ venue: 'tastytrade', instrument: instrument as InstrumentSymbol, stockSide, asOfMs: epochMs(0) }, []);

test('a leveraged fund is kept at its multiple of the rates, at most at all of its value', () => {
  // FINRA Regulatory Notice 09-53: 2 x 25 % and 2 x 30 %, 3 x 25 % and 3 x 30 %.
  const rates = ['SSO', 'TQQQ', 'SQQQ', 'SPYU', 'UVXY', 'SPY'].map((ticker) =>
    (['long', 'short'] as const).map((side) => query(ticker, side).tiers[0]?.maintenanceRate),
  );
  expect(rates).toEqual([
    [0.5, 0.6],
    [0.75, 0.9],
    [0.75, 0.9],
    [1, 1],
    [0.375, 0.45],
    [0.25, 0.3],
  ]);
  expect(query('TQQQ', 'long').source).toContain('flat rate of 75 %');
  expect(query('TQQQ', 'short').source).toContain('times 3 for a leveraged fund');
});

test('every ticker stands once, and brokers of stocks alone know them', () => {
  const tickers = listedKinds.kinds.map(({ ticker }) => ticker);
  expect(new Set(tickers).size).toBe(tickers.length);
  expect(leverageOfFund('SPX')).toBe(1);
  const now = epochMs(Date.UTC(2026, 5, 1));
  expect(findVenueRules('interactive-brokers', now).listedKinds).toBe(listedKinds);
  expect(findVenueRules('binance-usdm', now).listedKinds).toBeUndefined();
  expect(findVenueRules('tastytrade', epochMs(Date.UTC(2009, 10, 30))).listedKinds).toBeUndefined();
});
