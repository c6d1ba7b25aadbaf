import type { MarginTier } from '../../shared/book/margin-tier.ts';
import { failure, success, type Result } from '../../shared/result/result.ts';
import { nextDeduction } from './tier-rows.ts';

/** A row as the trader's file gives it; null where it is silent. */
export interface RawTier {
  readonly floor: number;
  readonly cap: number | null;
  readonly maintenanceRate: number;
  readonly deduction: number | null;
  readonly maxLeverage: number | null;
}

/** Rows of one instrument as a file gives them. */
export interface RawTable {
  /** Unified symbol. */
  readonly instrument: string;
  readonly rows: readonly RawTier[];
}

/**
 * The rows of one instrument as tiers, or what is wrong with them, by the row's number.
 * @param continuous the trader says that maintenance is continuous: a missing deduction is then floor * (rate - rate before)
 * + deduction before; else it is refused
 */
export function checkTiers(name: string, rows: readonly RawTier[], continuous: boolean): Result<readonly MarginTier[]> {
  if (rows.length === 0) return failure('margin-table-empty', `the table of ${name} has no rows`);
  const tiers: MarginTier[] = [];
  for (const [index, row] of rows.entries()) {
    const label = `row ${index + 1} of ${name}`;
    const before = tiers[index - 1];
    const fault = rowFault(label, row, before, index === rows.length - 1);
    if (fault !== null) return failure('margin-table-row', fault, 'Correct the table and import it again.');
    const deduction = deductionOf(row, before, continuous);
    if (deduction === null)
      return failure(
        'margin-table-deduction',
        `${label} says no maintenance amount (deduction)`,
        'Add it, or say that the table is continuous so that it can be derived.',
      );
    if (!(deduction >= 0 && deduction <= row.maintenanceRate * row.floor))
      return failure('margin-table-row', `${label} gives a negative maintenance margin with deduction ${deduction}`);
    tiers.push({ ...row, deduction });
  }
  return success(tiers);
}

function rowFault(label: string, row: RawTier, before: MarginTier | undefined, last: boolean): string | null {
  const { floor, cap, maintenanceRate, maxLeverage } = row;
  if (!Number.isFinite(floor) || floor < 0) return `${label} has no valid floor`;
  if (cap !== null && !(Number.isFinite(cap) && cap > floor)) return `${label} has a cap that is not above its floor`;
  if (cap === null && !last) return `${label} has no cap although rows follow`;
  if (!(maintenanceRate > 0 && maintenanceRate <= 1))
    return `${label} has a maintenance rate outside 0 to 1: write 0.5 % as 0.005`;
  if (maxLeverage !== null && !(Number.isFinite(maxLeverage) && maxLeverage > 0))
    return `${label} has no valid largest leverage`;
  if (row.deduction !== null && !Number.isFinite(row.deduction)) return `${label} has no valid maintenance amount`;
  if (before === undefined) return floor === 0 ? null : `${label} is the first and does not begin at 0`;
  if (before.cap !== null && floor > before.cap) return `${label} leaves a gap: ${before.cap} to ${floor}`;
  if (before.cap !== null && floor < before.cap)
    return `${label} overlaps the row before: ${floor} is below ${before.cap}`;
  return maintenanceRate < before.maintenanceRate ? `${label} has a lower rate than the row before` : null;
}

/** The first tier begins at 0, where only 0 leaves no negative maintenance; any other must be said or derived. */
function deductionOf(row: RawTier, before: MarginTier | undefined, continuous: boolean): number | null {
  if (row.deduction !== null) return row.deduction;
  if (before === undefined) return 0;
  return continuous ? nextDeduction(row, before.maintenanceRate, before.deduction) : null;
}
