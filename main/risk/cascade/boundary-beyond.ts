import { boundary } from '../numerics/boundary.ts';

/**
 * The greatest number at which a condition holds, of which nobody knows how far away it is: looked for at `first`, at twice that
 * and so on until it fails, never further. Infinity where it fails nowhere.
 *
 * @param low where the condition holds
 * @param first where to look first, > 0 and > low
 * @param holds the condition; once it fails it fails for every greater value
 */
export function boundaryBeyond(low: number, first: number, holds: (value: number) => boolean): number {
  let beyond = first;
  while (holds(beyond)) {
    beyond *= 2;
    if (!Number.isFinite(beyond)) return Infinity;
  }
  return boundary(low, beyond, holds);
}
