import type { TastyRow } from './tastytrade-row.ts';

/** On which side an option is held. */
export type HeldSide = 'long' | 'short';

/**
 * The side on which whatever is left after a row is held, by its words: who sold to open or bought to close is short. An
 * option is never held on both sides at once, so the last words before an expiry say what it takes out.
 */
export function sideAfter({ action }: TastyRow): HeldSide | null {
  switch (action) {
    case 'buy to open':
    case 'sell to close':
      return 'long';
    case 'sell to open':
    case 'buy to close':
      return 'short';
    default:
      return null;
  }
}
