import { missing, type MissingData } from '../../../shared/measures/outcome.ts';
import type { MarginTable } from '../margin/margin-table.ts';

/**
 * Why a pool cannot be followed while prices move: the value of an option moves with what it is on, and is not calculated
 * yet. Null where no option's underlying moves.
 */
export function optionGap(table: MarginTable, moves: (asset: string) => boolean): MissingData | null {
  const leg = table.legs.find(({ position, asset }) => position.instrument.kind === 'option' && moves(asset));
  if (leg === undefined) return null;
  return missing(
    `${leg.position.instrument.symbol} in the pool is an option: how its value moves with ${leg.asset} is not calculated yet.`,
    'Close it, or look at the figures at the marks.',
  );
}
