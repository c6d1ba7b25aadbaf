import type { ValuedPosition } from '../../../shared/book/valued-book.ts';
import { known, missing, type Maybe } from '../../../shared/measures/outcome.ts';

/** Margin posted to an isolated position, in the settlement asset. */
export interface PostedMargin {
  readonly amount: number;
  /** Stated by the trader, or assumed as entry notional over the leverage set. */
  readonly origin: 'stated' | 'assumed';
}

/** What an isolated position has as margin; missing-data when neither the margin nor the leverage is stated. */
export function postedMargin(position: ValuedPosition): Maybe<PostedMargin> {
  if (position.isolatedMargin !== null) return known({ amount: position.isolatedMargin, origin: 'stated' });
  if (position.incomplete !== null) return position.incomplete;
  const { symbol, payoff } = position.instrument;
  if (position.leverage === null)
    return missing(
      `Neither isolated margin nor leverage of ${symbol} is stated.`,
      `State the isolated margin of ${symbol}, or its leverage.`,
    );
  const size = Math.abs(position.quantity * position.multiplier);
  const entryNotional = payoff === 'inverse' ? size / position.entryPrice : size * position.entryPrice;
  return known({ amount: entryNotional / position.leverage, origin: 'assumed' });
}
