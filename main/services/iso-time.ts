import type { EpochMs } from '../../shared/units/unit.ts';

/** ISO 8601 UTC; milliseconds only where there are some, so that a time typed by hand reads as it was typed. */
export function isoTimeOf(instant: EpochMs): string {
  return new Date(instant).toISOString().replace('.000Z', 'Z');
}
