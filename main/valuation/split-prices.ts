import { toNumber } from './to-number.ts';
import type { Decimal } from '../../shared/units/decimal.ts';
import type { EpochMs } from '../../shared/units/unit.ts';

/** A split of an instrument into itself, as the broker prints it. */
export interface PriceSplit {
  readonly instrument: string;
  readonly timeMs: EpochMs;
  readonly from: Decimal;
  readonly to: Decimal;
}

/** A price of before a split counts in shares of before it: times this it counts in shares of after it. */
export interface SplitFactor {
  readonly timeMs: EpochMs;
  readonly factor: number;
  /** No close after the split tells whether the closes before it are adjusted for it already. */
  readonly undecided: boolean;
}

export interface PlainMark {
  readonly timeMs: EpochMs;
  readonly price: number;
  readonly origin: 'mark' | 'close';
}

/**
 * Brings a series of prices to the shares of its own days. Marks are of their instant. Closes of a price history may be
 * adjusted for later splits (Yahoo's are) or not: the step from the last close before a split to the first after it tells,
 * being near 1 in an adjusted history and near the split's own factor in another.
 *
 * @param series oldest first
 * @param splits of the instrument
 */
export function pricesOfTheirDays(
  series: readonly PlainMark[],
  splits: readonly PriceSplit[],
): { readonly series: readonly PlainMark[]; readonly factors: readonly SplitFactor[] } {
  let own = series;
  const factors: SplitFactor[] = [];
  const closes = series.filter(({ origin, price }) => origin === 'close' && price > 0);
  // Each split is judged by the series as given: closes beside two splits at once are adjusted for both or for neither.
  for (const { timeMs, from, to } of splits) {
    const factor = toNumber(from) / toNumber(to);
    const before = closes.findLast((one) => one.timeMs < timeMs);
    const after = closes.find((one) => one.timeMs >= timeMs);
    factors.push({ timeMs, factor, undecided: before !== undefined && after === undefined });
    if (before === undefined || after === undefined) continue;
    const step = Math.log(after.price / before.price);
    const adjusted = Math.abs(step) < Math.abs(step - Math.log(factor));
    if (adjusted)
      own = own.map((one) =>
        one.origin === 'close' && one.timeMs < timeMs ? { ...one, price: one.price / factor } : one,
      );
  }
  return { series: own, factors };
}

/**
 * What a price of one instant is in the shares of a later one; null for a close of which nothing tells whether it is
 * adjusted for a split between the two.
 */
export function priceInLaterShares(
  { price, timeMs, origin }: PlainMark,
  factors: readonly SplitFactor[],
  laterMs: EpochMs,
): { readonly price: number; readonly crossed: boolean } | null {
  let [now, crossed] = [price, false];
  for (const split of factors) {
    if (split.timeMs <= timeMs || split.timeMs > laterMs) continue;
    if (split.undecided && origin === 'close') return null;
    now *= split.factor;
    crossed = true;
  }
  return { price: now, crossed };
}
