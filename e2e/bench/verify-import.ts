import type { ImportRun } from './import-child.ts';
import type { TradedPosition } from './trade-history.ts';

/** What of an import is not as its history was made, in words; null when every fill and every figure is there. */
export function differenceOf(
  { report, positions }: ImportRun,
  rows: number,
  expected: readonly TradedPosition[],
): string | null {
  const { accepted, duplicates, failures, error } = report;
  const ignored = report.ignored.map(({ reason, count }) => `${count} ${reason}`).join(', ');
  if (error !== null || report.rows !== rows + 1 || accepted !== rows || ignored !== '1 header')
    return `of ${rows} fills and a header ${accepted} were accepted, ${duplicates} duplicates, ${failures.length} failed, ignored: ${ignored}; ${error?.message ?? 'no error'}`;
  const held = positions.map(({ instrument, quantity, averagePrice, realizedPnl, fees, status }) => ({
    instrument,
    quantity,
    averagePrice,
    realizedPnl,
    fees,
    status,
  }));
  const [found, wanted] = [JSON.stringify(held), JSON.stringify(expected)];
  return found === wanted ? null : `the positions are\n${found}\nand should be\n${wanted}`;
}
