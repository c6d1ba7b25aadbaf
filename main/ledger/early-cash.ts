import type { Provenance } from '../../shared/book/event.ts';
import type { Scaled } from '../../shared/units/decimal.ts';
import type { EpochMs } from '../../shared/units/unit.ts';
import { addFee, type LegState } from './leg.ts';

/**
 * Funding and fees of an instrument of which nothing else is known yet: they are its own once a fill or a position of it
 * comes. Replaced, never changed.
 */
export interface EarlyCash {
  readonly funding: Scaled;
  readonly fees: readonly { readonly asset: string; readonly amount: Scaled }[];
  /** The newest position that such a row printed; null while none did. */
  readonly printed: { readonly timeMs: EpochMs; readonly quantity: Scaled; readonly source: Provenance | null } | null;
}

export const noEarlyCash: EarlyCash = { funding: 0n, fees: [], printed: null };

/** Puts what came early on the first leg that is known. */
export function takeEarly(leg: LegState, { funding, fees }: EarlyCash): void {
  leg.funding += funding;
  for (const { asset, amount } of fees) addFee(leg, asset, amount);
}
