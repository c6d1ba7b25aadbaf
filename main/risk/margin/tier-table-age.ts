import { tierTableMaxAgeDays, type MarginTierTable } from '../../../shared/book/margin-tier.ts';
import { dayOfIsoDate } from '../../../shared/units/iso-day.ts';
import { utcDay, type EpochMs } from '../../../shared/units/unit.ts';

/** Whole days from the date of a table to an instant. */
export function tierTableAgeDays(table: Pick<MarginTierTable, 'validFrom'>, asOfMs: EpochMs): number {
  return utcDay(asOfMs) - dayOfIsoDate(table.validFrom);
}

/** What a figure built on this table must carry at that time. */
export function tierTableFlags(table: MarginTierTable, asOfMs: EpochMs): readonly string[] {
  if (table.origin === 'flat-rate') return ['flat-rate-tiers'];
  return isOldTable(table, asOfMs) ? ['tier-table-old'] : [];
}

/** Whether a dated table of any kind is older than a figure may rest on without saying so. */
export function isOldTable(table: Pick<MarginTierTable, 'validFrom'>, asOfMs: EpochMs): boolean {
  return tierTableAgeDays(table, asOfMs) > tierTableMaxAgeDays;
}
