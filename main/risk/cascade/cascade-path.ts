/**
 * A stretch of the way of a cascade: prices go along one factor x, which is 1 at the marks, each asset by its own power of it, in
 * one direction. What forced sales move stays moved.
 */
export interface CascadePath {
  /** By which power of x an asset moves; 0 for what stays, also for cash that keeps its par. */
  readonly exponentOf: (asset: string) => number;
  readonly side: 'below' | 'above';
  /** The last x: below where the stretch begins, or above it. */
  readonly end: number;
}

/** Whether a way in one direction has come to a point of it when it stands at x: at the very point it has. */
export function isReached(point: number, x: number, side: CascadePath['side']): boolean {
  return side === 'below' ? point >= x : point <= x;
}
