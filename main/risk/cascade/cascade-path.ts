/**
 * The way of a cascade: prices leave the marks along one factor x, each asset by its own power of it, in one direction. What forced
 * sales move stays moved.
 */
export interface CascadePath {
  /** By which power of x an asset moves; 0 for what stays, also for cash that keeps its par. */
  readonly exponentOf: (asset: string) => number;
  readonly side: 'below' | 'above';
  /** The last x, below or above 1. */
  readonly end: number;
}
