import type { LossBearer } from '../../../shared/book/venue-rules.ts';

/** What happens to a pool on its way down. */
export type CascadeEventKind =
  /** A part of a position is closed, the pool may go on. */
  | 'reduced'
  /** A position is closed whole. */
  | 'closed'
  /** The venue takes a position over at the price at which nothing is left of the pool's equity. */
  | 'taken-over'
  /** A backstop takes the pool with what is left of its equity. */
  | 'backstop'
  /** Collateral is sold to pay what is owed. */
  | 'collateral-sold'
  /** Equity is below 0 and nothing is left to sell. */
  | 'debt';

/** One thing that happens in a cascade. Money in the base currency. */
export interface CascadeEvent {
  readonly kind: CascadeEventKind;
  /** Shock of the axis at which it happens. */
  readonly shockFraction: number;
  /** On which leg of a pinned path; absent on other axes. */
  readonly pathLeg?: 1 | 2;
  readonly account: string;
  readonly pool: string;
  /** Unified symbol of what is closed; the asset for collateral; null for a debt. */
  readonly instrument: string | null;
  /** Signed as traded: a long that is closed is sold, < 0. Contracts, shares or coins; null for a debt. */
  readonly quantity: number | null;
  /** Mark of the moment, in the quote asset (collateral: the base currency); null for a debt. */
  readonly price: number | null;
  readonly priceObtained: number | null;
  /** Value closed at the mark, >= 0. */
  readonly notional: number;
  /** Paid to the venue, >= 0. */
  readonly fee: number;
  /** Whether the fee is not known and left out. */
  readonly feeUnknown: boolean;
  /** Lost against the mark by selling, >= 0. */
  readonly impact: number;
  /** What a takeover or a backstop keeps of the equity, >= 0; of a debt: what others bear of it. */
  readonly forfeited: number;
  /** Equity of the pool after it. */
  readonly equityAfter: number;
  /** Who bears a debt, in order; empty for anything else. */
  readonly bearers: readonly LossBearer[];
}
