import type { poolState } from '../../../shared/contract/risk.ts';
import type { MissingData } from '../../../shared/measures/outcome.ts';
import type { z } from 'zod';

export type PoolState = z.infer<typeof poolState>;

/** One pool along the ladder: columns with one entry a rung. */
export interface LadderLane {
  readonly account: string;
  readonly pool: string;
  /** Base currency, not floored; null when the input does not prove the pool's figures. */
  readonly equity: Float64Array | null;
  readonly maintenance: Float64Array | null;
  /** The pool's whole gross notional at the rung, base currency; what is liquidated where the state is not `safe`. */
  readonly notional: Float64Array | null;
  readonly states: readonly PoolState[];
  /** The exact shocks at which the pool goes; 0 when it is gone already, null when it does not go on that side. */
  readonly down: number | null;
  readonly up: number | null;
  readonly missing: MissingData | null;
}

/** A pool that goes, and at which exact shock. */
export interface Departure {
  readonly account: string;
  readonly pool: string;
  readonly shockFraction: number;
}

/** Every pool under a shock of one asset, rung by rung, each rung by itself. */
export interface Ladder {
  readonly axis: {
    readonly asset: string;
    readonly from: number;
    readonly to: number;
    readonly step: number;
    readonly beta: number;
  };
  readonly shocks: Float64Array;
  /** Equity of the book if nothing were closed; null when a part is missing. */
  readonly bookEquity: Float64Array | null;
  readonly lanes: readonly LadderLane[];
  /** Exact shocks over the whole side (to a price of 0, and without upper end), nearest first. */
  readonly order: { readonly down: readonly Departure[]; readonly up: readonly Departure[] };
}
