import type { CollateralTier } from '../../shared/book/venue-rules.ts';
import { failure, success, type Result } from '../../shared/result/result.ts';

/** What is said of the coins of a file, in the order in which they appear. */
export type CollateralRows = readonly { readonly asset: string; readonly tiers: readonly CollateralTier[] }[];

const columns = ['asset', 'floor', 'ratio'] as const;

/**
 * CSV with the header asset,floor,ratio, its columns parted by commas, semicolons or tabs: from that many units of the asset
 * on, that fraction of the value counts. An empty floor is 0. Fault: `collateral-header`. What is no number reads as NaN:
 * `checkCollateral` names its row.
 */
export function readCollateralCsv(text: string): Result<CollateralRows> {
  const lines = text.split(/\r?\n/).filter((line) => line.trim() !== '');
  const delimiter = /[;\t]/.exec(lines[0] ?? '')?.[0] ?? ',';
  const header = cellsOf(lines[0] ?? '', delimiter).map((name) => name.toLowerCase());
  const absent = columns.filter((name) => !header.includes(name));
  if (absent.length > 0)
    return failure(
      'collateral-header',
      `This is no table of collateral: the columns ${absent.join(', ')} are missing.`,
      `Give CSV with the header ${columns.join(',')}.`,
    );
  const coins = new Map<string, CollateralTier[]>();
  for (const line of lines.slice(1)) {
    const cells = cellsOf(line, delimiter);
    const cell = (name: (typeof columns)[number]): string => cells[header.indexOf(name)] ?? '';
    const tiers = coins.get(cell('asset')) ?? [];
    tiers.push({ floor: cell('floor') === '' ? 0 : numberOf(cell('floor')), ratio: numberOf(cell('ratio')) });
    coins.set(cell('asset'), tiers);
  }
  return success([...coins].map(([asset, tiers]) => ({ asset, tiers })));
}

/** What is wrong with the rows of a coin; null where nothing is. Fault: `collateral-row`. */
export function checkCollateral(asset: string, tiers: readonly CollateralTier[]): Result<never> | null {
  for (const [index, { floor, ratio }] of tiers.entries()) {
    const fault = (what: string, mend: string) =>
      failure('collateral-row', `Collateral of ${asset}, row ${index + 1}: ${what}`, mend);
    if (!(Number.isFinite(floor) && floor >= 0))
      return fault('its amount is no number from 0 up.', 'Write from how many coins on it holds, such as 0 or 5.');
    if (!(ratio >= 0 && ratio <= 1))
      return fault('what counts is no fraction between 0 and 1.', 'Write 95 % as 0.95; 0 counts nothing.');
    const before = tiers[index - 1];
    if (before === undefined && floor !== 0) return fault('the first row does not begin at 0.', 'Begin at 0.');
    if (before !== undefined && floor <= before.floor)
      return fault('it does not begin above the row before.', 'Put the rows in the order of their amounts.');
  }
  return null;
}

function cellsOf(line: string, delimiter: string): readonly string[] {
  return line.split(delimiter).map((cell) => cell.trim().replace(/^"(.*)"$/, '$1'));
}

function numberOf(cell: string): number {
  return /^[+-]?(\d+(\.\d*)?|\.\d+)(e[+-]?\d+)?$/i.test(cell) ? Number(cell) : Number.NaN;
}
