import { isDaysEnd } from './day-text.ts';
import type { EpochMs } from '../../../shared/units/unit.ts';
import { magnitudeOf, type Scaled } from '../../../shared/units/decimal.ts';

/** What the last trades moved of one balance or position: enough to tell which of them a report did not count yet. */
export interface RecentTrades {
  readonly rows: { readonly timeMs: EpochMs; readonly amount: Scaled }[];
}

/**
 * The session of futures and currencies ends at 17:00 in New York: what is traded after it belongs to the next day's report,
 * though the report of the day says that it is of the day's end, up to seven hours later.
 */
const afterSessionMs = 7 * 3_600_000;

export function noRecentTrades(): RecentTrades {
  return { rows: [] };
}

export function noteTrade({ rows }: RecentTrades, amount: Scaled, timeMs: EpochMs): void {
  for (let [oldest] = rows; oldest !== undefined && !isRecent(oldest.timeMs, timeMs); [oldest] = rows) rows.shift();
  rows.push({ timeMs, amount });
}

function isRecent(tradeMs: number, reportMs: number): boolean {
  return tradeMs > reportMs - afterSessionMs;
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
  for (const [instant, trades] of [...Map.groupBy(recent.rows, ({ timeMs }) => timeMs)].toReversed()) {
    if (!isRecent(instant, reportMs)) return null;
    // The trades of one instant are counted together or not at all.
    for (const { amount } of trades) later += amount;
    if (magnitudeOf(excess - later) <= rounding) return instant;
  }
  return null;
}

export function copyOfTrades({ rows }: RecentTrades): RecentTrades {
  return { rows: [...rows] };
}
