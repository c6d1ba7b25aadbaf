import { failure, success, type Result } from '../../shared/result/result.ts';
import type { RawTable, RawTier } from './check-tiers.ts';

const columns = ['instrument', 'floor', 'cap', 'maintenanceRate', 'maintenanceAmount', 'maxLeverage'] as const;

/**
 * CSV with the header instrument,floor,cap,maintenanceRate,maintenanceAmount,maxLeverage, its columns parted by commas,
 * semicolons or tabs; an empty cell says nothing.
 */
export function readTierCsv(text: string): Result<readonly RawTable[]> {
  const lines = text.split(/\r?\n/).filter((line) => line.trim() !== '');
  const delimiter = /[;\t]/.exec(lines[0] ?? '')?.[0] ?? ',';
  const header = cellsOf(lines[0] ?? '', delimiter).map((name) => name.toLowerCase());
  const missing = columns.filter((name) => !header.includes(name.toLowerCase()));
  if (missing.length > 0)
    return failure(
      'margin-table-header',
      `this is no margin table: the columns ${missing.join(', ')} are missing`,
      `Give JSON of leverage brackets, or CSV with the header ${columns.join(',')}.`,
    );
  const tables = new Map<string, RawTier[]>();
  for (const line of lines.slice(1)) {
    const cells = cellsOf(line, delimiter);
    const cell = (name: (typeof columns)[number]): string => cells[header.indexOf(name.toLowerCase())] ?? '';
    const rows = tables.get(cell('instrument')) ?? [];
    rows.push({
      floor: numberOf(cell('floor')),
      cap: optional(cell('cap')),
      maintenanceRate: numberOf(cell('maintenanceRate')),
      deduction: optional(cell('maintenanceAmount')),
      maxLeverage: optional(cell('maxLeverage')),
    });
    tables.set(cell('instrument'), rows);
  }
  return success([...tables].map(([instrument, rows]) => ({ instrument, rows })));
}

function cellsOf(line: string, delimiter: string): readonly string[] {
  return line.split(delimiter).map((cell) => cell.trim().replace(/^"(.*)"$/, '$1'));
}

/** NaN for what is no number: the check names the row. */
function numberOf(cell: string): number {
  return /^[+-]?(\d+(\.\d*)?|\.\d+)(e[+-]?\d+)?$/i.test(cell) ? Number(cell) : Number.NaN;
}

function optional(cell: string): number | null {
  return cell === '' ? null : numberOf(cell);
}
