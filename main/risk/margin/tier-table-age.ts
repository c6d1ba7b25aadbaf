import { tierTableMaxAgeDays, type MarginTierTable } from '../../../shared/book/margin-tier.ts';
import { dayOfIsoDate } from '../../../shared/units/iso-day.ts';
import { utcDay, type EpochMs } from '../../../shared/units/unit.ts';

/** Whole days from the date of a table to an instant. */
export function tierTableAgeDays(table: MarginTierTable, asOfMs: EpochMs): number {
  return utcDay(asOfMs) - dayOfIsoDate(table.validFrom);
}

/** What a figure built on this table must carry at that time. */
export function tierTableFlags(table: MarginTierTable, asOfMs: EpochMs): readonly string[] {
  if (table.origin === 'flat-rate') return ['flat-rate-tiers'];
  return tierTableAgeDays(table, asOfMs) > tierTableMaxAgeDays ? ['tier-table-old'] : [];
}
