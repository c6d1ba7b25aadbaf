import { expect, test } from 'vitest';
import { position, asOfMs, tiers } from '../fixtures/build-book.ts';
import { tierTableAgeDays, tierTableFlags } from './tier-table-age.ts';

const at = (validFrom: string) =>
  position({
    symbol: 'BTC/USDT:USDT',
    quantity: 1,
    entry: 1,
    mark: 1,
    tiers: tiers([0, 0.01, 0]),
    table: { validFrom },
  }).tierTable;

test('a table is old after ninety days, not on the ninetieth', () => {
  // Assessed on 2026-10-01.
  expect(tierTableAgeDays(at('2026-09-01'), asOfMs)).toBe(30);
  expect(tierTableFlags(at('2026-07-03'), asOfMs)).toEqual([]);
  expect(tierTableFlags(at('2026-07-02'), asOfMs)).toEqual(['tier-table-old']);
});
