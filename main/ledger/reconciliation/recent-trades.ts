import { isDaysEnd } from './day-text.ts';
import type { EpochMs } from '../../../shared/units/unit.ts';
import { magnitudeOf, type Scaled } from '../../../shared/units/decimal.ts';

/** What the last trades moved of one balance or position: enough to tell which of them a report did not count yet. */
export interface RecentTrades {
  readonly rows: { readonly timeMs: EpochMs; readonly amount: Scaled }[];
  /** The first row that is recent still; those before it are dropped now and then. */
  first: number;
}

/**
 * The session of futures and currencies ends at 17:00 in New York: what is traded after it belongs to the next day's report,
 * though the report of the day says that it is of the day's end, up to seven hours later.
 */
const afterSessionMs = 7 * 3_600_000;

export function noRecentTrades(): RecentTrades {
  return { rows: [], first: 0 };
}

export function noteTrade(recent: RecentTrades, amount: Scaled, timeMs: EpochMs): void {
  const { rows } = recent;
  while ((rows[recent.first]?.timeMs ?? timeMs) <= timeMs - afterSessionMs) recent.first += 1;
  if (recent.first > 64 && recent.first * 2 > rows.length) {
    rows.splice(0, recent.first);
    recent.first = 0;
  }
  rows.push({ timeMs, amount });
}

/** Whether the newest trade is of this instant: a tax at it belongs to it. */
export function isTradeInstant(recent: RecentTrades, timeMs: EpochMs): boolean {
  return recent.rows.at(-1)?.timeMs === timeMs;
}

/**
 * The instant from which on trades are not in a report, where exactly these explain its difference.
 *
 * @param excess what the rows add up to, less what the report says
 * @param rounding of the report
 * @returns null where they do not, or where the report is not of a day's end
 */
export function cutOffOf(recent: RecentTrades, excess: Scaled, rounding: Scaled, reportMs: EpochMs): EpochMs | null {
  if (!isDaysEnd(reportMs)) return null;
  let later = 0n;
  for (let index = recent.rows.length - 1; index >= recent.first; index -= 1) {
    const row = recent.rows[index];
    if (row === undefined || row.timeMs <= reportMs - afterSessionMs) return null;
    later += row.amount;
    // The trades of one instant are counted together or not at all.
    const isFirstOfInstant = index === recent.first || recent.rows[index - 1]?.timeMs !== row.timeMs;
    if (isFirstOfInstant && magnitudeOf(excess - later) <= rounding) return row.timeMs;
  }
  return null;
}

export function copyOfTrades({ rows, first }: RecentTrades): RecentTrades {
  return { rows: [...rows], first };
}
