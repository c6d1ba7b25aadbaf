import { tierTableMaxAgeDays, type MarginTierTable } from '../../../shared/book/margin-tier.ts';
import { utcDay, type EpochMs } from '../../../shared/units/unit.ts';

/** Days since the epoch of an ISO date, proleptic Gregorian. Source: H. Hinnant, chrono-compatible low-level date algorithms (2013). */
export function dayOfIsoDate(date: string): number {
  const [year, month, day] = date.slice(0, 10).split('-').map(Number) as [number, number, number];
  const shifted = month <= 2 ? year - 1 : year;
  const era = Math.floor(shifted / 400);
  const yearOfEra = shifted - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468;
}

/** What a figure built on this table must carry at that time. */
export function tierTableFlags(table: MarginTierTable, asOfMs: EpochMs): readonly string[] {
  if (table.origin === 'flat-rate') return ['flat-rate-tiers'];
  return utcDay(asOfMs) - dayOfIsoDate(table.validFrom) > tierTableMaxAgeDays ? ['tier-table-old'] : [];
}
