import type { Scaled } from '../../../../shared/units/decimal.ts';
import type { TastyRow } from './tastytrade-row.ts';

/** Whether a file writes what it charges above zero, as files converted by others do; the broker writes it below. */
export interface CostSigns {
  readonly commissionsAboveZero: boolean;
  readonly feesAboveZero: boolean;
}

/**
 * Decides by the whole file. The broker writes costs below zero. Where no row of a trade has one below zero, some have
 * one above, and no Total proves that these were received, the sign was lost: nobody is paid for every trade.
 */
export function costSignsOf(rows: readonly TastyRow[]): CostSigns {
  const trades = rows.filter(({ type }) => type !== 'money movement');
  const lost = (field: 'commissions' | 'fees'): boolean => {
    const above = trades.filter((row) => row[field] > 0n);
    const proven = above.some((row) => row.total === row.value + row.commissions + row.fees);
    return above.length > 0 && !proven && trades.every((row) => row[field] >= 0n);
  };
  return { commissionsAboveZero: lost('commissions'), feesAboveZero: lost('fees') };
}

/** What a row cost: > 0, a rebate < 0. */
export function costOf({ commissions, fees }: TastyRow, signs: CostSigns): Scaled {
  return costIn(commissions, signs.commissionsAboveZero) + costIn(fees, signs.feesAboveZero);
}

/** What a row did to the cash: the sum that the newer layout prints as Total. */
export function cashOf(row: TastyRow, signs: CostSigns): Scaled {
  return row.value - costOf(row, signs);
}

function costIn(written: Scaled, aboveZero: boolean): Scaled {
  return aboveZero ? written : -written;
}
