import type { Scaled } from '../../../shared/units/decimal.ts';
import type { TastyRow } from './tastytrade-row.ts';

/** How a file writes what it charges: 1n below zero, as the broker does; -1n above zero, as files converted by others do. */
export interface CostSigns {
  readonly commissions: 1n | -1n;
  readonly fees: 1n | -1n;
}

/**
 * Decides by the whole file. The broker writes costs below zero. Where no row of a trade has one below zero, some have
 * one above, and no Total proves that these were received, the sign was lost: nobody is paid for every trade.
 */
export function costSignsOf(rows: readonly TastyRow[]): CostSigns {
  const trades = rows.filter(({ type }) => type !== 'money movement');
  const lost = (field: 'commissions' | 'fees'): boolean =>
    trades.some((row) => row[field] > 0n) &&
    !trades.some((row) => row[field] < 0n) &&
    !trades.some((row) => row[field] > 0n && row.total === row.value + row.commissions + row.fees);
  return { commissions: lost('commissions') ? -1n : 1n, fees: lost('fees') ? -1n : 1n };
}

/** What a row cost: > 0, a rebate < 0. */
export function costOf(row: TastyRow, signs: CostSigns): Scaled {
  return -(row.commissions * signs.commissions + row.fees * signs.fees);
}

/** What a row did to the cash: the sum that the newer layout prints as Total. */
export function cashOf(row: TastyRow, signs: CostSigns): Scaled {
  return row.value - costOf(row, signs);
}
