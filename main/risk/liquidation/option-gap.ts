import { missing, type MissingData } from '../../../shared/measures/outcome.ts';
import type { MarginLeg, MarginTable } from '../margin/margin-table.ts';

/** The options that a pool holds. */
export function optionsOf({ legs }: MarginTable): readonly MarginLeg[] {
  return legs.filter((leg) => leg.position.instrument.kind === 'option');
}

/**
 * Why a pool cannot be followed while prices move: the value of an option moves with what it is on, and is not calculated
 * yet. Null where no option's underlying moves.
 */
export function optionGap(options: readonly MarginLeg[], moves: (option: MarginLeg) => boolean): MissingData | null {
  const option = options.find(moves);
  if (option === undefined) return null;
  return missing(
    `${option.position.instrument.symbol} in the pool is an option: how its value moves with ${option.asset} is not calculated yet.`,
    'Close it, or look at the figures at the marks.',
  );
}
