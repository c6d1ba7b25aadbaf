import type { InstrumentSymbol } from '../../shared/book/instrument.ts';
import type { MarginTierTable } from '../../shared/book/margin-tier.ts';

/** What Ballast takes where it has no table of the venue: more than most venues ask for. Every figure on it says so. */
const flatMaintenanceRate = 0.05;

/** The fallback table of an instrument: one tier, no upper end. */
export function flatRateTable(venue: string, instrument: InstrumentSymbol): MarginTierTable {
  return {
    venue,
    instrument,
    validFrom: '1970-01-01',
    source: 'flat rate of 5 % of notional: no margin table of this venue is known for this instrument',
    origin: 'flat-rate',
    tiers: [{ floor: 0, cap: null, maintenanceRate: flatMaintenanceRate, deduction: 0, maxLeverage: null }],
  };
}
